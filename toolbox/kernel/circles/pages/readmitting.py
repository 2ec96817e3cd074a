"""Somebody lost their passphrase: two agree, one of them makes the invite that puts them back in their place."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import agreeing, inviting
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.pages import inviting as invites
from toolbox.kernel.circles.pages.people import words_language
from toolbox.kernel.circles.records import Act, Invite, Person, Role
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.forms import Form


class SlipLanguage(Form):
    """In which language the seven words and the slip are."""

    language = invites.slip_language()


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def readmit(request: CircleRequest, circle: int, member: int) -> HttpResponse:
    """What happens, who has said so, and the invite."""
    group = request.group
    one = answering.person(group, member)
    if one.role == Role.PAPER or member == group.me.id:
        raise Http404
    if request.method != "POST":
        return _page(request, one)
    match request.POST.get("do"):
        case "propose":
            trouble = answering.tried(lambda: agreeing.propose(group, Act.READMIT, member))
        case "agree":
            trouble = answering.tried(lambda: _agree(group, member))
        case "no":
            trouble = answering.tried(lambda: _refuse(group, member))
        case "invite":
            return _invite(request, one)
        case _:
            trouble = ""
    return _page(request, one, trouble) if trouble else answering.to("readmit", group.id, member)


def _agree(group: Group, member: int) -> None:
    found = rules.proposal(group.settings, Act.READMIT, member)
    if found is None:
        raise rules.NotAllowed
    agreeing.agree(group, found.id)


def _refuse(group: Group, member: int) -> None:
    found = rules.proposal(group.settings, Act.READMIT, member)
    if found is not None:
        agreeing.take_back(group, found.id)


def _invite(request: CircleRequest, one: Person) -> HttpResponse:
    made: list[tuple[str, Invite]] = []
    form = SlipLanguage(request.POST)
    language = str(form.cleaned_data["language"]) if form.is_valid() else words_language()
    trouble = answering.tried(
        lambda: made.append(agreeing.readmit(request.group, one.member, timezone.now(), language))
    )
    return _page(request, one, trouble) if trouble else invites.shown_once(request, *made[0])


def _page(request: CircleRequest, one: Person, trouble: str = "") -> HttpResponse:
    group = request.group
    found = rules.proposal(group.settings, Act.READMIT, one.member)
    open_one = any(each.replaces == one.member for each in inviting.open_invites(group.settings, timezone.now()))
    context = {
        "one": one,
        "proposed": found is not None,
        "by": group.name_of(found.by) if found else "",
        "second": group.name_of(found.second) if found else "",
        "mine": found is not None and found.by == group.me.id,
        "may": rules.may(group.settings, Act.READMIT, group.me.id, one.member),
        "may_invite": rules.may_readmit(group.settings, group.me.id, one.member),
        "needs_two": rules.needs_two(group.settings, Act.READMIT),
        "open": open_one,
        "form": SlipLanguage(initial={"language": words_language()}),
    }
    return answering.page(request, "circles/readmit.html", context, trouble)
