"""Removing somebody, leaving, and the circle's new key that follows."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import agreeing, freezing, rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.pages.people import OUT
from toolbox.kernel.circles.records import Act, Person, Role
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault import rotation
from toolbox.kernel.vault.models import Record

AGAIN = 2  # seconds until the page of the new key looks again


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: CircleRequest, circle: int, member: int) -> HttpResponse:
    """What follows, then it is done, or waits for a second keeper."""
    group = request.group
    one = answering.person(group, member)
    if member == group.me.id:
        return answering.to("leave_circle", group.id)
    if one.role == Role.PAPER:
        return answering.to("paper_member", group.id)
    if request.method != "POST":
        return _remove_page(request, one)
    match request.POST.get("do"):
        case "remove" if rules.needs_two(group.settings, Act.REMOVE, member):
            trouble = answering.tried(lambda: agreeing.propose(group, Act.REMOVE, member))
        case "remove":
            trouble = answering.tried(lambda: rotating.remove(group, member))
        case "agree":
            trouble = answering.tried(lambda: _agree(group, member))
        case "no":
            trouble = answering.tried(lambda: _refuse(group, member))
        case _:
            raise Http404
    if trouble:
        return _remove_page(request, one, trouble)
    group.again()
    if rules.person(group.settings, member) is None:
        return HttpResponseRedirect(f"{reverse('people', args=[group.id])}?{OUT}=1")
    return answering.to("remove", group.id, member)


def _agree(group: Group, member: int) -> None:
    found = rules.proposal(group.settings, Act.REMOVE, member)
    if found is None:
        raise rules.NotAllowed
    agreeing.agree(group, found.id)


def _refuse(group: Group, member: int) -> None:
    found = rules.proposal(group.settings, Act.REMOVE, member)
    if found is not None:
        agreeing.take_back(group, found.id)


def _remove_page(request: CircleRequest, one: Person, trouble: str = "") -> HttpResponse:
    group = request.group
    found = rules.proposal(group.settings, Act.REMOVE, one.member)
    context = {
        "one": one,
        "may": rules.may(group.settings, Act.REMOVE, group.me.id, one.member),
        "keepers": answering.keepers(group),
        "needs_two": rules.needs_two(group.settings, Act.REMOVE, one.member),
        "proposed": found is not None,
        "by": group.name_of(found.by) if found else "",
        "mine": found is not None and found.by == group.me.id,
        "invites": bool(group.settings.invites),
    }
    return answering.page(request, "circles/remove.html", context, trouble)


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: CircleRequest, circle: int) -> HttpResponse:
    """What follows, then I am out."""
    group, trouble = request.group, ""
    if request.method == "POST":
        trouble = answering.tried(lambda: rotating.leave(group))
        if not trouble:
            return answering.to("desk")
    last = rotating.is_last(group.settings, group.me.id)
    others = [one for one in rules.keepers(group.settings) if one.member != group.me.id]
    context = {"last": last, "last_keeper": group.is_keeper and not others}
    return answering.page(request, "circles/leave.html", context, trouble)


def _new_key(group: Group) -> str:
    """Ask for one; returns the sentence that says why not, or nothing."""
    if not group.is_keeper:
        return _("Only keepers ask for a new key. Ask one of them: %(names)s.") % {"names": answering.keepers(group)}
    if any(freezing.is_unconfirmed(one.member) for one in rules.living(group.settings)):
        return _("Somebody is frozen, and nobody has confirmed it yet. Confirm it first, or wait until it lapses.")
    return answering.tried(lambda: rotating.rotate(group))


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_key(request: CircleRequest, circle: int) -> HttpResponse:
    """How far the new key is, and asking for one. Each request of this page carries it a step on."""
    group, trouble = request.group, ""
    if request.method == "POST":
        trouble = _new_key(group)
        if not trouble:
            return answering.to("new_key", group.id)
    every = Record.objects.filter(circle=group.id).count()
    left = rotation.left(group.circle)
    stuck = bool(left) and rotation.broken(group.circle) == left
    context = {
        "left": left,
        "done": every - left,
        "every": every,
        "tenths": [step * every < 10 * (every - left) for step in range(10)],
        "still": bool(left),
        "just": group.circle.moving and not left,  # this very request carried over what was left
        "moving": False,  # the page says it itself
        "stuck": stuck,
        "keepers": answering.keepers(group),
    }
    response = answering.page(request, "circles/key.html", context, trouble)
    if left and not stuck and not trouble:
        response.headers["Refresh"] = str(AGAIN)  # moves without a script
    return response
