"""An errand in the receipt of an offer: sent, taken on, given back, done, over. Pure."""

import datetime

from msgspec.structs import replace

from toolbox.kernel.intake.records import What
from toolbox.tools.needs.records import Ask, Claim, Entry, Errand, How, Offer, Outcome, State
from toolbox.tools.needs.rules.asks import NotNow, logged

BUSY = frozenset({State.SENT, State.AGREED})
MOST = 60  # errands that an offer remembers; the oldest that are over go first
SAYS = {What.TAKES: State.AGREED, What.CANNOT: State.CANNOT, What.DID: State.DONE}


def is_busy(errand: Errand, today: datetime.date) -> bool:
    """Whether they carry it, or may still say so."""
    return errand.state in BUSY and errand.until >= today


def sent(ask: Ask, offer: int, name: str, until: datetime.date, by: int, now: datetime.datetime) -> Ask:
    """Somebody was asked and has not answered yet. Raises NotNow where somebody else has it."""
    if ask.claim is None or ask.claim.offer != offer or ask.claim.agreed:
        raise NotNow
    claim = Claim(offer=offer, name=name, since=ask.claim.since, until=until, agreed=False)
    return logged(replace(ask, claim=claim), Entry(when=now, by=by, how=How.DID, outcome=Outcome.OFFERED, text=name))


def agreed(ask: Ask, offer: int, by: int, now: datetime.datetime) -> Ask:
    """They do it: they said so with their receipt (by: 0), or to a member. Raises NotNow where it is not theirs."""
    if ask.claim is None or ask.claim.offer != offer:
        raise NotNow
    if ask.claim.agreed:
        return ask
    entry = Entry(when=now, by=by, how=How.DID, outcome=Outcome.AGREED, text=ask.claim.name)
    return logged(replace(ask, claim=replace(ask.claim, agreed=True, asked=True)), entry)


def given_back(ask: Ask, offer: int, words: str, now: datetime.datetime) -> Ask:
    """They cannot: it is free again, in its old place. The same ask where it was not theirs any more."""
    if ask.claim is None or ask.claim.offer != offer:
        return ask
    entry = Entry(when=now, how=How.RECEIPT, outcome=Outcome.LET_GO, text=words)
    return logged(replace(ask, claim=None), entry)


def helped(ask: Ask, words: str, now: datetime.datetime, today: datetime.date) -> Ask:
    """They say that it is done: a member looks at it and ends it."""
    entry = Entry(when=now, how=How.RECEIPT, outcome=Outcome.HELPED, text=words)
    return logged(replace(ask, helped=today, news=True), entry)


def with_errand(offer: Offer, errand: Errand) -> Offer:
    """With an errand that was just sent; where there are too many, the oldest that is over goes."""
    kept = (*offer.errands, errand)
    if len(kept) > MOST:
        goes = next((one for one in kept if one.state not in BUSY), kept[0])
        kept = tuple(one for one in kept if one is not goes)
    return replace(offer, errands=kept)


def lapsed(ask: Ask) -> Ask:
    """Its days are over, and nothing of it lies in a receipt any more."""
    return ask if ask.claim is None else replace(ask, claim=replace(ask.claim, lapsed=True))


def longer(offer: Offer, errand: int, until: datetime.date, slips: tuple[int, ...]) -> Offer:
    """With an errand that is theirs until another day; `slips` say so in the receipt."""
    return replace(
        offer,
        errands=tuple(
            replace(one, until=until, slips=(*one.slips, *slips)) if one.id == errand else one for one in offer.errands
        ),
    )


def now_stands(offer: Offer, errand: int, state: State) -> Offer:
    """With an errand that stands so now; nothing of it lies in the receipt once it is over."""
    return replace(
        offer,
        errands=tuple(
            replace(one, state=state, slips=one.slips if state in BUSY else ()) if one.id == errand else one
            for one in offer.errands
        ),
    )


def busy_with(offer: Offer, ask: int) -> list[Errand]:
    """The errands for an ask that are not over."""
    return [one for one in offer.errands if one.ask == ask and one.state in BUSY]
