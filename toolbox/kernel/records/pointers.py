"""What points elsewhere: to another record, or to a sealed file."""

from typing import Annotated, TypeAlias

from django.utils.translation import gettext as _
from msgspec import Meta

from toolbox.kernel.records.values import Id, Line, Value

KindName: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_.-]{0,63}$")]
"""The name of a kind of record, as its tool declares it."""


class Link(Value, frozen=True, kw_only=True):
    """Another record, and what it is called here."""

    circle: Id
    record: Id
    kind: KindName
    words: Line
    """What the link says, so that a page needs not open the other record."""


class Attachment(Value, frozen=True, kw_only=True):
    """A sealed file, with what opens it: whoever can read the record can read the file."""

    file: Id
    """The number of the row with the sealed bytes."""
    key: Annotated[bytes, Meta(min_length=32, max_length=32)]
    header: Annotated[bytes, Meta(min_length=24, max_length=24)]
    """The beginning of the file's secretstream (libsodium)."""
    name: Annotated[str, Meta(min_length=1, max_length=255)]
    media_type: Annotated[str, Meta(pattern=r"^[a-z]+/[a-z0-9][a-z0-9.+-]*$", max_length=127)]
    size: Annotated[int, Meta(ge=0)]
    """Bytes of the file before it was sealed and padded."""
    digest: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the file before it was sealed."""

    def check(self) -> None:
        """Raise ValueError for a name that could lead into another folder or hide its ending."""
        if self.name in {".", ".."} or any(sign in "/\\" or not sign.isprintable() for sign in self.name):
            raise ValueError(_("A file's name can have no slashes and no hidden signs."))
