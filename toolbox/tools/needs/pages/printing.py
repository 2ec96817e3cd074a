"""Asks on paper: slips, a route, labels, blank forms; and the packet for a night without the toolbox."""

from typing import Any, Literal

from django import forms
from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing.slips import Slip, printed
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import moment
from toolbox.kernel.ui.forms import Form
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id, spell, unspell
from toolbox.kernel.vault.trouble import Missing, Moved
from toolbox.tools.needs import keeping, wishes
from toolbox.tools.needs import paper as sheets
from toolbox.tools.needs.pages import board as board_page
from toolbox.tools.needs.pages.doing import moved
from toolbox.tools.needs.records import OPEN, Ask, Board
from toolbox.tools.needs.rules import packets
from toolbox.tools.needs.rules.arriving import number_of
from toolbox.tools.needs.shown import Words
from toolbox.tools.needs.wishes import wish_of

READ_AND_WRITE = ["GET", "HEAD", "POST"]
MOST = 200  # asks on paper at once
NOTHING = gettext_lazy("There is nothing to print here.")


class PrintForm(Form):
    """What stands on it, and on which paper."""

    what = forms.ChoiceField(label=gettext_lazy("What"), widget=forms.RadioSelect)
    name = forms.BooleanField(label=gettext_lazy("With the name"), required=False)
    reach = forms.BooleanField(label=gettext_lazy("With the number, and when it is safe"), required=False)
    street = forms.BooleanField(label=gettext_lazy("With the address, not only the part of town"), required=False)
    paper = forms.ChoiceField(label=gettext_lazy("Paper"), widget=forms.RadioSelect, initial="a4")
    large = forms.BooleanField(label=gettext_lazy("Large letters"), required=False)

    def __init__(self, whats: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("what", whats), ("paper", sheets.paper_choices())):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if len(whats) == 1:
            self.fields.pop("what")

    @property
    def on(self) -> sheets.On:
        """What was chosen to stand on slips."""
        given = self.cleaned_data
        return sheets.On(name=given["name"], reach=given["reach"], street=given["street"])

    @property
    def on_paper(self) -> Literal["a4", "letter"]:
        """The paper."""
        return "letter" if self.cleaned_data["paper"] == "letter" else "a4"


def whats() -> list[tuple[str, str]]:
    """What can be printed of several asks, and what each betrays."""
    return [
        ("slips", _("Slips: one for each, to give to whoever does it. Whoever finds one knows of one person.")),
        (
            "route",
            _("A route: addresses and bag numbers, no name, no need. Whoever finds it knows where, not what."),
        ),
        ("labels", _("Labels for bags: the number and the part of town. They betray nothing.")),
        ("ask", _("A blank form for an ask, to be filled in by hand.")),
        ("offer", _("A blank form for an offer.")),
    ]


@circle_only
@require_http_methods(READ_AND_WRITE)
def one(request: CircleRequest, circle: int, need: int) -> HttpResponse:
    """The slip of one ask."""
    try:
        held = request.circle.get(Ask, need)
    except Missing:
        return board_page.gone(request)
    board = keeping.board_of(request.circle).value
    form = PrintForm([("slips", "")], request.POST if request.method == "POST" else None, initial={"paper": "a4"})
    trouble = ""
    if form.is_valid():
        try:
            slips = [sheets.slip(held, Words(board, request.group, timezone.now()), form.on)]
            return _pdf(slips, form, per_page=1 if form.cleaned_data["large"] else 2)
        except CannotPrint as problem:
            trouble = str(problem)
    context = {"form": form, "need": need, "number": f"{held.value.number:04d}", "count": 1}
    return answering.page(request, "needs/print.html", context, trouble)


@circle_only
@require_http_methods(READ_AND_WRITE)
def several(request: CircleRequest, circle: int) -> HttpResponse:
    """What a tab of the board shows, on paper. Printing changes nothing."""
    group, wish, now = request.group, wish_of(request), timezone.now()
    board = keeping.board_of(group.circle).value
    fits = wishes.fits(wish, board, group.me.id, now)
    found = [held for held in group.circle.shelf(Ask, OPEN) if fits(held.value)]
    found.sort(key=wishes.order(wish))
    form = PrintForm(
        whats(), request.POST if "paper" in request.POST else None, initial={"paper": "a4", "what": "slips"}
    )
    trouble = ""
    if form.is_valid():
        try:
            slips = _made(form, found[:MOST], board, Words(board, group, now))
            per_page: Literal[1, 2] = (
                2 if form.cleaned_data["what"] == "slips" and not form.cleaned_data["large"] else 1
            )
            if slips:
                return _pdf(slips, form, per_page=per_page)
            trouble = str(NOTHING)
        except CannotPrint as problem:
            trouble = str(problem)
    context = {"form": form, "count": len(found), "most": MOST if len(found) > MOST else 0, "wish": wish}
    return answering.page(request, "needs/print.html", context, trouble)


