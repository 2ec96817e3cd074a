"""What all shared value types have in common: how they are kept, how long texts may be, how they are checked."""

from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias, TypeVar

import msgspec
from django.utils.translation import gettext as _
from msgspec import Meta

Line: TypeAlias = Annotated[str, Meta(max_length=300)]
"""A text of one line, in characters."""

Words: TypeAlias = Annotated[str, Meta(max_length=4_000)]
"""A few sentences, in characters."""

Pages: TypeAlias = Annotated[str, Meta(max_length=200_000)]
"""A long text, in characters."""

Id: TypeAlias = Annotated[int, Meta(ge=0, lt=2**62)]
"""The random 62-bit number of a circle, record, member or file."""

_V = TypeVar("_V", bound="Value")


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A shared value. A field that is added later has a default, so that older values can still be read."""

    def check(self) -> None:
        """Raise ValueError, in a sentence for whoever typed it, where lengths and forms alone do not tell."""

    def __repr__(self) -> str:
        """The kind and nothing inside it: values end up in error messages and logs."""
        return f"<{type(self).__name__}>"


def checked(value: _V) -> _V:
    """The value, if all its texts, numbers and parts are as they should be. Raises ValueError.

    Constructors check nothing, and decoding refuses what breaks a bound: what was never checked here could be
    put away and not be read again.
    """
    try:
        rebuilt = msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=type(value))
    except (msgspec.ValidationError, OverflowError, UnicodeEncodeError):
        raise ValueError(_("Something here is too long, missing, or not written as it should be.")) from None
    for part in _parts(rebuilt):
        part.check()
    return rebuilt


def _parts(value: Any) -> Iterator[Value]:
    """The value and all values inside it."""
    if isinstance(value, Value):
        yield value
        for name in value.__struct_fields__:
            yield from _parts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
