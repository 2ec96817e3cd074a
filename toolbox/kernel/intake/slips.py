"""What lies in a receipt: slips sealed to its key, all of a few sizes, so that an answer and a pointer look alike."""

import datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Slip
from toolbox.kernel.records.values import Id, Line, Pages, Value
from toolbox.kernel.vault import padding

LEAST = 4 * padding.KIB


class Tells(StrEnum):
    """What a slip is about."""

    SENT = "sent"  # it was sent; an envelope waits
    TAKEN = "taken"  # a member took it in: it is a record of a circle now
    BECAME = "became"  # a tool made another record of it, which is withdrawn with it
    ANSWER = "answer"
    ADDED = "added"  # the sender wrote more
    SOLVED = "solved"
    CLOSED = "closed"
    HANDED = "handed"  # another circle has it now
    PROPOSED = "proposed"  # a text that would be published: does the sender agree?
    AGREED = "agreed"
    REFUSED = "refused"
    PUBLISHED = "published"  # the text that was agreed to
    TAKEN_BACK = "taken_back"  # it is not to be read any more
    ERRAND = "errand"  # something that they could do: what, roughly where, until when
    PLACE = "place"  # where exactly, and how to reach whoever needs it; shown once they have said that they do it
    LONGER = "longer"  # they still do it: until when it is theirs now
    LAID = "laid"  # an errand about it lies in somebody else's receipt, and goes when this one is withdrawn
    TAKES = "takes"  # they do it
    CANNOT = "cannot"
    DID = "did"
    HIDDEN = "hidden"  # withdrawn while a legal paper forbids destroying


class Told(Value, frozen=True, kw_only=True):
    """One slip, opened."""

    tells: Tells
    when: datetime.datetime
    text: Pages = ""
    about: Line = ""
    """What the form is called, or the circle that has it now, in public words."""
    envelope: Id = 0
    circle: Id = 0
    record: Id = 0
    proposal: Id = 0
    """A text that would be published, or an errand."""
    until: datetime.date | None = None
    """Until when an errand is theirs."""
    public: Id = 0
    """What was published."""
    left: Id = 0
    """The mailbox that it lay in before it was handed on."""
    laid: tuple[Id, ...] = ()
    """Rows of slips in somebody else's receipt."""
    days: int = 0
    """Within how many days an answer was promised."""
    phone: Line = ""
    """Whom to call if nobody answers."""


class Lying(NamedTuple):
    """A slip with its row."""

    row: int
    told: Told


def sealed(receipt: int, public_key: bytes, told: Told) -> Slip:
    """A slip for a receipt, not stored yet."""
    box = SealedBox(PublicKey(public_key)).encrypt(padding.pad(msgspec.msgpack.encode(told), LEAST))
    return Slip(receipt=receipt, sealed=bytes(box))


def put(receipt: int, public_key: bytes, told: Told) -> int:
    """Lay a slip into a receipt; returns its row."""
    slip = sealed(receipt, public_key, told)
    slip.save(force_insert=True)
    return int(slip.pk)


def opened(receipt: int, code: Code) -> list[Lying]:
    """The slips of a receipt, the oldest first. One that does not open is left out."""
    box = SealedBox(code.private)
    found = []
    for row, sealed in Slip.objects.filter(receipt=receipt).values_list("pk", "sealed"):
        try:
            told = msgspec.msgpack.decode(padding.unpad(box.decrypt(bytes(sealed))), type=Told)
        except (CryptoError, ValueError, msgspec.MsgspecError):
            continue
        found.append(Lying(row, told))
    return sorted(found, key=lambda lying: (lying.told.when, lying.row))
