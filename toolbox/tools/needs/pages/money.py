"""Money that was laid out: written down with a photo of the receipt, paid back, and what is still open."""

from typing import Any

from django import forms
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members import giving
from toolbox.kernel.members.incoming import MEGABYTES, Incoming, incoming
from toolbox.kernel.pictures import showing
from toolbox.kernel.pictures.trouble import CannotShow
from toolbox.kernel.records import money
from toolbox.kernel.records.money import Money
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id, unspell
from toolbox.kernel.vault.trouble import FileGone, Missing, Moved, Stopped
from toolbox.tools.needs import keeping, outlays
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages import need as need_page
from toolbox.tools.needs.pages.doing import moved
from toolbox.tools.needs.pages.writing import save_trouble
from toolbox.tools.needs.records import Ask, Paid
from toolbox.tools.needs.rules import money as rules

PHOTO = "photo"


class PaidForm(Form):
    """How much, for what, by whom."""

    sum = text(
        gettext_lazy("How much"),
        most=40,
        missing=gettext_lazy("Write an amount in numbers, for example 12.50."),
        inputmode="decimal",
        dir="ltr",
        autocomplete="off",
    )
    what = text(gettext_lazy("For what"), most=200, required=False, hint=gettext_lazy("Milk, a bus ticket, petrol."))
    name = text(gettext_lazy("Who laid it out, if it was not you"), most=100, required=False, autocomplete="off")
    photo = forms.FileField(
        label=gettext_lazy("A photo of the receipt"),
        required=False,
        help_text=gettext_lazy("Cover names and card numbers. It is sealed as it arrives."),
    )

    def __init__(self, currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        self.amount: Money | None = None

    def clean_sum(self) -> str:
        """The amount. Raises ValidationError with a sentence."""
        typed = str(self.cleaned_data["sum"])
        try:
            found = money.written(typed, self.currency, get_language() or "en")
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from None
        if found.amount <= 0:
            raise forms.ValidationError(_("Write an amount in numbers, for example 12.50."))
        self.amount = found
        return typed

    def clean_photo(self) -> None:
        """Nothing: a file is sealed before the form is read."""


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def lay_out(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """Write down what somebody laid out for an ask."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    board = keeping.board_of(request.circle).value
    form = PaidForm(outlays.currency_of(board), request.POST if request.method == "POST" else None)
    files = incoming(request, PHOTO, 1)
    if form.is_valid() and not files.wrong:
        if trouble := save_trouble(lambda: _put(request, held, form, files)):
            form.add_error(None, trouble)
        else:
            return answering.to("need", circle, need)
    context = {
        **need_page.about(request.group, held),
        "form": form,
        "kept": files.kept,
        "wrong": files.wrong,
        "megabytes": MEGABYTES,
        "budget": money.shown(board.budget, get_language() or "en") if board.budget else "",
        "is_over": rules.over(held.value, board.budget),
    }
    return answering.page(request, "needs/lay_out.html", context)


def _put(request: CircleRequest, held: Held[Ask], form: PaidForm, files: Incoming) -> None:
    """Raises Moved, ValueError."""
    given, photo = form.cleaned_data, files.files[0] if files.files else None
    if form.amount is None:
        raise ValueError(_("Write an amount in numbers, for example 12.50."))
    by = 0 if given["name"] else request.group.me.id
    paid = Paid(id=new_id(), sum=form.amount, by=by, name=given["name"], what=given["what"], day=today(), receipt=photo)
    try:
        changed = rules.laid_out(held.value, paid)
        with request.circle.change() as box:
            box.put(Held(held.id, changed, held.shelf, 0, held.version, held.dies))
            if photo is not None:
                box.claim(photo.file, held)
    except rules.TooMany:
        raise ValueError(_("So much was laid out for this ask that no more fits. Begin a second ask.")) from None
    except FileGone:
        raise ValueError(_("The photo waited for more than an hour and is gone. Choose it again.")) from None


@circle_only
@require_POST
def mark(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """Paid back, or not after all, or written down by mistake. `back` says from which page."""
    try:
        number = unspell(request.POST.get("paid", ""))
        held = request.circle.get(Ask, need)
        do = request.POST.get("do", "")
        if do == "mistake":
            outlays.take_out(request.group, held, number)
        else:
            day_ = today() if do == "back" else None
            keeping.put(request.group, held, lambda ask: rules.paid_back(ask, number, day_))
    except (ValueError, KeyError, Missing, Moved):
        return _open(request, moved())
    except Stopped as stopped:
        return _open(request, answering.stopped(stopped))
    except OperationalError:
        return _open(request, _("Nothing was saved. Press again in a minute."))
    if request.POST.get("from") == "money":
        return HttpResponseRedirect(reverse("needs_money", args=[circle]))
    return answering.to("need", circle, need)


@circle_only
@require_safe
def open_ones(request: CircleRequest, circle: int) -> HttpResponse:
    """Everything that was laid out and not paid back yet, with its sum."""
    return _open(request)


def _open(request: CircleRequest, trouble: str = "") -> HttpResponse:
    group, language = request.group, get_language() or "en"
    found = [(held, paid) for held in group.circle.shelf(Ask) for paid in held.value.paid if paid.back is None]
    found.sort(key=lambda pair: (pair[1].day, pair[1].id))
    back = [paid for held in group.circle.shelf(Ask) for paid in held.value.paid if paid.back is not None]
    context = {
        "rows": [
            {**outlays.row(group, held, paid, language), "number": f"{held.value.number:04d}"} for held, paid in found
        ],
        "totals": [money.shown(one, language) for one in rules.totals(paid for _held, paid in found)],
        "back": [money.shown(one, language) for one in rules.totals(back, back=True)],
    }
    return answering.page(request, "needs/money.html", context, trouble)


@circle_only
@require_safe
def receipt(request: CircleRequest, circle: int, need: int, bill: int) -> HttpResponseBase:
    """The photo of a receipt, made anew without what a phone adds; where it is none, as a download."""
    held = request.circle.get(Ask, need)
    file = next((one.receipt for one in held.value.paid if one.receipt and one.receipt.file == bill), None)
    if file is None:
        raise Missing
    return _shown(file)


def _shown(file: Attachment) -> HttpResponseBase:
    try:
        return showing.answer(showing.shown(filing.content(file), file.media_type, showing.LONGEST))
    except CannotShow:
        return giving.download(file)
