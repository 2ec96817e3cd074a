"""Money that was laid out, made ready for pages."""

from typing import Any

from babel.numbers import get_territory_currencies
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.kernel.circles.group import Group
from toolbox.kernel.records import money
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault import filing, rows
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.trouble import Missing, Stopped
from toolbox.tools.needs.records import Ask, Board, Paid
from toolbox.tools.needs.rules import money as rules


def currency_of(board: Board) -> str:
    """The currency in which people here pay: that of the budget, or of the country."""
    if board.budget is not None:
        return board.budget.currency
    return str(next(iter(get_territory_currencies(settings.REGION)), "USD"))


def take_out(group: Group, held: Held[Ask], number: int) -> None:
    """Take out an outlay that was a mistake, with its photo. Raises Moved, Missing; Stopped where a photo would go."""
    changed = rules.without(held.value, number)
    kept = {one.receipt.file for one in changed.paid if one.receipt}
    photos = [one.receipt.file for one in held.value.paid if one.receipt and one.receipt.file not in kept]
    with transaction.atomic():
        circle = rows.lock_circle(group.id)
        if circle is None:
            raise Missing
        if photos and circle[2]:
            raise Stopped(circle[2])
        group.circle.put(Held(held.id, changed, held.shelf, 0, held.version, held.dies))
        filing.take_out(held.id, photos)


def row(group: Group, held: Held[Ask], paid: Paid, language: str) -> dict[str, Any]:
    """An outlay as a line."""
    name = paid.name or (_("you") if paid.by == group.me.id else group.name_of(paid.by) or _("somebody who has left"))
    photo = reverse("need_receipt", args=[group.id, held.id, paid.receipt.file]) if paid.receipt else ""
    return {
        "need": held.id,
        "url": reverse("need", args=[group.id, held.id]),
        "spelled": spell(paid.id),
        "sum": money.shown(paid.sum, language),
        "what": paid.what,
        "name": name,
        "day": day(paid.day),
        "back": day(paid.back) if paid.back else "",
        "photo": photo,
    }
