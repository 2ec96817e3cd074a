"""Asks on paper: slips, a route without names, labels, blank forms, and the packet for a dark night."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from toolbox.kernel.circles import rules as circle_rules
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.printing.slips import Blank, Boxes, Fields, Labels, Part, Rows, Slip, Tree, Warn, Words
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import shown
from toolbox.tools.needs.fields import category_choices, skill_choices
from toolbox.tools.needs.records import Ask, Board
from toolbox.tools.needs.rules import asks, boards
from toolbox.tools.needs.rules.asks import Stands
from toolbox.tools.needs.shown import Words as InWords

CALLS_A_SHEET = 6
CLAIMS_A_SHEET = 12
STOPS_A_SHEET = 14
BLANKS = 6  # blank forms in a packet

Asks: TypeAlias = Sequence[Held[Ask]]


class On(NamedTuple):
    """What stands on a slip besides the need itself. How to get in never does."""

    name: bool = False
    reach: bool = False
    street: bool = False


def number(ask: Ask) -> str:
    """What an ask is called aloud, and what its bag is called."""
    return f"{ask.number:04d}"


def _foot() -> str:
    return _("Printed on %(day)s. Paper is not sealed: bring it back when this is done.") % {"day": day(today())}


def slip(held: Held[Ask], words: InWords, on: On) -> Slip:
    """One ask, for whoever does it."""
    ask = held.value
    rows = [
        (_("For"), shown.people(ask)),
        (_("Who"), ask.who.name if on.name else ""),
        (_("Reach them"), "\n".join(_reach(ask)) if on.reach else ""),
        (_("Where"), _street(ask) if on.street else _zone(ask, words)),
        (_("By"), shown.spelled_day(ask.by_day)),
        (_("Languages"), shown.languages(ask.who)),
    ]
    parts: list[Part] = [Rows(rows=tuple(row for row in rows if row[1]))] if any(row[1] for row in rows) else []
    if ask.words.strip():
        parts.append(Words(paragraphs=tuple(line for line in ask.words.splitlines() if line.strip())))
    parts += [Boxes(items=(_("done"), _("nobody there"), _("something was missing:"))), Blank(lines=2)]
    return Slip(title=f"{number(ask)} {words.what(ask)}", parts=tuple(parts), foot=_foot())


def _reach(ask: Ask) -> Iterator[str]:
    for way in shown.ways(ask.who):
        yield " · ".join(filter(None, (way.text, way.note)))
    if ask.who.safe:
        yield ask.who.safe


def _zone(ask: Ask, words: InWords) -> str:
    """The part of town. Where the board does not know it, nothing stands in for it."""
    return boards.zone_of(ask.place, words.zones)


def _street(ask: Ask) -> str:
    """What leads there."""
    place = ask.place
    return (place.street or place.words or place.zone) if place else ""


def route(found: Asks) -> list[Slip]:
    """Stops for one driver: where, and the number of the bag. No name and no need stands on it."""
    sheets = list(_chunks(found, STOPS_A_SHEET))
    bring = ngettext("Bring back %(count)d sheet.", "Bring back %(count)d sheets.", len(sheets)) % {
        "count": len(sheets)
    }
    made = []
    for place, stops in enumerate(sheets, 1):
        items = tuple(
            _("Bag %(number)s · %(where)s")
            % {"number": number(held.value), "where": _street(held.value) or _("ask the dispatcher")}
            for held in stops
        )
        of = _("%(number)d of %(all)d") % {"number": place, "all": len(sheets)}
        made.append(
            Slip(title=_("Route"), lead=f"{of} · {bring}", parts=(Boxes(items=items), Blank(lines=2)), foot=_foot())
        )
    return made


def labels(found: Asks, words: InWords) -> list[Slip]:
    """A label for each bag: its number and the part of town, and nothing of anybody."""
    texts = tuple("\n".join(filter(None, (number(held.value), _zone(held.value, words)))) for held in found)
    return [Slip(title="", parts=(Labels(texts=texts),))]


def blank_ask(board: Board) -> Slip:
    """An ask to be filled in by hand, in the order in which it is keyed in."""
    return Slip(
        title=_("An ask"),
        lead=_("We never ask for papers, income, illness or reasons."),
        parts=(
            Boxes(heading=_("What is needed"), items=tuple(says for _name, says in category_choices(board))),
            Blank(label=_("In their own words"), lines=3),
            Fields(
                labels=(
                    _("Name"),
                    _("Number"),
                    _("Text them, do not call?"),
                    _("Languages"),
                    _("When and how it is safe to reach them"),
                    _("Who asks for them, and their number"),
                    _("For how many people"),
                    _("Where"),
                    _("When somebody is there"),
                    _("By which day"),
                ),
                columns=2,
            ),
        ),
        foot=_("Key it in, then shred it, unless a legal paper came."),
    )


def blank_offer(board: Board) -> Slip:
    """An offer to be filled in by hand."""
    return Slip(
        title=_("An offer"),
        parts=(
            Boxes(heading=_("What they can do"), items=tuple(says for _name, says in skill_choices(board))),
            Blank(label=_("In their own words"), lines=2),
            Fields(
                labels=(
                    _("Name"),
                    _("Number"),
                    _("Languages"),
                    _("Parts of town where they go"),
                    _("When they have time"),
                    _("What they cannot do"),
                ),
                columns=2,
            ),
        ),
        foot=_("Key it in, then shred it, unless a legal paper came."),
    )


def packet(group: Group, board: Board, found: Asks, code: int, now: datetime.datetime) -> list[Slip]:
    """Everything for a night without the toolbox, each sheet numbered and to be brought back.

    Tonight's calls, who does what, the phone tree with lines for numbers, blank forms. Each slip is one sheet.
    """
    words = InWords(board, group, now)
    bare = [*_calls(words, found, now), *_claims(words, found), _tree(group), *_blanks(board)]
    all_of_them = len(bare) + 1
    first = Slip(
        title=_("Packet %(code)04d") % {"code": code},
        lead=_("Printed on %(when)s by %(name)s") % {"when": moment(now), "name": group.mine.name},
        parts=(
            Warn(words=_("These sheets name people. Carry them on you, copy nothing, and bring every one back.")),
            Rows(rows=tuple(_counted(bare)), head=(_("Sheets"), _("How many"))),
            Boxes(
                heading=_("Afterwards"),
                items=(
                    _("Count the sheets: %(count)d.") % {"count": all_of_them},
                    _("Key in what was written."),
                    _("Count them back in, in the toolbox."),
                    _("Shred them, unless a legal paper came."),
                ),
            ),
            Blank(label=_("Who has which sheets:"), lines=6),
        ),
    )
    return [_numbered(one, place, all_of_them, code) for place, one in enumerate([first, *bare], 1)]


def _numbered(one: Slip, place: int, all_of_them: int, code: int) -> Slip:
    foot = _("Sheet %(number)d of %(all)d · packet %(code)04d · bring it back") % {
        "number": place,
        "all": all_of_them,
        "code": code,
    }
    return Slip(title=one.title, lead=one.lead, parts=one.parts, foot=foot)


def _counted(slips: Sequence[Slip]) -> Iterator[tuple[str, str]]:
    found: dict[str, int] = {}
    for one in slips:
        found[one.title] = found.get(one.title, 0) + 1
    yield from ((title, str(count)) for title, count in found.items())


def _calls(words: InWords, found: Asks, now: datetime.datetime) -> Iterator[Slip]:
    """Whom to call tonight: nobody does it yet, or the hour of the next call has come or comes within a day."""
    soon = now + datetime.timedelta(days=1)
    due = [
        held
        for held in found
        if (held.value.again is None and asks.stands(held.value, words.today, words.out) in {Stands.NEW, Stands.DUE})
        or (held.value.again is not None and held.value.again <= soon)
    ]
    for some in _chunks(sorted(due, key=lambda held: asks.order(held.value)), CALLS_A_SHEET):
        parts: list[Part] = []
        for held in some:
            ask = held.value
            says = [*_reach(ask), shown.languages(ask.who), _zone(ask, words)]
            line = " · ".join(filter(None, says))
            heading = " ".join(filter(None, (number(ask), ask.who.name, "·", words.what(ask))))
            parts += [Words(heading=heading, paragraphs=(line,) if line else ()), Blank(lines=1)]
        yield Slip(title=_("Calls"), parts=tuple(parts))


def _claims(words: InWords, found: Asks) -> Iterator[Slip]:
    """Who does what until when, so that whoever rings can be told."""
    held = [one for one in found if one.value.claim is not None]
    held.sort(key=lambda one: (words.claimer(one.value), one.value.came))
    for some in _chunks(held, CLAIMS_A_SHEET):
        rows = tuple(
            (
                f"{number(one.value)} {words.claimer(one.value)}",
                " · ".join(filter(None, (words.what(one.value), _street(one.value), _until(one.value)))),
            )
            for one in some
        )
        yield Slip(title=_("Who does what"), parts=(Rows(rows=rows), Blank(lines=2)))


def _until(ask: Ask) -> str:
    return _("until %(day)s") % {"day": day(ask.claim.until)} if ask.claim else ""


def _tree(group: Group) -> Slip:
    """The people of the circle, with a line for each number: none is kept here."""
    names = tuple(one.name for one in circle_rules.living(group.settings))
    return Slip(
        title=_("Phone tree"),
        lead=_("Write the numbers in by hand. Whoever is called calls the next ones."),
        parts=(Fields(labels=names, columns=2), Tree()),
    )


def _blanks(board: Board) -> Iterator[Slip]:
    for _number in range(BLANKS):
        yield blank_ask(board)
    yield blank_offer(board)


def _chunks(found: Asks, size: int) -> Iterator[Asks]:
    for at in range(0, len(found), size):
        yield found[at : at + size]


def paper_choices() -> list[tuple[str, str]]:
    """Papers to choose from."""
    return [("a4", _("A4 sheets")), ("letter", _("Letter sheets"))]


def language() -> str:
    """In which language it is printed: that of the page."""
    return get_language() or "en"
