"""What the child process gives back: a picture made anew, or the exit code that says why not."""

from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

Side: TypeAlias = Annotated[int, Meta(ge=1)]

TOO_LARGE = 3
"""Exit code: more points than are read, or more memory than the child may use."""

DAMAGED = 4
"""Exit code: the file is cut off, broken, or not what it says."""

_BEGINS: Final = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that may be shown: nothing is in it but its points."""

    body: bytes
    media_type: Literal["image/jpeg", "image/png"]
    width: Side
    height: Side

    def __repr__(self) -> str:
        return "Picture"

    def is_as_asked(self, longest: int) -> bool:
        """Whether it is what it says, and no longer than it may be."""
        return max(self.width, self.height) <= longest and self.body.startswith(_BEGINS[self.media_type])
