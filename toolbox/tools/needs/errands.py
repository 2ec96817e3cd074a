"""Errands of people without an account: sent to the receipt of their offer, answered there, taken back."""

import datetime
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.acts import errands as receipts
from toolbox.kernel.intake.acts.errands import Box
from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.intake.records import Sent
from toolbox.kernel.vault import rows
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import shown
from toolbox.tools.needs.fields import asked
from toolbox.tools.needs.records import OPEN, Ask, Board, Errand, Offer, State
from toolbox.tools.needs.rules import asks, boards
from toolbox.tools.needs.rules import errands as rules

HELPED = frozenset({State.AGREED, State.DONE})


def can_reach(offer: Offer) -> bool:
    """Whether an errand can be laid into their receipt."""
    return _box(offer).is_there


def _box(of: Ask | Offer) -> Box:
    return Box(of.receipt, of.receipt_key)


def _speaks(offer: Offer) -> str:
    """The language in which something is written to them."""
    language = offer.who.languages[0] if offer.who.languages else "en"
    return language if language in dict(settings.LANGUAGES) else "en"


def what(ask: Ask, board: Board, language: str) -> str:
    """What an errand says before anybody has said yes: what, for how many, roughly where, when. Nobody's name."""
    with override(language if language in dict(settings.LANGUAGES) else "en"):
        known = boards.categories(board)
        named = ", ".join(known[name].says.here(language) for name in ask.wants if name in known)
        lines = [
            named,
            shown.people(ask),
            _("In: %(zone)s") % {"zone": ask.place.zone} if ask.place and ask.place.zone else "",
            _("By: %(day)s") % {"day": shown.spelled_day(ask.by_day)} if ask.by_day else "",
            *(asked("times", Kind.TIMES, "-").said(list(ask.times)).shown if ask.times else ()),
        ]
    return "\n".join(filter(None, lines))


def place(ask: Ask) -> str:
    """What appears once they have said yes: where, how to get in, whom to call."""
    lines = [ask.who.name, *shown.where(ask.place)]
    if ask.place is not None and ask.place.way_in:
        lines.append(ask.place.way_in)
    lines += [" · ".join(filter(None, (way.text, way.note))) for way in shown.ways(ask.who)]
    return "\n".join(filter(None, [*lines, ask.who.safe]))


def send(group: Group, held: Held[Ask], offer: Held[Offer], says: str, where: str, until: datetime.date) -> None:
    """Lay it into their receipt. Raises NotNow, Moved, TooLarge, and Gone where the receipt is not there any more."""
    now, number = timezone.now(), new_id()
    ask = rules.sent(held.value, offer.id, offer.value.who.name, until, group.me.id, now)
    with transaction.atomic():
        value = _emptied(offer.value, held.id, State.OVER)
        laid = receipts.hand_out(_box(value), number, says, where, until, now, _box(held.value))
        errand = Errand(id=number, ask=held.id, number=held.value.number, sent=now, until=until, slips=laid)
        with group.circle.change() as box:
            box.put(Held(held.id, ask, held.shelf, 0, held.version))
            box.put(Held(offer.id, rules.with_errand(value, errand), offer.shelf, 0, offer.version, offer.dies))


def _emptied(offer: Offer, ask: int, state: State) -> Offer:
    """Nothing of an ask lies in their receipt any more. In a transaction."""
    for errand in rules.busy_with(offer, ask):
        receipts.take_back(errand.slips)
        if errand.state is State.AGREED and state is State.OVER:
            _not_theirs(offer)
        offer = rules.now_stands(offer, errand.id, state)
    return offer


def _not_theirs(offer: Offer) -> None:
    """Whoever said that they do it reads that it is not theirs any more: they might stand before the door."""
    with override(_speaks(offer)):
        says = _(
            "What you took on is not yours any more: its days are over, it is not needed, or somebody else does it. "
            "Thank you all the same."
        )
    receipts.tell(_box(offer), says, timezone.now())


def put(group: Group, held: Held[Ask], changed: Held[Ask], state: State = State.OVER) -> Held[Ask]:
    """Put a changed ask; if it is not its former helper's any more, nothing of it stays in their receipt.

    Raises Moved.
    """
    before, after = held.value.claim, changed.value.claim
    if before is None or (after is not None and after.offer == before.offer):
        return group.circle.put(changed)
    with transaction.atomic():
        end(group, held, state)
        return group.circle.put(changed)


def end(group: Group, held: Held[Ask], state: State) -> None:
    """Nothing of an ask stays in the receipt of whoever does it. In a transaction. Raises Moved."""
    number = held.value.claim.offer if held.value.claim is not None else 0
    offer = _offer(group, number) if number else None
    if offer is not None and rules.busy_with(offer.value, held.id):
        value = _emptied(offer.value, held.id, state)
        group.circle.put(Held(offer.id, value, offer.shelf, 0, offer.version, offer.dies))


