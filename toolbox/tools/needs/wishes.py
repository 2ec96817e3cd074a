"""What somebody wants to see of a board. Addresses hold numbers only: no part of town and no name stands in one."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.ui.boards import Choice, Select
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.fields import category_choices
from toolbox.tools.needs.forms import urgency_words
from toolbox.tools.needs.records import Ask, Board
from toolbox.tools.needs.rules import boards
from toolbox.tools.needs.rules.asks import Stands, nudge, stands

SHOWS = ("", "new", "mine", "call", "due", "waits", "news", "taken", "chosen", "follow", "ended")
ENDED_ONES = frozenset({"ended", "follow"})
FREE = frozenset({Stands.NEW, Stands.DUE})
MOST_QUERY = 200  # characters
NONE = 999  # in place of a category: asks of which nobody has said what is needed, other than in words


class Wish(NamedTuple):
    """A tab, what it is narrowed down to, words to look for, and the page."""

    show: str = ""
    zone: int = 0  # the place of a zone on the board, counted from 1
    category: int = 0  # the same of a category
    language: str = ""
    urgency: str = ""
    by: str = ""  # "", "age" or "day"
    words: str = ""
    page: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether something may be left out."""
        return bool(self.zone or self.category or self.language or self.urgency)

    @property
    def parts(self) -> dict[str, str]:
        """What an address may hold: no words, and not the page."""
        return {
            "show": self.show,
            "zone": str(self.zone or ""),
            "category": str(self.category or ""),
            "language": self.language,
            "urgency": self.urgency,
            "by": self.by,
        }

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What a form carries on: the same, and the words."""
        return fields_of(self.parts, self.words)

    def query(self, **changes: str) -> str:
        """What stands behind the address; words never do."""
        return query_of({**self.parts, **changes})


def fields_of(parts: dict[str, str], words: str) -> list[tuple[str, str]]:
    """The names and values of hidden fields, with the words to look for."""
    return [(name, value) for name, value in {**parts, "q": words}.items() if value]


def query_of(parts: dict[str, str]) -> str:
    """What stands behind an address, with its question mark; empty where nothing does."""
    found = urlencode([(name, value) for name, value in parts.items() if value])
    return f"?{found}" if found else ""


def wish_of(request: HttpRequest) -> Wish:
    """What a request asks for; what makes no sense is left out."""
    given = request.POST if request.method == "POST" else request.GET
    show, language, urgency = given.get("show", ""), given.get("language", ""), given.get("urgency", "")
    return Wish(
        show=show if show in SHOWS else "",
        zone=number(given.get("zone", "")),
        category=number(given.get("category", "")),
        language=language if len(language) <= 35 and language.replace("-", "").isalnum() else "",
        urgency=urgency if urgency in {"1", "2"} else "",
        by=given.get("by", "") if given.get("by", "") in {"age", "day"} else "",
        words=words_of(request),
        page=given.get("page", ""),
    )


def words_of(request: HttpRequest) -> str:
    """The words to look for. They come by POST only, so that none stands in an address."""
    return " ".join(request.POST.get("q", "").split())[:MOST_QUERY]


def number(text: str) -> int:
    """A place on the board, counted from 1; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def fits(wish: Wish, board: Board, me: int, now: datetime.datetime) -> Callable[[Ask], bool]:
    """A test for one ask after the other, of the tab and of what it is narrowed down to."""
    today = timezone.localdate(now)
    zone = board.zones[wish.zone - 1] if 0 < wish.zone <= len(board.zones) else ""
    wanted: frozenset[str] = frozenset()
    unwanted = frozenset(boards.categories(board)) if wish.category == NONE else frozenset()
    if 0 < wish.category <= len(board.categories):
        known, wide = boards.categories(board), board.categories[wish.category - 1].name
        wanted = frozenset(name for name in known if boards.covers(known, wide, name))
    least, out = int(wish.urgency or 0), boards.out(board)
    tests: dict[str, Callable[[Ask], bool]] = {
        "new": lambda ask: stands(ask, today, out) in FREE,
        "mine": lambda ask: ask.claim is not None and ask.claim.by == me,
        "call": lambda ask: ask.again is not None and ask.again <= now,
        "due": lambda ask: nudge(ask, today) or (ask.by_day is not None and ask.by_day <= today),
        "waits": lambda ask: stands(ask, today, out) is Stands.WAITS,
        "news": lambda ask: ask.news or ask.solved is not None or ask.helped is not None,
        "taken": lambda ask: ask.claim is not None and ask.claim.asked,
        "follow": lambda ask: ask.follow is not None and ask.follow <= today,
        "chosen": lambda ask: ask.claim is not None and not ask.claim.asked,
    }
    in_tab = tests.get(wish.show, _any)

    def test(ask: Ask) -> bool:
        if zone and (ask.place is None or ask.place.zone != zone):
            return False
        if wanted and wanted.isdisjoint(ask.wants):
            return False
        if unwanted and not unwanted.isdisjoint(ask.wants):
            return False
        if wish.language and not any(one.partition("-")[0] == wish.language for one in ask.who.languages):
            return False
        return ask.urgency >= least and in_tab(ask)

    return test


