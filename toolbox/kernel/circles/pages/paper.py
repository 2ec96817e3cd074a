"""The paper member: three sheets, any two of which open the circle when nobody is left to open it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import papering, rotating
from toolbox.kernel.circles.pages import answering, printing
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members import me as members
from toolbox.kernel.members import sessions
from toolbox.kernel.members.carrying import Kept
from toolbox.kernel.members.pace import at_least
from toolbox.kernel.members.pages import door
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import circle_only, public
from toolbox.kernel.ui.addresses import whole
from toolbox.kernel.ui.days import day
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.ui.same_site import same_site
from toolbox.kernel.vault.shares import LENGTH, CannotJoin
from toolbox.kernel.vault.trouble import NotAMember

MOST_TYPED = 1000  # characters of a share


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: CircleRequest, circle: int) -> HttpResponse:
    """What it is; making it; its sheets; letting it go."""
    group, trouble = request.group, ""
    match request.POST.get("do") if request.method == "POST" else None:
        case "print":
            return _sheet(request)
        case "make" | "remove" | "none" if not group.is_keeper:
            trouble = _("Only keepers do this. Ask one of them: %(names)s.") % {"names": answering.keepers(group)}
        case "make":
            made: list[str] = []
            trouble = answering.tried(lambda: made.extend(papering.make(group, _("Paper"))))
            if not trouble:
                return _shares(request, made)
        case "remove":
            trouble = answering.tried(lambda: rotating.remove_paper(group))
            if not trouble:
                return answering.to("new_key", group.id)
        case "none":
            trouble = answering.tried(lambda: group.change(lambda now: replace(now, no_paper=True)))
            if not trouble:
                return answering.to("circle", group.id)
    return _page(request, trouble)


def _page(request: CircleRequest, trouble: str) -> HttpResponse:
    found = rules.paper(request.group.settings)
    context = {
        "since": day(found.since) if found else "",
        "is_keeper": request.group.is_keeper,
        "no_paper": request.group.settings.no_paper,
        "keepers": answering.keepers(request.group),
    }
    return answering.page(request, "circles/paper.html", context, trouble)


def _shares(request: CircleRequest, made: list[str]) -> HttpResponse:
    """The three shares, in the answer to the form that made them and nowhere else."""
    sheets = [
        {
            "number": number,
            "words": share.split(),
            "form": printing.ShareSheet(initial={"code": share, "number": number}, auto_id=f"share-{number}-%s"),
        }
        for number, share in enumerate(made, 1)
    ]
    return answering.page(
        request, "circles/shares.html", {"sheets": sheets, "door": whole(request, reverse("paper_in"))}
    )


def _sheet(request: CircleRequest) -> HttpResponse:
    sheet = printing.ShareSheet(request.POST)
    if not sheet.is_valid() or len(sheet.cleaned_data["code"].split()) != LENGTH:
        raise Http404
    try:
        return printing.pdf(printing.share_slip(sheet))
    except CannotPrint as problem:
        trouble = _("%(problem)s Go one page back, and copy the words by hand.") % {"problem": problem}
        return _page(request, trouble)


class Shares(Form):
    """Two sheets of three."""

    first = text(
        gettext_lazy("Share 1: words of one sheet"),
        most=MOST_TYPED,
        lines=5,
        required=False,
        hint=gettext_lazy("33 English words, with a space between them. Without the numbers."),
        autocomplete="off",
        autocapitalize="none",
        spellcheck="false",
    )
    second = text(
        gettext_lazy("Share 2: words of another sheet"),
        most=MOST_TYPED,
        lines=5,
        required=False,
        hint=gettext_lazy("Shares 1 and 2 are the fields of this page, whichever number is on a sheet."),
        autocomplete="off",
        autocapitalize="none",
        spellcheck="false",
    )


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def paper_in(request: HttpRequest) -> HttpResponse:
    """Two sheets together open the circle."""
    form = Shares(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with at_least():
            answer = _opened(request, form)
        if answer is not None:
            return answer
    response = render(request, "circles/paper_in.html", {"form": form})
    response.headers["Cache-Control"] = "no-store"
    return response


def _opened(request: HttpRequest, form: Shares) -> HttpResponse | None:
    """The circle, opened for the paper member; None where it did not open, with the reason in the form."""
    given = form.cleaned_data
    try:
        me = papering.come_back([given["first"], given["second"]])
    except CannotJoin as problem:
        form.add_error(None, problem.message)
        return None
    except NotAMember:
        form.add_error(None, _closed())
        return None
    members.merge(me)
    found = groups.mine(me).groups
    if not found:
        form.add_error(None, _closed())
        return None
    sessions.end(request)
    return door.welcome(request, me, Kept(reverse("circle", args=[found[0].id]), []))


def _closed() -> str:
    return _(
        "These sheets fit together, but they open nothing any more: newer sheets were made, or the circle has ended. "
        "Look for sheets with a later date."
    )
