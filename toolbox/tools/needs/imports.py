"""What is written down of a spreadsheet on its way to the board."""

import datetime
from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext_lazy
from msgspec import Meta

from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.records.values import Id, Line, Value
from toolbox.kernel.registry.kinds import Kind
from toolbox.tools.needs.records import ENDED, OPEN


class ImportStep(StrEnum):
    """How far a spreadsheet is."""

    COLUMNS = "columns"  # which column holds what
    LOOK = "look"  # what would come of it
    GOING = "going"
    RESTING = "resting"  # somebody stopped it
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class Import(Value, frozen=True, kw_only=True):
    """A spreadsheet on its way to the board."""

    by: Id
    when: datetime.datetime
    name: Line = ""
    """Of the file."""
    offers: bool = False
    table: Attachment | None = None
    """Its rows, sealed; taken out once they are brought in."""
    rows: Annotated[int, Meta(ge=0)] = 0
    """How many it has, with what stands above them."""
    guessed: bool = False
    """Whether its letters were guessed."""
    sheets: Annotated[int, Meta(ge=1)] = 1
    sheet: Annotated[int, Meta(ge=0)] = 0
    """Which of those that were read, counted from 0."""
    step: ImportStep = ImportStep.COLUMNS
    head: Annotated[int, Meta(ge=-1)] = 0
    """Which row, counted from 0, has the headings; -1: none."""
    columns: tuple[str, ...] = ()
    month_leads: bool = True
    """12/31 rather than 31/12."""
    otherwise: Annotated[str, Meta(max_length=40)] = ""
    """What a row asks for that does not say it."""
    mend: bool = False
    """What cannot be read goes into their words, instead of leaving the row out."""
    twice: bool = False
    """Whether rows that seemed to be on the board already are brought in too: all of them, or some."""
    at: Annotated[int, Meta(ge=0)] = 0
    """The next row; while it is undone: the next of what was made."""
    skip: tuple[Annotated[int, Meta(ge=0)], ...] = ()
    """Rows that are left out: as they were shown, whatever happened to the board since."""
    bad: Annotated[int, Meta(ge=0)] = 0
    doubles: Annotated[int, Meta(ge=0)] = 0
    made: tuple[Id, ...] = ()
    destroyed: Annotated[int, Meta(ge=0)] = 0
    stayed: Annotated[int, Meta(ge=0)] = 0


IMPORT = Kind(
    name="needs.import",
    struct=Import,
    says=gettext_lazy("spreadsheets on their way to the board"),
    title=lambda value: value.name,
    shelves=(OPEN, ENDED),
    ends=frozenset({OPEN, ENDED}),
    keep_days=7,
    begins=gettext_lazy("after the file came"),
)
