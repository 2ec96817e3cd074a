"""A row of a spreadsheet as an ask or an offer, with what could not be read of it and why."""

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from toolbox.kernel.records import phones
from toolbox.kernel.records.folding import fold
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.records.values import checked
from toolbox.tools.needs.records import Ask, Board, Came, Category, Offer, Skill, Urgency, Who
from toolbox.tools.needs.rules import cells
from toolbox.tools.needs.rules.columns import Target
from toolbox.tools.needs.tables.table import MOST_CELL

MOST_LINE = 300
MOST_SAFE = 1_000


class Fault(NamedTuple):
    """What of a row could not be read: its column, what stands there, and why. Column -1 is the row as a whole."""

    column: int
    cell: str
    reason: str


class Read(NamedTuple):
    """What a row came to. Without a value it cannot be brought in at all."""

    value: Ask | Offer | None
    faults: tuple[Fault, ...]
    others: tuple[str, ...] = ()
    """What is none of the categories, or of the skills, and goes into the words."""


@dataclass(frozen=True)
class Plan:
    """How the rows of a file are read."""

    board: Board
    columns: tuple[Target, ...]
    headings: tuple[str, ...]
    region: str
    """The country of phone numbers that are written without one."""
    languages: Callable[[str], Sequence[str]]
    """Language codes out of words, as `intake` knows them."""
    zone: datetime.tzinfo
    now: datetime.datetime
    is_offers: bool = False
    month_leads: bool = True
    otherwise: str = ""
    """What a row asks for (or offers) that does not say it."""
    names: dict[str, str] = field(default_factory=dict)
    """The categories (or skills) by their folded words."""
    zones: dict[str, str] = field(default_factory=dict)


def plan(
    board: Board,
    columns: Sequence[Target],
    headings: Sequence[str],
    also: Mapping[str, Sequence[str]] | None = None,
    **more: Any,
) -> Plan:
    """How rows are read, with the words of the board looked up once. `also` are other words for some names."""
    listed: Sequence[Category | Skill] = board.skills if more.get("is_offers") else board.categories
    zones = {fold(zone): zone for zone in board.zones}
    return Plan(board, tuple(columns), tuple(headings), names=_names(listed, also or {}), zones=zones, **more)


