"""A spreadsheet on its way to the board: begun, matched, looked at, brought in in slices, undone. All of it sealed."""

import datetime
import time
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.intake.questions import Ask as Question
from toolbox.kernel.records.folding import fold
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.retention import days
from toolbox.kernel.vault import filing, streams
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.trouble import Damaged, Missing, Moved
from toolbox.tools.needs import keeping
from toolbox.tools.needs.fields import asked
from toolbox.tools.needs.imports import IMPORT, Import, ImportStep
from toolbox.tools.needs.pool import pool
from toolbox.tools.needs.records import ENDED, OPEN, Ask, Offer
from toolbox.tools.needs.rules import arriving, cells, columns, lines
from toolbox.tools.needs.rules.columns import Target
from toolbox.tools.needs.rules.lines import Plan
from toolbox.tools.needs.tables import reading
from toolbox.tools.needs.tables.table import Row, Table

TOGETHER = 100  # rows of one transaction
SLICE = 1.0  # seconds of work that one request does
OPEN_STEPS = frozenset({ImportStep.COLUMNS, ImportStep.LOOK, ImportStep.GOING, ImportStep.RESTING})


def begin(group: Group, file: Attachment, *, offers: bool, now: datetime.datetime) -> Held[Import]:
    """Read an upload, and keep its rows instead of it. Raises CannotRead, and Damaged."""
    try:
        table = reading.read(filing.content(file))
    except streams.Damaged:
        raise Damaged from None
    finally:
        with transaction.atomic():
            filing.let_go(file.file)
    receiving = Receiving()
    receiving.write(msgspec.msgpack.encode(table))
    kept = receiving.finish("table", "application/octet-stream")
    value = Import(
        by=group.me.id,
        when=now,
        name=file.name[:300],
        offers=offers,
        table=kept,
        guessed=table.guessed,
        sheets=table.sheets,
        **_guessed(table, offers=offers),
    )
    held = new(value, OPEN)
    held = held.on(OPEN, days.dies(IMPORT, group.settings.shortened, today()))
    with group.circle.change() as box:
        box.put(held)
        box.claim(kept.file, held)
    return box.now(held)


def turn_to(group: Group, held: Held[Import], place: int) -> None:
    """Read another sheet of it, and guess its columns anew. Raises Moved, and Damaged or Missing without its rows."""
    table = table_of(held.now(sheet=place))
    change(group, held, sheet=place, **_guessed(table, offers=held.value.offers))


def _guessed(table: Table, *, offers: bool) -> dict[str, Any]:
    """How many rows there are, where the headings stand, and what the columns seem to hold."""
    targets = columns.FOR_OFFERS if offers else columns.FOR_ASKS
    head = columns.headings_in(table.rows, targets)
    width = max(len(row.cells) for row in table.rows)
    found = columns.guess(padded(table.rows[head].cells, width) if head >= 0 else ("",) * width, targets)
    return {
        "rows": len(table.rows),
        "head": head,
        "columns": found,
        "month_leads": _month_leads(table.rows[head + 1 :], found),
    }


def padded(given: Sequence[str], width: int) -> tuple[str, ...]:
    """As many cells as there are columns."""
    return (*given, *("" for _more in range(width - len(given))))[:width]


def _month_leads(rows: Sequence[Row], targets: Sequence[Target]) -> bool:
    written = (
        row.cells[place]
        for row in rows
        for place, target in enumerate(targets)
        if target in {Target.CAME, Target.BY_DAY} and place < len(row.cells)
    )
    return cells.month_first(written, otherwise=settings.REGION == "US")


def table_of(held: Held[Import]) -> Table:
    """The rows of the file, or of the sheet that was chosen. Raises Damaged, and Missing where they are gone."""
    if held.value.table is None:
        raise Missing
    try:
        packed = b"".join(filing.content(held.value.table))
        return msgspec.msgpack.decode(packed, type=Table).turned_to(held.value.sheet)
    except (streams.Damaged, msgspec.MsgspecError):
        raise Damaged from None


