"""Money that was laid out, made ready for pages."""

from typing import Any

from babel.numbers import get_territory_currencies
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.kernel.circles.group import Group
from toolbox.kernel.records import money
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.tools.needs.records import Ask, Board, Paid


def currency_of(board: Board) -> str:
    """The currency in which people here pay: that of the budget, or of the country."""
    if board.budget is not None:
        return board.budget.currency
    return str(next(iter(get_territory_currencies(settings.REGION)), "USD"))


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