def _names(listed: Sequence[Category | Skill], also: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Names by what people write for them: what they are called, else the other words for them, else parts of that.

    "Diapers" is enough for "Formula or diapers". A part that two of them have means neither.
    """
    whole: dict[str, str] = {}
    loose: dict[str, str] = {}
    often = Counter[str]()
    for one in reversed(listed):
        said = [words for words in (one.says.en, one.says.es) if words]
        whole |= {fold(words): one.name for words in (one.name, *said)}
        pieces = [piece for words in said for piece in cells.pieces(words)]
        parts = {fold(word) for word in (*also.get(one.name, ()), *pieces)}
        often.update(parts)
        loose |= dict.fromkeys(parts, one.name)
    return {word: name for word, name in loose.items() if often[word] == 1} | whole


def read(row: Sequence[str], place: int, how: Plan, *, mend: bool = False) -> Read:
    """A row as an ask or an offer; `place` keeps rows without a day in their order.

    With `mend`, what could not be read is put into their words, so that nobody is lost for a typing mistake.
    """
    return _Reading(row, place, how, mend).read()


def phone_of(cell: str, region: str) -> str:
    """A number as it is kept. Raises ValueError."""
    return phones.kept(cell, region)


class _Reading:
    """One row while it is read."""

    def __init__(self, row: Sequence[str], place: int, how: Plan, mend: bool) -> None:
        self.row, self.place, self.how, self.mend = row, place, how, mend
        self.faults: list[Fault] = []
        self.more: list[str] = []
        self.others: tuple[str, ...] = ()

    def read(self) -> Read:
        if len(self.row) > len(self.how.columns) and any(self.row[len(self.how.columns) :]):
            self._fault(-1, _("It has more cells than there are columns: a separator too many?"))
        value: Ask | Offer | None
        try:
            value = self._offer() if self.how.is_offers else self._ask()
        except ValueError as reason:
            self._fault(-1, str(reason))
            value = None
        if self.faults and not self.mend:
            value = None
        return Read(value, tuple(self.faults), self.others if value is not None else ())

    def _fault(self, column: int, reason: str) -> None:
        cell = self.row[column] if 0 <= column < len(self.row) else ""
        self.faults.append(Fault(column, cell[:80], reason))
        if cell:
            self.more.append(self._labelled(column))

    def _labelled(self, column: int) -> str:
        heading = self.how.headings[column] if column < len(self.how.headings) else ""
        return f"{heading.rstrip(':?¿ ')}: {self.row[column]}" if heading else self.row[column]

    def _cell(self, target: Target, most: int = MOST_CELL) -> str:
        """What stands in the column of a target."""
        for column, one in enumerate(self.how.columns):
            if one is target and column < len(self.row):
                if len(self.row[column]) > most:
                    self._fault(column, _("This is too long: at most %(most)d characters.") % {"most": most})
                    return ""
                return self.row[column]
        return ""

    def _taken(self, target: Target, make: Callable[[str], Any], otherwise: Any) -> Any:
        """What a cell is made to; what `otherwise` is where it is empty or cannot be read."""
        cell = self._cell(target)
        if not cell:
            return otherwise
        try:
            return make(cell)
        except ValueError as reason:
            self._fault(self.how.columns.index(target), str(reason))
            return otherwise

    def _who(self) -> Who:
        phone = self._taken(Target.PHONE, lambda cell: phone_of(cell, self.how.region), "")
        mail = self._taken(Target.MAIL, _mail, "")
        contacts = [Contact(kind=ContactKind.PHONE, value=phone)] if phone else []
        contacts += [Contact(kind=ContactKind.MAIL, value=mail)] if mail else []
        spoken = self._taken(Target.LANGUAGE, lambda cell: self.how.languages(", ".join(cells.pieces(cell))), ())
        return Who(
            name=_one_line(self._cell(Target.NAME, MOST_LINE)),
            contacts=tuple(contacts),
            languages=tuple(word[:60] for word in spoken),
            safe=self._cell(Target.SAFE, MOST_SAFE),
        )

    def _where(self) -> Place | None:
        street = _one_line(self._cell(Target.STREET, MOST_LINE))
        zone = _one_line(self._cell(Target.ZONE, MOST_LINE))
        zone = self.how.zones.get(fold(zone), zone)
        return Place(street=street, zone=zone) if street or zone else None

    def _named(self) -> tuple[str, ...]:
        """Of the categories or skills; what is none of them goes into the words."""
        found, self.others = cells.named(self._cell(Target.WANTS), self.how.names)
        self.more[:0] = [", ".join(self.others)] if self.others else []
        return found

    def _came(self) -> datetime.datetime:
        """When it was asked; rows that do not say it keep their order."""
        how = self.how
        zero = how.now + datetime.timedelta(microseconds=self.place)
        when: datetime.datetime = self._taken(Target.CAME, self._moment, zero)
        if when > how.now + datetime.timedelta(days=1):
            self._fault(
                how.columns.index(Target.CAME), _("This day is still to come. Is the order of day and month right?")
            )
            return zero
        return min(when, zero)

    def _moment(self, cell: str) -> datetime.datetime:
        return cells.moment(cell, month_leads=self.how.month_leads, zone=self.how.zone)

    def _words(self, has_names: bool) -> tuple[tuple[str, ...], str]:
        """Their words, and what the whole file asks for where nothing else says it. Raises ValueError for nothing."""
        how, said = self.how, self._cell(Target.WORDS)
        more = [column for column, one in enumerate(how.columns) if one is Target.MORE]
        told = [self._labelled(column) for column in more if column < len(self.row) and self.row[column]]
        words = "\n".join([*filter(None, [said]), *self.more, *told])
        if not has_names and not self._cell(Target.WANTS):
            if how.otherwise:
                return (how.otherwise,), words
            if not said and not told:
                raise ValueError(
                    _("Nothing says what they can do.") if how.is_offers else _("Nothing says what they need.")
                )
        return (), words

    def _ask(self) -> Ask:
        who, where, came = self._who(), self._where(), self._came()
        everybody, adults, children = (
            self._taken(target, cells.people, 0) for target in (Target.PEOPLE, Target.ADULTS, Target.CHILDREN)
        )
        day = self._taken(Target.BY_DAY, self._moment, None)
        urgency = self._taken(Target.URGENCY, cells.urgency, Urgency.CAN_WAIT)
        wants = self._named()
        otherwise, words = self._words(bool(wants))
        return checked(
            Ask(
                came=came,
                source=Came.LIST,
                number=0,
                who=who,
                wants=wants or otherwise,
                words=words,
                adults=adults or max(0, everybody - children),
                children=children,
                place=where,
                by_day=day.date() if day else None,
                urgency=urgency,
            )
        )

    def _offer(self) -> Offer:
        who, where, came = self._who(), self._where(), self._came()
        can = self._named()
        otherwise, words = self._words(bool(can))
        return checked(
            Offer(
                came=came,
                source=Came.LIST,
                number=0,
                who=who,
                can=can or otherwise,
                words=words,
                zones=(where.zone,) if where and where.zone else (),
                place=where,
                limits=self._cell(Target.LIMITS, MOST_SAFE),
            )
        )


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _mail(cell: str) -> str:
    """An address. Raises ValueError."""
    contact = Contact(kind=ContactKind.MAIL, value=cell.strip()[:MOST_LINE])
    contact.check()
    return contact.value
