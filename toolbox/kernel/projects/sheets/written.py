"""What stands in the file of a sheet. docs/reference/sheets.md explains each key."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from toolbox.kernel.intake.questions import Both

# fmt: off
Kind = Literal[
    "words", "warn", "steps", "boxes", "rows", "blank", "fields", "grid",
    "around", "tree", "cards", "huge", "envelope", "page",
]
# fmt: on
"""What a part can be."""

Group = Literal["meet", "reach", "phone", "door", "court", "kitchen", "street", "rights"]
"""Under which heading a sheet is listed."""

Few = Annotated[int, Meta(ge=0, le=40)]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of a sheet. Which keys it uses depends on its kind."""

    kind: Kind
    heading: Both = Both()
    lead: Both = Both()
    texts: tuple[Both, ...] = ()
    pairs: tuple[tuple[Both, Both], ...] = ()
    head: tuple[Both, ...] = ()
    first: tuple[Both, ...] = ()
    ticks: tuple[Both, ...] = ()
    widths: tuple[Annotated[int, Meta(ge=1, le=20)], ...] = ()
    rows: Few = 8
    near: Few = 6
    far: Few = 6
    count: Few = 8
    columns: Literal[0, 1, 2, 3] = 0
    tick_columns: Literal[1, 2, 3] = 1
    narrow: bool = False
    tall: bool = False
    numbered: bool = False


class Sheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sheet."""

    title: Both
    about: Both
    """For whoever chooses: what it is for."""
    group: Group
    lead: Both = Both()
    foot: Both = Both()
    part: tuple[Part, ...] = ()
    band: Literal["", "law", "health"] = ""
    """Must be checked by somebody here before it is relied on: it bears a band until then."""
    bare: bool = False
    """Printed without its title: a sign."""
    labels: bool = False
    """A sheet of thirty labels instead of parts."""
    order: int = 50