def headings(held: Held[Import], table: Table) -> tuple[str, ...]:
    """What stands above the columns."""
    width, head = len(held.value.columns), held.value.head
    return padded(table.rows[head].cells if 0 <= head < len(table.rows) else (), width)


def plan(group: Group, held: Held[Import], table: Table) -> Plan:
    """How its rows are read."""
    field, value = asked("languages", Question.LANGUAGE, "-"), held.value
    return lines.plan(
        keeping.board_of(group.circle).value,
        tuple(Target(one) for one in value.columns),
        headings(held, table),
        also={} if value.offers else {one.name: one.also for one in pool().category},
        region=settings.REGION,
        languages=lambda words: field.to_python(([], words)),
        zone=timezone.get_current_timezone(),
        now=value.when,
        is_offers=value.offers,
        month_leads=value.month_leads,
        otherwise=value.otherwise,
    )


def seen(group: Group, held: Held[Import], table: Table) -> "Look":
    """What would come of each row."""
    known = _phones(group, held.value.offers)
    return Look(list(_outcomes(plan(group, held, table), held.value, table, known)))


class One(msgspec.Struct, frozen=True):
    """A row, and what would come of it."""

    place: int
    line: int
    read: lines.Read
    double: int = 0
    """The record on the board that has the same number."""
    double_line: int = 0
    """The row above with the same number."""

    def __repr__(self) -> str:
        return "One"

    @property
    def is_bad(self) -> bool:
        return self.read.value is None

    @property
    def is_double(self) -> bool:
        return bool(self.double or self.double_line)


class Look(msgspec.Struct, frozen=True):
    """All rows, and what would come of them."""

    rows: list[One]

    def __repr__(self) -> str:
        return "Look"

    def left_out(self, twice: Container[int]) -> tuple[int, ...]:
        """The places of rows that are not brought in. `twice` are those that are, though they seem to be there."""
        return tuple(one.place for one in self.rows if one.is_bad or (one.is_double and one.place not in twice))

    def others(self) -> list[tuple[str, int]]:
        """What the rows name that is none of the categories or skills, and how often, the most frequent first."""
        written: dict[str, str] = {}
        found = Counter[str]()
        for word in (word for one in self.rows for word in one.read.others):
            found[written.setdefault(fold(word), word)] += 1
        return found.most_common()


def _outcomes(how: Plan, value: Import, table: Table, known: dict[str, int]) -> Iterator[One]:
    above: dict[str, int] = {}
    for place, row in enumerate(table.rows):
        if place <= value.head:
            continue
        read = lines.read(row.cells, place, how, mend=value.mend)
        phone = next((one.value for one in read.value.who.contacts), "") if read.value else ""
        yield One(place, row.line, read, known.get(phone, 0), above.get(phone, 0))
        if phone:
            above.setdefault(phone, row.line)


def _phones(group: Group, offers: bool) -> dict[str, int]:
    """Ways to reach people who are on the board already."""
    found: dict[str, int] = {}
    struct: type[Any] = Offer if offers else Ask
    for held in group.circle.shelf(struct, OPEN):
        for who in (held.value.who, getattr(held.value, "asked_by", None)):
            for contact in who.contacts if who else ():
                found.setdefault(contact.value, held.id)
    return found


def change(group: Group, held: Held[Import], **fields: Any) -> Held[Import]:
    """Put it with other fields. Raises Moved."""
    changed = held.now(**fields)
    return group.circle.put(changed)


def start(group: Group, held: Held[Import], look: Look, twice: Container[int]) -> Held[Import]:
    """From now on rows are brought in: those that were shown as good, and some that seem to be there. Raises Moved."""
    bad = sum(one.is_bad for one in look.rows)
    out = look.left_out(twice)
    return change(
        group,
        held,
        step=ImportStep.GOING,
        at=held.value.head + 1,
        skip=out,
        bad=bad,
        doubles=len(out) - bad,
        twice=any(one.is_double and one.place in twice for one in look.rows),
    )