def tallied(values: Iterable[Ask], board: Board, me: int, now: datetime.datetime) -> dict[str, int]:
    """How many open asks stand in each tab, in one pass: a board has thousands."""
    today, out, found = timezone.localdate(now), boards.out(board), Counter[str]()
    for ask in values:
        claim, stand = ask.claim, stands(ask, today, out)
        found[""] += 1
        found["new"] += stand in FREE
        found["waits"] += stand is Stands.WAITS
        found["call"] += ask.again is not None and ask.again <= now
        found["late"] += stand is Stands.DUE
        found["due"] += nudge(ask, today) or (ask.by_day is not None and ask.by_day <= today)
        found["news"] += ask.news or ask.solved is not None or ask.helped is not None
        if claim is not None:
            found["mine"] += claim.by == me
            found["taken" if claim.asked else "chosen"] += 1
    return found


def _any(_ask: Ask) -> bool:
    return True


def order(wish: Wish) -> Callable[[Held[Ask]], tuple[object, ...]]:
    """What stands first: what cannot wait, then what has waited longest; or only the age; or the day."""
    if wish.show in ENDED_ONES:
        return lambda held: (-(held.value.ended or datetime.date.min).toordinal(), held.id)
    if wish.by == "age":
        return lambda held: (held.value.came, held.id)
    if wish.by == "day":
        return lambda held: (held.value.by_day or datetime.date.max, held.value.came, held.id)
    return lambda held: (-int(held.value.urgency), held.value.came, held.id)


def selects(wish: Wish, board: Board, values: Iterable[Ask]) -> list[Select]:
    """By part of town, category, language and urgency, wherever there is something to choose."""
    places = {one.name: number for number, one in enumerate(board.categories, 1)}
    categories = [
        Choice(str(places[name]), says, places[name] == wish.category) for name, says in category_choices(board)
    ]
    categories.append(Choice(str(NONE), _("no category yet"), wish.category == NONE))
    zones = [Choice(str(number), zone, number == wish.zone) for number, zone in enumerate(board.zones, 1)]
    spoken = {one.partition("-")[0] for ask in values for one in ask.who.languages if len(one) <= 35}
    spoken |= {wish.language} if wish.language else set()
    languages = [Choice(code, own_name(code), code == wish.language) for code in sorted(spoken, key=own_name)]
    words = urgency_words()
    urgency = [Choice(str(int(value)), words[value], str(int(value)) == wish.urgency) for value in words if value]
    sorts = [
        Choice("age", _("What has waited longest"), wish.by == "age"),
        Choice("day", _("Its day"), wish.by == "day"),
    ]
    found = [
        Select("zone", _("Part of town"), _("everywhere"), zones),
        Select("category", _("What is needed"), _("everything"), categories),
        Select("language", _("Language"), _("every language"), languages),
        Select("urgency", _("How long can it wait?"), _("no matter"), urgency),
        Select("by", _("What stands first"), _("What cannot wait"), sorts),
    ]
    return [select for select in found if len(select.choices) > 1 or select.name == "urgency"]
