"""Invented people for tests of several rooms: members made without Argon2, and browsers that are signed in."""

from django.test import Client
from django.utils import timezone

from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import inviting, making
from toolbox.kernel.circles.group import Group
from toolbox.kernel.members import accounts, doors, sessions
from toolbox.kernel.members import me as members
from toolbox.kernel.members.me import Me


def somebody() -> Me:
    """A member whose passphrase nobody knows: quick to make. Their keys are real."""
    private = doors.new_private()
    member = accounts.make_silent(private)
    return members.load(member, private.private, private.keyring_key)


def again(me: Me) -> Me:
    """The same member in a new request."""
    return members.load(me.id, me.private, me.keyring_key)


def circle(me: Me, name: str = "Alder Street", mine: str = "Alder") -> Group:
    """A circle that somebody makes."""
    made = making.make(me, name, "", mine)
    return group.opened(again(me), made)


def joins(newcomer: Me, into: Group, name: str, **how: object) -> Group:
    """Somebody joins by an invite."""
    into.circle.follow(into.circle.keys.epoch)
    into.again()
    code, _entry = inviting.invite(into, timezone.now(), "en", **how)  # type: ignore[arg-type]
    inviting.accept(newcomer, code, name, timezone.now())
    return group.opened(again(newcomer), into.id)


def browser(me: Me, pin: str = "") -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.cookies["session"] = sessions.begin(me, pin, timezone.now()).hex()
    return client
