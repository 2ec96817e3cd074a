"""What was sent through a form, as an ask or an offer of the board. Answers find their field by their kind."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from toolbox.kernel.intake.kinds.numbers import Household, household
from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.intake.records import Answer, Said, Submission
from toolbox.kernel.records.folding import fold
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import Ask, Board, Came, Category, Entry, How, Offer, Skill, Urgency, Who

ASK, OFFER = "needs.ask", "needs.offer"
MOST_LINE = 300
MOST_WORDS = 20_000  # characters of what was asked in words, with its questions
SOMEBODY_ELSE = "other"  # the choice of a question `for_whom`
URGENT = {"today": Urgency.TODAY, "soon": Urgency.SOON, "can_wait": Urgency.CAN_WAIT}
"""The choices of a question `urgent`."""

_EVERY = re.compile(r"d(\d{1,3})")  # those of a question `how_often`: "d7" is every seven days
MOST_SAFE = 2_000
CHOSEN = frozenset({"reach", "for_whom", "urgent", "how_often"})
REACHED = frozenset({"call", "text", "code"})
"""Ways of being reached that a number says already; another one stands in the words."""

WRITTEN = frozenset({"name", "safe", "limits"})
HANDLED = frozenset({Kind.PHONE, Kind.MAIL, Kind.PLACE, Kind.LANGUAGE, Kind.HOUSEHOLD, Kind.TIMES})


def number_of(record: int) -> int:
    """What a record is called aloud: four digits, the same whenever they are made."""
    return record % 10_000


def ask(held: Held[Submission], record: int, board: Board) -> Ask:
    """An ask out of what was sent."""
    value, told = held.value, _Told(held.value.answers)
    known = _names(board.categories)
    languages = told.languages or (value.language,)
    who = Who(name=told.name, contacts=told.contacts, languages=languages, safe=told.text("safe", MOST_SAFE))
    is_other = told.chose("for_whom", SOMEBODY_ELSE)
    wants, people = told.chosen(known), told.people
    return Ask(
        came=value.sent,
        source=Came.FORM,
        number=number_of(record),
        who=Who(languages=who.languages) if is_other else who,
        asked_by=who if is_other else None,
        wants=wants,
        words=told.words(known) or value.form,
        adults=people.adults,
        children=people.children,
        small=people.small,
        place=told.place,
        times=told.times,
        by_day=told.day,
        urgency=told.urgency,
        every=told.every,
        log=tuple(_said(one) for one in value.said),
        submission=held.id,
        receipt=value.receipt,
        receipt_key=value.receipt_key,
        news=value.news,
        solved=value.solved,
    )


def offer(held: Held[Submission], record: int, board: Board) -> Offer:
    """An offer out of what was sent."""
    value, told = held.value, _Told(held.value.answers)
    known = _names(board.skills)
    can = told.chosen(known)
    return Offer(
        came=value.sent,
        source=Came.FORM,
        number=number_of(record),
        who=Who(name=told.name, contacts=told.contacts, languages=told.languages or (value.language,)),
        can=can,
        words=told.words(known) or ("" if can else value.form),
        place=told.place,
        zones=tuple(zone for zone in board.zones if told.place and zone.casefold() in told.place.street.casefold()),
        times=told.times,
        limits=told.text("limits", MOST_SAFE),
        log=tuple(_said(one) for one in value.said),
        submission=held.id,
        receipt=value.receipt,
        receipt_key=value.receipt_key,
        news=value.news,
    )


def _names(items: Iterable[Category | Skill]) -> dict[str, str]:
    """What the choices of a form may be called, and what that is on the board: its name, or the same words."""
    found: dict[str, str] = {}
    for one in items:
        found |= {fold(words): one.name for words in (one.says.en, one.says.es) if words}
    return found | {one.name: one.name for one in items}


def _said(one: Said) -> Entry:
    return Entry(when=one.when, by=one.by, how=How.RECEIPT, text=one.text[:4_000])


def added(log: tuple[Entry, ...], said: tuple[Said, ...]) -> tuple[Entry, ...]:
    """A contact log with what was said through the receipt since."""
    known = {(entry.when, entry.by) for entry in log if entry.how is How.RECEIPT}
    return (*log, *(_said(one) for one in said if (one.when, one.by) not in known))


class _Told:
    """Answers by what they tell."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self.answers = tuple(answers)

    def _of(self, kind: Kind) -> list[Answer]:
        return [one for one in self.answers if one.ask is kind and one.values]

    @property
    def name(self) -> str:
        return self.text("name", MOST_LINE)

    def text(self, question: str, most: int) -> str:
        found = [one for one in (*self._of(Kind.TEXT), *self._of(Kind.LONG)) if one.question == question]
        return "\n".join(found[0].values)[:most] if found else ""

    @property
    def contacts(self) -> tuple[Contact, ...]:
        message = self.chose("reach", "text")
        kind = ContactKind.MESSAGE if message else ContactKind.PHONE
        phones = [Contact(kind=kind, value=one.values[0][:MOST_LINE]) for one in self._of(Kind.PHONE)]
        mails = [Contact(kind=ContactKind.MAIL, value=one.values[0][:MOST_LINE]) for one in self._of(Kind.MAIL)]
        return (*phones, *mails)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(value[:60] for one in self._of(Kind.LANGUAGE) for value in one.values)

    def chosen(self, known: Mapping[str, str]) -> tuple[str, ...]:
        """What was chosen and is on the board, as it is called there."""
        of = [one for kind in (Kind.SEVERAL, Kind.CHOICE) for one in self._of(kind) if one.question not in CHOSEN]
        return tuple(dict.fromkeys(name for one in of for name in _on_the_board(one, known) if name))

    @property
    def urgency(self) -> Urgency:
        found = [
            URGENT[one.values[0]]
            for one in self._of(Kind.CHOICE)
            if one.question == "urgent" and one.values[0] in URGENT
        ]
        return found[0] if found else Urgency.CAN_WAIT

    @property
    def every(self) -> int:
        """Days from one call to the next; 0 where nobody asked for more than one."""
        for one in self._of(Kind.CHOICE):
            if one.question == "how_often" and (found := _EVERY.fullmatch(one.values[0])):
                return min(366, int(found[1]))
        return 0

    def chose(self, question: str, choice: str) -> bool:
        return any(one.question == question and choice in one.values for one in self._of(Kind.CHOICE))

    @property
    def people(self) -> Household:
        found = self._of(Kind.HOUSEHOLD)
        return household(found[0]) if found else Household(0)

    @property
    def place(self) -> Place | None:
        found = self._of(Kind.PLACE)
        return Place(street=found[0].values[0][:MOST_LINE]) if found else None

    @property
    def times(self) -> tuple[str, ...]:
        found = self._of(Kind.TIMES)
        return found[0].values if found else ()

    @property
    def day(self) -> datetime.date | None:
        for one in self._of(Kind.DAY):
            try:
                return datetime.date.fromisoformat(one.values[0])
            except ValueError:
                continue
        return None

    def words(self, known: Mapping[str, str]) -> str:
        """Everything that has no field of its own: one long answer as it is, several with their questions."""
        rest = [one for one in self.answers if not self._has_field(one, known) and any(one.lines)]
        if len(rest) == 1:
            return "\n".join(rest[0].lines)[:MOST_WORDS]
        return "\n".join(f"{one.says} {', '.join(one.lines)}" for one in rest)[:MOST_WORDS]

    @staticmethod
    def _has_field(one: Answer, known: Mapping[str, str]) -> bool:
        if one.ask in {Kind.CHOICE, Kind.SEVERAL}:
            if one.question == "reach":
                return set(one.values) <= REACHED
            return one.question in CHOSEN or all(_on_the_board(one, known))
        if one.ask in {Kind.TEXT, Kind.LONG}:
            return one.question in WRITTEN
        return one.ask in HANDLED or one.ask is Kind.FILE or one.ask is Kind.DAY


