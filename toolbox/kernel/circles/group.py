"""A circle with its settings open: what the pages and acts of this room work with."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils import timezone

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.records import Person, Role, Settings
from toolbox.kernel.members.me import Me, is_frozen
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Damaged, Moved, NotAMember, TooNew

TRIES = 5


@dataclass(repr=False)  # nothing that is shown by chance may hold what was sealed
class Group:
    """A circle, its settings, and the member who opened it."""

    circle: Circle
    me: Me
    held: Held[Settings]

    @property
    def id(self) -> int:
        """The circle's id."""
        return self.circle.id

    @property
    def settings(self) -> Settings:
        """As they were when they were read."""
        return self.held.value

    @property
    def mine(self) -> Person:
        """The member's own entry. Raises NotAMember where the list has none."""
        found = rules.person(self.settings, self.me.id)
        if found is None:
            raise NotAMember
        return found

    @property
    def is_keeper(self) -> bool:
        """Whether they look after the circle."""
        return self.mine.role == Role.KEEPER

    def name_of(self, member: int) -> str:
        """What comrades call somebody; empty for who has left."""
        found = rules.person(self.settings, member)
        return found.name if found else ""

    def again(self) -> None:
        """Read the settings anew."""
        self.held = settings_of(self.circle)

    def change(self, rule: Callable[[Settings], Settings]) -> None:
        """Put the settings as a rule makes them; anew where somebody was quicker. Raises what the rule raises."""
        for attempt in range(TRIES):
            changed = rule(self.settings)
            if changed == self.settings:
                return
            try:
                with self.circle.change() as box:
                    box.put(held := Held(self.held.id, changed, self.held.shelf, 0, self.held.version))
                self.held = box.now(held)
                return
            except Moved:
                if attempt == TRIES - 1:
                    raise
                self.again()


def settings_of(circle: Circle) -> Held[Settings]:
    """The settings as they stand. Raises Damaged or TooNew where they do not open, NotAMember where there are none."""
    known = set(circle.unopened)
    found = circle.shelf(Settings, "settings")
    if not found:
        for record in circle.unopened - known:
            circle.get(Settings, record)  # raises what is the matter with it
        raise NotAMember
    held = found[0]
    return replace(held, value=rules.without_late(held.value, today()))


def opened(me: Me, circle: int) -> Group:
    """Open a circle of a member's. Raises NotAMember: for them there is no such circle."""
    group = Group(vault := me.circle(circle), me, settings_of(vault))
    _ = group.mine
    return group


class Mine(NamedTuple):
    """A member's circles: those that open, by name, and the names of those that are damaged or too new."""

    groups: list[Group]
    closed: list[str]


def mine(me: Me) -> Mine:
    """All circles of a member. One that does not open hides none of the others."""
    found, closed = [], []
    for circle, entry in list(me.circles.items()):
        try:
            found.append(opened(me, circle))
        except NotAMember:
            continue
        except (Damaged, TooNew):
            closed.append(entry.name)
    return Mine(sorted(found, key=lambda group: (group.settings.name.casefold(), group.id)), sorted(closed))


def reachable(group: Group, now: datetime.datetime) -> list[Person]:
    """To whom work can be given: everybody but the paper member and whoever is frozen, who cannot come in."""
    return [one for one in rules.living(group.settings) if not is_frozen(one.member, now)]


def today() -> datetime.date:
    """The day on the town's clock."""
    return timezone.localdate()