def carry_on(group: Group, held: Held[Import]) -> Held[Import]:
    """Bring in the next rows, or take back the next of what was made, for a moment. Raises Damaged, Stopped."""
    until = time.monotonic() + SLICE
    step = _bring_in(group, held) if held.value.step is ImportStep.GOING else _take_back(group, held)
    for now in step:
        held = now
        if time.monotonic() > until:
            break
    return held


def _bring_in(group: Group, held: Held[Import]) -> Iterator[Held[Import]]:
    """A hundred rows at a time, each time in one transaction with how far it is: nothing comes twice, or half."""
    try:
        table = table_of(held)
    except Damaged:
        now = group.circle.get(Import, held.id)
        if now.version == held.version:
            raise
        yield now  # somebody else has brought in the last of them meanwhile
        return
    how, skip = plan(group, held, table), frozenset(held.value.skip)
    while held.value.step is ImportStep.GOING:
        at, value = held.value.at, held.value
        batch = [place for place in range(at, min(at + TOGETHER, len(table.rows))) if place not in skip]
        found = [lines.read(table.rows[place].cells, place, how, mend=value.mend).value for place in batch]
        made = [_made(one) for one in found if one is not None]
        nxt = held.now(
            at=at + TOGETHER,
            made=(*value.made, *(one.id for one in made)),
            bad=value.bad + sum(one is None for one in found),  # what the board had when they were shown is gone
        )
        try:
            held = _put(group, nxt, made, is_over=at + TOGETHER >= len(table.rows))
        except Moved:  # somebody else looks on too, or pressed Stop: theirs counts
            held = group.circle.get(Import, held.id)
        yield held


def _made(value: Ask | Offer) -> Held[Any]:
    held: Held[Any] = new(value, OPEN)
    return held.now(number=arriving.number_of(held.id))


def _put(group: Group, held: Held[Import], made: Sequence[Held[Any]], *, is_over: bool) -> Held[Import]:
    with transaction.atomic():
        gone = held.value.table if is_over else None
        if is_over:
            stopped = stopping.until(group) is not None  # a legal paper: not even these rows are destroyed
            table = held.value.table if stopped else None
            held = held.now(step=ImportStep.DONE, table=table).on(ENDED, held.dies)
        with group.circle.change() as box:
            box.put(*made, held)
        if gone is not None and held.value.table is None:
            filing.take_out(held.id, [gone.file])
    return box.now(held)


def undo(group: Group, held: Held[Import]) -> Held[Import]:
    """From now on what it brought is destroyed again, where nobody touched it since. Raises Moved."""
    return change(group, held, step=ImportStep.UNDOING, at=0)


def _take_back(group: Group, held: Held[Import]) -> Iterator[Held[Import]]:
    while held.value.step is ImportStep.UNDOING:
        value, untouched, stayed = held.value, [], 0
        for record in value.made[value.at : value.at + TOGETHER]:
            with suppress(Missing):  # somebody destroyed it already
                one: Held[Any] = group.circle.get(Offer if value.offers else Ask, record)
                if one.version == 1:
                    untouched.append(one)
                else:
                    stayed += 1
        at, rows = value.at + TOGETHER, value.table
        nxt = held.now(at=at, destroyed=value.destroyed + len(untouched), stayed=value.stayed + stayed)
        if at >= len(value.made):
            nxt = nxt.now(step=ImportStep.UNDONE, made=(), table=None).on(ENDED, held.dies)
        try:
            with transaction.atomic(), group.circle.change() as box:
                box.destroy(*untouched)
                box.put(nxt)
                if rows is not None and nxt.value.table is None:
                    filing.take_out(held.id, [rows.file])
            held = box.now(nxt)
        except (Moved, Missing):  # touched, or gone, just now: these are looked at once more
            held = group.circle.get(Import, held.id)
        yield held


def give_up(group: Group, held: Held[Import]) -> None:
    """Destroy it with its rows, before anything came of it. Raises Stopped, Moved, Missing."""
    group.circle.destroy(held)


def all_of(group: Group) -> list[Held[Import]]:
    """All that are here, the newest first."""
    return sorted(group.circle.shelf(Import), key=lambda held: (held.value.when, held.id), reverse=True)