def _on_the_board(one: Answer, known: Mapping[str, str]) -> list[str]:
    """What each choice is called on the board; empty for one that is not there."""
    lines = one.lines if len(one.lines) == len(one.values) else one.values
    return [known.get(value) or known.get(fold(line), "") for value, line in zip(one.values, lines, strict=True)]


class Says(NamedTuple):
    """What the questions are called, in the language in which they are read."""

    language: str
    what: str
    words: str
    name: str
    where: str
    languages: str
    times: str
    reach: str
    people: str
    day: str


def answers(ask: Ask, board: Board, says: Says) -> tuple[Answer, ...]:
    """An ask that came by phone or on paper, as answers: so that it can be handed on like one that came by a form."""
    known = {category.name: category for category in board.categories}
    named = tuple(known[name].says.here(says.language) for name in ask.wants if name in known)
    who = ask.asked_by or ask.who
    found = [
        Answer(question="what", ask=Kind.SEVERAL, says=says.what, values=ask.wants, shown=named),
        Answer(question="more", ask=Kind.LONG, says=says.words, values=(ask.words,) if ask.words else ()),
        Answer(question="name", ask=Kind.TEXT, says=says.name, values=(who.name,) if who.name else ()),
        Answer(question="place", ask=Kind.PLACE, says=says.where, values=_where(ask.place)),
        Answer(question="languages", ask=Kind.LANGUAGE, says=says.languages, values=ask.who.languages),
        Answer(question="times", ask=Kind.TIMES, says=says.times, values=ask.times),
    ]
    for contact in who.contacts:
        kind = Kind.MAIL if contact.kind is ContactKind.MAIL else Kind.PHONE
        found.append(Answer(question="reach", ask=kind, says=says.reach, values=(contact.value,)))
    if ask.adults or ask.children:
        people = Household(ask.adults, ask.children, ask.small)
        values = tuple(f"{part}={count}" for part, count in people._asdict().items())
        found.append(
            Answer(question="people", ask=Kind.HOUSEHOLD, says=says.people, values=values, shown=(people.words(),))
        )
    if ask.by_day is not None:
        found.append(Answer(question="until", ask=Kind.DAY, says=says.day, values=(ask.by_day.isoformat(),)))
    return tuple(one for one in found if any(one.lines))


def _where(place: Place | None) -> tuple[str, ...]:
    line = ", ".join(filter(None, (place.words, place.street, place.zone))) if place else ""
    return (line,) if line else ()
