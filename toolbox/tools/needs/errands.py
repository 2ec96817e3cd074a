"""Errands of people without an account: sent to the receipt of their offer, answered there, taken back."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.acts import errands as receipts
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import Sent
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.trouble import Missing
from toolbox.tools.needs import shown
from toolbox.tools.needs.records import Ask, Board, Errand, Offer, State
from toolbox.tools.needs.rules import asks, boards
from toolbox.tools.needs.rules import errands as rules

HELPED = frozenset({State.AGREED, State.DONE})


def can_reach(offer: Offer) -> bool:
    """Whether an errand can be laid into their receipt."""
    return bool(offer.receipt) and Receipt.objects.filter(pk=offer.receipt).exists()


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
        ]
    return "\n".join(filter(None, lines))


def place(ask: Ask) -> str:
    """What appears once they have said yes: where, how to get in, whom to call."""
    lines = [ask.who.name, *shown.where(ask.place)]
    if ask.place is not None and ask.place.way_in:
        lines.append(ask.place.way_in)
    lines += [" · ".join(filter(None, (way.text, way.note))) for way in shown.ways(ask.who)]
    return "\n".join(filter(None, [*lines, ask.who.safe]))


def send(group: Group, held: Held[Ask], offer: Held[Offer], says: str, where: str, now: datetime.datetime) -> None:
    """Lay it into their receipt. Raises NotNow, Moved, and Gone where the receipt is not there any more."""
    claim = held.value.claim
    if claim is None:
        raise asks.NotNow
    asked = rules.sent(held.value, offer.id, offer.value.who.name, claim.until, group.me.id, now)
    number = new_id()
    with transaction.atomic():
        value = offer.value
        rows = receipts.hand_out(value.receipt, value.receipt_key, number, says, where, claim.until, now)
        errand = Errand(id=number, ask=held.id, number=held.value.number, sent=now, until=claim.until, slips=rows)
        with group.circle.change() as box:
            box.put(Held(held.id, asked, held.shelf, 0, held.version))
            box.put(Held(offer.id, rules.with_errand(value, errand), offer.shelf, 0, offer.version))


def put(group: Group, held: Held[Ask], changed: Held[Ask], state: State = State.OVER) -> Held[Ask]:
    """Put a changed ask; if it is not its former helper's any more, nothing of it stays in their receipt.

    Raises Moved.
    """
    before, after = held.value.claim, changed.value.claim
    freed = before is not None and before.offer and (after is None or after.offer != before.offer)
    offer = _offer(group, before.offer) if before is not None and freed else None
    if offer is None:
        return group.circle.put(changed)
    value = offer.value
    with transaction.atomic():
        for errand in rules.busy_with(value, held.id):
            receipts.take_back(value.receipt, errand.slips)
            value = rules.now_stands(value, errand.id, state)
        with group.circle.change() as box:
            box.put(changed, Held(offer.id, value, offer.shelf, 0, offer.version, offer.dies))
    return box.now(changed)


def thank(group: Group, held: Held[Ask], envelope: Sent) -> None:
    """The sentence of thanks reaches everyone who helped, also those without an account. Nobody's name."""
    for offer in group.circle.shelf(Offer):
        value = offer.value
        if value.receipt and any(one.ask == held.id and one.state in HELPED for one in value.errands):
            with override(value.who.languages[0] if value.who.languages else "en"):
                says = _("Whoever you helped says: %(thanks)s") % {"thanks": envelope.text}
            receipts.tell(value.receipt, value.receipt_key, says, envelope.when)


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
    value = rules.now_stands(offer.value, errand.id, state)
    rule: dict[State, Callable[[Ask], Ask]] = {
        State.AGREED: lambda ask: rules.agreed(ask, offer.id, 0, sent.when),
        State.CANNOT: lambda ask: rules.given_back(ask, offer.id, sent.text, sent.when),
        State.DONE: lambda ask: rules.helped(ask, sent.text, sent.when, timezone.localdate(sent.when)),
    }
    try:
        ask = group.circle.get(Ask, errand.ask)
        changed: Any = rule[state](ask.value)
        group.circle.put(Held(ask.id, changed, ask.shelf, 0, ask.version, ask.dies))
    except (Missing, asks.NotNow):  # it was destroyed, or is somebody else's by now: the offer still says what they did
        pass
    return Held(offer.id, value, offer.shelf, 0, offer.version, offer.dies)
