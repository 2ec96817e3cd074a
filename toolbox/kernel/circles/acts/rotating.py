"""A new root for a circle: after somebody left or was removed, or because a keeper asks."""

from collections.abc import Callable

from django.utils import timezone
from msgspec.structs import replace

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import delivering, freezing
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.models import InviteRow
from toolbox.kernel.circles.records import Act, Role, Settings
from toolbox.kernel.members import accounts, notes
from toolbox.kernel.members.doors import public_of
from toolbox.kernel.members.me import Me, is_frozen
from toolbox.kernel.registry import following
from toolbox.kernel.vault import rotation
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.listing import relist
from toolbox.kernel.vault.trouble import Moved

TRIES = 5


def _void(settings: Settings) -> None:
    InviteRow.objects.filter(pk__in=[one.row for one in settings.invites]).delete()


def _rotate(group: Group, changed: Settings) -> None:
    """One attempt. Raises Moved."""
    old, before = group.circle.keys, group.settings
    changed = replace(changed, invites=())

    def deliver(new: CircleKeys, version: int) -> None:
        _void(before)
        delivering.of_rotation(group.id, changed, old, new, version)

    held = Held(group.held.id, changed, group.held.shelf, 0, group.held.version)
    rotation.begin(group.circle, held, deliver)


def rotate(group: Group) -> None:
    """A new root for the same people. Raises NotAllowed while somebody is frozen and nobody confirmed it.

    The frozen get no root: by one voice and a new key, anybody could be shut out for good.
    """
    if any(freezing.is_unconfirmed(one.member) for one in group.settings.people):
        raise rules.NotAllowed
    _again_and_again(group, lambda settings: settings)


def remove(group: Group, member: int, agreed: int = 0) -> bool:
    """Remove somebody; False where a second keeper must agree first. Raises NotAllowed."""
    if not agreed and rules.needs_two(group.settings, Act.REMOVE, member):
        return False

    def removed(now: Settings) -> Settings:
        """Asked anew where somebody was quicker: the proposal may have been taken back."""
        if not rules.may(now, Act.REMOVE, group.me.id, member):
            raise rules.NotAllowed
        if rules.needs_two(now, Act.REMOVE, member):
            rules.agreed(now, agreed, group.me.id)
        return rules.without(now, member)

    after = following.fewer(group.circle, _left(group.settings, member))
    _again_and_again(group, removed)
    after()
    return True


def leave(group: Group) -> None:
    """Leave: the others get a new root, which whoever leaves never holds. Raises NotAllowed for the last one."""
    after = following.fewer(group.circle, _left(group.settings, group.me.id))
    _again_and_again(group, lambda settings: rules.without(settings, group.me.id))
    after()


def _left(settings: Settings, member: int) -> int:
    """How many people are left when somebody is gone."""
    return sum(one.member != member for one in rules.living(settings))


def remove_paper(group: Group) -> None:
    """Let the paper member go: its three sheets open nothing that comes after."""
    paper = rules.paper(group.settings)
    if paper is not None:
        _again_and_again(group, lambda settings: rules.without(settings, paper.member))
        accounts.forget_silent(paper.member)


def _again_and_again(group: Group, rule: Callable[[Settings], Settings]) -> None:
    """Rotate with the settings as a rule makes them; anew where somebody was quicker."""
    for attempt in range(TRIES):
        try:
            _rotate(group, rule(group.settings))
            return
        except Moved:
            if attempt == TRIES - 1:
                raise
            group.circle.follow(_epoch(group.circle))
            group.again()


def _epoch(circle: Circle) -> int:
    from toolbox.kernel.vault.rows import lock_circle

    row = lock_circle(circle.id)
    return row[0] if row else 0


def rotate_by_newcomer(circle: Circle, held: Held[Settings], me: Me, invite: int) -> None:
    """Somebody who lost a passphrase is back: the old entry is gone, and the others get a new root. Raises Moved."""
    from toolbox.kernel.circles.acts import inviting

    old = circle.keys
    settings = replace(held.value, invites=())

    def deliver(new: CircleKeys, version: int) -> None:
        inviting.use(invite)
        _void(held.value)
        now = timezone.now()
        inside = notes.note(circle.id, new, settings.name, version, old)
        others = [one for one in settings.people if one.member != me.id and not is_frozen(one.member, now)]
        news = {one.member: (inside, one.key) for one in others}
        own = notes.to_self(circle.id, new, settings.name, version, me.keyring_key)
        notes.deposit({**news, me.id: (own, public_of(me.private))})

    rotation.begin(circle, Held(held.id, settings, held.shelf, 0, held.version), deliver)


def new_key(group: Group) -> None:
    """Tell the circle a member's new public key, after a new passphrase. Raises Moved."""
    key = public_of(group.me.private)
    for attempt in range(TRIES):
        changed = rules.with_key(group.settings, group.me.id, key, today())
        if changed == group.settings:
            return
        held = Held(group.held.id, changed, group.held.shelf, 0, group.held.version)
        try:
            relist(group.circle, held, lambda _version: delivering.nothing())
            return
        except Moved:
            if attempt == TRIES - 1:
                raise
            group.circle.follow(_epoch(group.circle))
            group.again()


def is_last(settings: Settings, member: int) -> bool:
    """Whether nobody but this member (and paper) is left: then the circle can only be ended."""
    return all(one.member == member or one.role == Role.PAPER for one in settings.people)
