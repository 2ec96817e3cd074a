"""The member of a request: what an awake session opens, for the length of that request."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from toolbox.kernel.members import keyring as keyrings
from toolbox.kernel.members import notes
from toolbox.kernel.members.keyring import Entry, Keyring
from toolbox.kernel.members.models import Freeze, KeyNote, MemberRow
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.models import CircleRow
from toolbox.kernel.vault.trouble import NotAMember

MOST_WAITING = 200  # notes; more are merged in the middle of a session


@dataclass(repr=False)  # nothing that is shown by chance may hold keys
class Me:
    """A signed-in member. `keyring` is what was merged at sign-in; `circles` has the news since then in it."""

    id: int
    private: bytes
    keyring_key: bytes
    keyring: Keyring
    circles: dict[int, Entry]
    refused: int = 0
    stamp: bytes = b""
    session: int = 0
    ends: datetime.datetime | None = None
    _opened: dict[int, Circle] = field(default_factory=dict)

    @property
    def handle(self) -> str:
        """The name that they sign in with."""
        return self.keyring.handle

    def hand(self, purpose: str, about: int) -> bytes:
        """The token by which they are counted once for a purpose."""
        return keyrings.hand(self.keyring.hands, purpose, about)

    def circle(self, circle: int) -> Circle:
        """Open a circle of theirs. Raises NotAMember: for them there is no such circle."""
        if circle not in self._opened:
            entry = self.circles.get(circle)
            if entry is None:
                raise NotAMember
            self._opened[circle] = Circle(circle, CircleKeys(entry.root, entry.epoch), lambda: self._newer(circle))
        return self._opened[circle]

    def _newer(self, circle: int) -> CircleKeys | None:
        """The newest root that a note brought meanwhile."""
        fresh = load(self.id, self.private, self.keyring_key)
        self.circles = fresh.circles
        entry = self.circles.get(circle)
        return CircleKeys(entry.root, entry.epoch) if entry else None


def load(member: int, private: bytes, keyring_key: bytes) -> Me:
    """The member with keyring and waiting notes opened. Raises MemberRow.DoesNotExist or Damaged."""
    row = MemberRow.objects.only("keyring", "version", "stamp").get(pk=member)
    ring = keyrings.unseal(keyring_key, member, row.keyring, row.version)
    sealed = KeyNote.objects.filter(member=member).values_list("sealed", flat=True)
    news, broken = notes.read(sealed, [private, *ring.former])
    circles, refused = notes.merged(ring.circles, news, keyring_key)
    return Me(member, private, keyring_key, ring, circles, refused + broken, bytes(row.stamp))


def is_frozen(member: int, now: datetime.datetime) -> bool:
    """Whether a comrade has frozen this member, and it has not lapsed."""
    frozen = Freeze.objects.filter(member=member).values_list("until", flat=True)
    return any(until is None or until > now for until in frozen)


def change(me: Me, **fields: object) -> None:
    """Change what the keyring holds of its member's own wishes, in one transaction that merges the notes too."""
    merge(me, fields=fields)


def merge(me: Me, fields: dict[str, object] | None = None) -> None:
    """Take the waiting notes into the keyring: exactly those that were read are deleted, and none twice.

    Circles that are no more, or for which no newer root came, are left out: their roots are forgotten, and the names
    of the latter once their member has read that. No circle's row is written.
    """
    there = _standing(me.circles)  # before the notes: whatever rotation shows here has left its note by then
    with transaction.atomic():
        row = MemberRow.objects.select_for_update().get(pk=me.id)
        ring = keyrings.unseal(me.keyring_key, me.id, row.keyring, row.version)
        waiting = dict(KeyNote.objects.filter(member=me.id).values_list("pk", "sealed"))
        news, broken = notes.read(waiting.values(), [me.private, *ring.former])
        circles, refused = notes.merged(ring.circles, news, me.keyring_key)
        for name, value in (fields or {}).items():
            setattr(ring, name, value)
        ring.circles = {
            circle: entry for circle, entry in circles.items() if circle not in there or _opens(entry, there[circle])
        }
        ring.gone = {circle: name for circle, name in ring.gone.items() if circle not in ring.circles}
        ring.gone |= {one: circles[one].name for one in circles.keys() - ring.circles.keys() if there[one][0]}
        ring.aside += refused + broken
        row.version += 1
        row.keyring = keyrings.seal(me.keyring_key, me.id, ring, row.version)
        row.save(update_fields=["version", "keyring"])
        _delete(waiting)
    me.keyring, me.circles, me.refused = ring, dict(ring.circles), 0


def _standing(circles: Iterable[int]) -> dict[int, tuple[int, bytes]]:
    """Epoch and public key of circles as they are now; epoch 0 for those that are no more."""
    wanted = list(circles)
    found = CircleRow.objects.filter(pk__in=wanted).values_list("pk", "epoch", "public_key")
    return {**dict.fromkeys(wanted, (0, b"")), **{circle: (epoch, bytes(key)) for circle, epoch, key in found}}


def _opens(entry: Entry, standing: tuple[int, bytes]) -> bool:
    """Whether an entry's root is the circle's, or newer than what was seen of it. A removed member's is neither."""
    epoch, public_key = standing
    if entry.epoch == epoch:
        return CircleKeys(entry.root, entry.epoch).public == public_key
    return epoch != 0 and entry.epoch > epoch


def _delete(ids: Iterable[int]) -> None:
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        KeyNote.objects.filter(pk__in=wanted[start : start + 500]).delete()
