"""What was sent through a form, as an ask or an offer of the board. Answers find their field by their kind."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from toolbox.kernel.intake.kinds.numbers import Household, household
from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.intake.records import Answer, Said, Submission
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import Ask, Board, Came, Entry, How, Offer, Who

ASK, OFFER = "needs.ask", "needs.offer"
MOST_LINE = 300
MOST_WORDS = 20_000  # characters of what was asked in words, with its questions
SOMEBODY_ELSE = "other"  # the choice of a question `for_whom`
HANDLED = frozenset({Kind.PHONE, Kind.MAIL, Kind.PLACE, Kind.LANGUAGE, Kind.HOUSEHOLD, Kind.TIMES})


def number_of(record: int) -> int:
    """What a record is called aloud: four digits, the same whenever they are made."""
    return record % 10_000


def ask(held: Held[Submission], record: int, board: Board) -> Ask:
    """An ask out of what was sent."""
    value, told = held.value, _Told(held.value.answers)
    known = {category.name for category in board.categories}
    who = Who(name=told.name, contacts=told.contacts, languages=told.languages or (value.language,))
    is_other = told.chose("for_whom", SOMEBODY_ELSE)
    wants, people = tuple(name for name in told.chosen if name in known), told.people
    return Ask(
        came=value.sent,
        source=Came.FORM,
        number=number_of(record),
        who=Who(languages=who.languages) if is_other else who,
        asked_by=who if is_other else None,
        wants=wants,
        words=told.words(wants) or value.form,
        adults=people.adults,
        children=people.children,
        small=people.small,
        place=told.place,
        times=told.times,
        by_day=told.day,
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
    known = {skill.name for skill in board.skills}
    can = tuple(name for name in told.chosen if name in known)
    return Offer(
        came=value.sent,
        source=Came.FORM,
        number=number_of(record),
        who=Who(name=told.name, contacts=told.contacts, languages=told.languages or (value.language,)),
        can=can,
        words=told.words(can) or ("" if can else value.form),
        place=told.place,
        zones=tuple(zone for zone in board.zones if told.place and zone.casefold() in told.place.street.casefold()),
        times=told.times,
        log=tuple(_said(one) for one in value.said),
        submission=held.id,
        receipt=value.receipt,
        receipt_key=value.receipt_key,
        news=value.news,
    )


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
        return next((one.values[0][:MOST_LINE] for one in self._of(Kind.TEXT) if one.question == "name"), "")

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

    @property
    def chosen(self) -> list[str]:
        return [value for kind in (Kind.SEVERAL, Kind.CHOICE) for one in self._of(kind) for value in one.values]

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

    def words(self, known: tuple[str, ...]) -> str:
        """Everything that has no field of its own: one long answer as it is, several with their questions."""
        rest = [one for one in self.answers if not self._has_field(one, known) and any(one.lines)]
        if len(rest) == 1:
            return "\n".join(rest[0].lines)[:MOST_WORDS]
        return "\n".join(f"{one.says} {', '.join(one.lines)}" for one in rest)[:MOST_WORDS]

    @staticmethod
    def _has_field(one: Answer, known: tuple[str, ...]) -> bool:
        if one.ask in {Kind.CHOICE, Kind.SEVERAL}:
            return one.question in {"reach", "for_whom"} or set(one.values) <= set(known)
        return one.ask in HANDLED or one.ask is Kind.FILE or one.ask is Kind.DAY or one.question == "name"


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