def renew(group: Group, held: Held[Ask], board: Board, today: datetime.date) -> None:
    """They still do it: it is theirs for some days more, in their receipt too. Raises NotNow, Moved."""
    changed = Held(held.id, asks.renewed(held.value, board, today), held.shelf, 0, held.version, held.dies)
    claim = changed.value.claim
    offer = _offer(group, claim.offer) if claim is not None and claim.offer else None
    with transaction.atomic(), group.circle.change() as box:
        box.put(changed)
        if claim is None or offer is None:
            return
        value = offer.value
        for errand in rules.busy_with(value, held.id):
            laid = receipts.longer(_box(value), errand.id, claim.until, timezone.now(), _box(held.value))
            value = rules.longer(value, errand.id, claim.until, laid)
        box.put(Held(offer.id, value, offer.shelf, 0, offer.version, offer.dies))


def release(group: Group, offer: Held[Offer], by: int, now: datetime.datetime, *, keeps: bool = False) -> Held[Offer]:
    """An offer comes to its end: what it was chosen or asked for is free again. In a transaction. Raises Moved.

    `keeps`: what they have said yes to stays theirs until it is done or its days are over.
    """
    value = offer.value
    for held in group.circle.shelf(Ask, OPEN):
        claim = held.value.claim
        if claim is None or claim.offer != offer.id or (keeps and claim.agreed):
            continue
        value = _emptied(value, held.id, State.OVER)
        free = asks.let_go(held.value, by, now, _("The offer has ended."))
        group.circle.put(Held(held.id, free, held.shelf, 0, held.version))
    return Held(offer.id, value, offer.shelf, 0, offer.version, offer.dies)


def settle(group: Group, found: Sequence[Held[Ask]], now: datetime.datetime) -> bool:
    """Look after what somebody without an account does; returns whether anything changed.

    Whoever took their offer back does nothing any more: it is free again. Of what ran out nothing stays in a receipt;
    it is shown as due, and people decide.
    """
    today = timezone.localdate(now)
    theirs = [(held, held.value.claim) for held in found if held.value.claim is not None and held.value.claim.offer]
    if not theirs:
        return False
    there, changed = rows.there(group.id, {claim.offer for _held, claim in theirs}), False
    for held, claim in theirs:
        with suppress(Moved, Missing, OperationalError), transaction.atomic():
            if claim.offer not in there:
                free = rules.given_back(held.value, claim.offer, _("The offer is not there any more."), now)
                group.circle.put(Held(held.id, free, held.shelf, 0, held.version))
            elif claim.until < today and not claim.lapsed:
                end(group, held, State.OVER)
                group.circle.put(Held(held.id, rules.lapsed(held.value), held.shelf, 0, held.version))
            else:
                continue
            changed = True
    return changed


def ended(circle: Circle) -> Callable[[], None]:
    """What is done once a circle has ended: nothing of its errands stays in the receipts of its helpers."""
    laid = [row for held in circle.shelf(Offer) for errand in held.value.errands for row in errand.slips]
    return partial(receipts.take_back, laid)


def thank(group: Group, held: Held[Ask], envelope: Sent) -> None:
    """The sentence of thanks reaches everyone who helped, also those without an account. Nobody's name."""
    for offer in group.circle.shelf(Offer):
        value = offer.value
        if value.receipt and any(one.ask == held.id and one.state in HELPED for one in value.errands):
            with override(_speaks(value)):
                says = _("Whoever you helped says: %(thanks)s") % {"thanks": envelope.text}
            receipts.tell(_box(value), says, envelope.when)


def _offer(group: Group, number: int) -> Held[Offer] | None:
    try:
        return group.circle.get(Offer, number)
    except Missing:
        return None


def heard(group: Group, offer: Held[Offer], sent: Sent) -> Held[Offer]:
    """Whoever offered answered an errand: the offer and the ask say so. Inside the transaction of what came."""
    errand = next((one for one in offer.value.errands if one.id == sent.about), None)
    state = rules.SAYS.get(sent.what)
    if errand is None or state is None:
        return offer
    if state not in rules.BUSY:
        receipts.take_back(errand.slips)
    matters = errand.state in rules.BUSY or state is State.DONE
    is_theirs = matters and _heard(group, offer, errand, state, sent)
    if state is State.AGREED and not is_theirs:  # it was taken back before anybody here had read their yes
        _not_theirs(offer.value)
        return offer
    value = rules.now_stands(offer.value, errand.id, state)
    return Held(offer.id, value, offer.shelf, 0, offer.version, offer.dies)


def _heard(group: Group, offer: Held[Offer], errand: Errand, state: State, sent: Sent) -> bool:
    """Let the ask say so; returns whether it could: it may be destroyed, or somebody else's by now."""
    rule: dict[State, Callable[[Ask], Ask]] = {
        State.AGREED: lambda ask: rules.agreed(ask, offer.id, 0, sent.when),
        State.CANNOT: lambda ask: rules.given_back(ask, offer.id, sent.text, sent.when),
        State.DONE: lambda ask: rules.helped(ask, sent.text, sent.when, timezone.localdate(sent.when)),
    }
    try:
        ask = group.circle.get(Ask, errand.ask)
        group.circle.put(Held(ask.id, rule[state](ask.value), ask.shelf, 0, ask.version, ask.dies))
    except (Missing, asks.NotNow):
        return False
    return True
