"""A circle is made."""

from toolbox.kernel.circles.acts import delivering
from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.records import Person, Role, Settings
from toolbox.kernel.members.doors import public_of
from toolbox.kernel.members.me import Me
from toolbox.kernel.vault import held, making


def make(me: Me, name: str, purpose: str, my_name: str) -> int:
    """Make a circle with one keeper; returns its id. It is on their keyring with their next request."""
    day = today()
    mine = Person(me.id, my_name, public_of(me.private), Role.KEEPER, day)
    settings = Settings(name=name, purpose=purpose, made=day, people=(mine,))
    return making.make(
        lambda _circle: held.new(settings, "settings"),
        lambda circle, keys: delivering.to_self(circle, settings, keys, 1, me),
    )
