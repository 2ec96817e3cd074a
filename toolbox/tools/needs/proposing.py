"""Asks and offers of the board as the matching sees them, and its reasons in words."""

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.matching.filling import Asked, Shares
from toolbox.tools.needs.matching.pairing import Because, Reason, Steps, Wanted, Willing, steps_between
from toolbox.tools.needs.records import Ask, Board, Claim, End, How, Offer, Outcome, State
from toolbox.tools.needs.records import Entry as Line
from toolbox.tools.needs.rules import boards
from toolbox.tools.needs.rules.asks import NotNow, Stands, logged, stands, unlocked
from toolbox.tools.needs.rules.errands import is_busy

LATELY = datetime.timedelta(days=14)  # for which errands count as carried
MET = frozenset({End.MET, End.PARTLY})


def steps(board: Board) -> Steps:
    """How far the parts of town lie from each other."""
    return steps_between(board.zones, board.beside)


def wanted(ask: Ask, board: Board) -> Wanted:
    """An ask as the matching sees it."""
    known = boards.categories(board)
    things = [known[name] for name in ask.wants if name in known]
    return Wanted(
        by=tuple(dict.fromkeys(frozenset(one.by) for one in things if one.by)),
        remote=bool(things) and all(one.remote for one in things),
        car=any(one.car for one in things),
        zone=ask.place.zone if ask.place else "",
        languages=ask.who.languages,
        times=frozenset(ask.times),
    )


def asked(ask: Ask, board: Board, today: datetime.date) -> Asked:
    """The same with what decides who comes first."""
    return Asked(wanted(ask, board), int(ask.urgency), max(0, (today - ask.came.date()).days))


def willing(offer: Offer, board: Board, now: datetime.datetime, chosen: int = 0) -> Willing:
    """An offer as the matching sees it. `chosen`: asks for which it was chosen and not asked yet."""
    known = boards.skills(board)
    busy = sum(is_busy(one, now.date()) for one in offer.errands) + chosen
    resting = offer.rest_until is not None and offer.rest_until >= now.date()
    carried = sum(one.state is not State.OVER and one.sent > now - LATELY for one in offer.errands) + chosen
    zones = frozenset(offer.zones) or frozenset({offer.place.zone} if offer.place and offer.place.zone else ())
    return Willing(
        can=frozenset(offer.can),
        car=any(known[name].car for name in offer.can if name in known),
        zones=zones,
        languages=offer.who.languages,
        times=frozenset(offer.times),
        free=0 if resting else max(0, offer.at_once - busy),
        carried=carried,
    )


def chosen(open_asks: Iterable[Held[Ask]]) -> dict[int, int]:
    """For each offer how many asks it was chosen for without being asked yet."""
    found: dict[int, int] = {}
    for held in open_asks:
        claim = held.value.claim
        if claim is not None and claim.offer and not claim.asked:
            found[claim.offer] = found.get(claim.offer, 0) + 1
    return found


def shares(all_asks: Iterable[Ask]) -> dict[str, Shares]:
    """By part of town how many came in and how many were met."""
    found: dict[str, Shares] = {}
    for ask in all_asks:
        zone = ask.place.zone if ask.place else ""
        before = found.get(zone, Shares(0, 0))
        found[zone] = Shares(before.asked + 1, before.met + (ask.end in MET))
    return found


def is_said(ask: Ask, board: Board) -> bool:
    """Whether a category says what is needed. Where only words do, nobody can be proposed: a person reads them."""
    return not boards.categories(board).keys().isdisjoint(ask.wants)


def is_free(ask: Ask, today: datetime.date, out: frozenset[str] = frozenset()) -> bool:
    """Whether somebody is to be found for it. `out` are the categories that are out of stock."""
    return stands(ask, today, out) in {Stands.NEW, Stands.DUE}


def choose(ask: Ask, offer: Held[Offer], board: Board, by: int, now: datetime.datetime, today: datetime.date) -> Ask:
    """An offer is chosen: nobody is told anything yet. Raises NotNow where somebody does it already."""
    if not is_free(ask, today):
        raise NotNow
    until = today + datetime.timedelta(days=board.claim_days)
    claim = Claim(offer=offer.id, name=offer.value.who.name, since=today, until=until, agreed=False, asked=False)
    line = Line(when=now, by=by, how=How.DID, outcome=Outcome.CHOSEN, text=offer.value.who.name)
    return logged(unlocked(replace(ask, claim=claim)), line)


def reasons(found: Sequence[Reason]) -> list[str]:
    """Reasons in words, the most telling first."""
    return [words for reason in found if (words := _words(reason))]


def _words(reason: Reason) -> str:
    match reason.because:
        case Because.SAME_ZONE:
            return _("goes to %(zone)s") % {"zone": reason.about}
        case Because.NEAR:
            return _("near %(zone)s") % {"zone": reason.about}
        case Because.FAR:
            return _("far from %(zone)s") % {"zone": reason.about}
        case Because.PLACE_UNKNOWN:
            return _("part of town not known")
        case Because.BY_PHONE:
            return _("goes by phone or mail")
        case Because.SPEAKS:
            return _("speaks %(language)s") % {"language": own_name(reason.about)}
        case Because.FREE_THEN:
            return _("has time then")
        case Because.TIMES_UNKNOWN:
            return _("times not known")
        case Because.CARRIES_NOTHING:
            return _("carries nothing just now")
        case Because.CARRIES:
            count = int(reason.about)
            words = ngettext("%(count)d errand in two weeks", "%(count)d errands in two weeks", count)
            return words % {"count": count}
    return ""