def _made(form: PrintForm, found: list[Held[Ask]], board: Board, words: Words) -> list[Slip]:
    match form.cleaned_data["what"]:
        case "ask":
            return [sheets.blank_ask(board)]
        case "offer":
            return [sheets.blank_offer(board)]
        case "route" if found:
            return sheets.route(found)
        case "labels" if found:
            return sheets.labels(found, words)
        case "slips":
            return [sheets.slip(held, words, form.on) for held in found]
    return []


def _pdf(slips: list[Slip], form: PrintForm, *, per_page: Literal[1, 2] = 1) -> HttpResponse:
    """Raises CannotPrint."""
    body = printed(slips, sheets.language(), per_page=per_page, paper=form.on_paper, large=form.cleaned_data["large"])
    return answer(body)


def answer(body: bytes) -> HttpResponse:
    """A PDF under a name that tells nothing."""
    headers = {"Content-Disposition": 'inline; filename="sheet.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


class PacketForm(Form):
    """On which paper."""

    paper = forms.ChoiceField(label=gettext_lazy("Paper"), widget=forms.RadioSelect, initial="a4")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paper"]
        if isinstance(field, forms.ChoiceField):
            field.choices = sheets.paper_choices()

    @property
    def on_paper(self) -> Literal["a4", "letter"]:
        """The paper."""
        return "letter" if self.cleaned_data["paper"] == "letter" else "a4"


@circle_only
@require_http_methods(READ_AND_WRITE)
def packet(request: CircleRequest, circle: int) -> HttpResponse:
    """One button for a night without the toolbox; what went out, and what is back."""
    form = PacketForm(request.POST if request.method == "POST" else None, initial={"paper": "a4"})
    trouble = ""
    if form.is_valid():
        try:
            return _packet(request, form)
        except CannotPrint as problem:
            trouble = str(problem)
        except Moved:
            trouble = moved()
        except OperationalError:
            trouble = _(
                "It could not be written down that a packet goes out, so none was made. Press again in a minute."
            )
    return _packets(request, form, trouble)


def _packet(request: CircleRequest, form: PacketForm) -> HttpResponse:
    """Raises CannotPrint, Moved. It is made first, and given out only once it is written down."""
    group, now, number = request.group, timezone.now(), new_id()
    board = keeping.board_of(group.circle).value
    slips = sheets.packet(group, board, group.circle.shelf(Ask, OPEN), number_of(number), now)
    body = printed(slips, sheets.language(), paper=form.on_paper)
    keeping.change_board(group, lambda board: packets.printed(board, number, group.me.id, len(slips), now))
    return answer(body)


def _packets(request: CircleRequest, form: PacketForm, trouble: str = "", done: str = "") -> HttpResponse:
    group = request.group
    board = keeping.board_of(group.circle).value
    words = Words(board, group, timezone.now())
    rows = [
        {
            "spelled": spell(one.id),
            "code": f"{number_of(one.id):04d}",
            "when": moment(one.when),
            "by": words.name(one.by),
            "sheets": one.sheets,
            "back": one.back,
            "missing": one.sheets - one.back,
        }
        for one in board.packets
    ]
    context = {"form": form, "rows": rows, "done": done, "count": group.circle.count(Ask, OPEN)}
    return answering.page(request, "needs/packet.html", context, trouble)


@circle_only
@require_POST
def counted(request: CircleRequest, circle: int) -> HttpResponse:
    """So many sheets of a packet are back."""
    typed = request.POST.get("back", "").strip()
    form = PacketForm(initial={"paper": "a4"})
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 5):
        return _packets(request, form, _("Write how many sheets are back, for example 23."))
    try:
        number = unspell(request.POST.get("packet", ""))
        keeping.change_board(request.group, lambda board: packets.counted(board, number, int(typed)))
    except (ValueError, KeyError):
        return _packets(request, form, _("This packet is not here any more."))
    except Moved:
        return _packets(request, form, moved())
    return _packets(request, form, done=_("It is written down."))
