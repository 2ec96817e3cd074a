"""The paper member: a dormant member whose secret is split on three sheets, any two of which open the circle."""

import os

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.records import Person, Role
from toolbox.kernel.members import accounts, notes
from toolbox.kernel.members.doors import Private, public_of
from toolbox.kernel.members.me import Me
from toolbox.kernel.vault import shares
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.keys import derive
from toolbox.kernel.vault.listing import relist
from toolbox.kernel.vault.trouble import NotAMember, Trouble

SECRET = 32  # bytes: 33 words a share


def _keys(secret: bytes) -> Private:
    return Private(derive(secret, "toolbox paper pair 1"), derive(secret, "toolbox paper keyring 1"))


def make(group: Group, name: str) -> list[str]:
    """Make the paper member; returns the three shares, which are written nowhere. Raises NotAllowed, Moved."""
    if rules.paper(group.settings) is not None:
        raise rules.NotAllowed
    secret = os.urandom(SECRET)
    private = _keys(secret)
    member = accounts.make_silent(private)
    entry = Person(member, name, public_of(private.private), Role.PAPER, today())
    changed = rules.joined(group.settings, entry)
    held = Held(group.held.id, changed, group.held.shelf, 0, group.held.version)
    keys = group.circle.keys

    def deliver(version: int) -> None:
        inside = notes.to_self(group.id, keys, changed.name, version, private.keyring_key)
        notes.deposit({member: (inside, entry.key)})

    try:
        relist(group.circle, held, deliver)
    except Trouble:  # somebody else was quicker: nobody needs this one
        accounts.forget_silent(member)
        raise
    group.again()
    return shares.split(secret)


def come_back(texts: list[str]) -> Me:
    """The paper member that two shares open. Raises CannotJoin, NotAMember."""
    found = accounts.silent(_keys(shares.join(texts)))
    if found is None:
        raise NotAMember
    return found
