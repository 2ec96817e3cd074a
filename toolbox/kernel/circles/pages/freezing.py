"""An arrested comrade is frozen, confirmed, and wanted back."""

from typing import NamedTuple

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import freezing
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.records import Person, Role
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members.models import Freeze
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import moment

BACK = "back"  # in the address of a person's page: two have just wanted them back


def open_freeze(member: int) -> Freeze | None:
    """The freeze of a member that has not lapsed."""
    row = freezing.of(member)
    return row if row is not None and (row.until is None or row.until > timezone.now()) else None


def frozen(group: Group) -> list[Person]:
    """Who of the circle is frozen now."""
    return [one for one in rules.living(group.settings) if open_freeze(one.member) is not None]


class Frozen(NamedTuple):
    """A comrade who is frozen, as the circle's page shows them."""

    name: str
    url: str
    confirm: bool  # whether this member can confirm it


def rows(group: Group) -> list[Frozen]:
    """Who of the circle is frozen, and whether that waits for this member."""
    return [
        Frozen(one.name, reverse("freeze", args=[group.id, one.member]), may_confirm(group, one.member))
        for one in frozen(group)
    ]


def may_confirm(group: Group, member: int) -> bool:
    """Whether somebody's freeze would lapse, and this member did not begin it."""
    row = open_freeze(member)
    return row is not None and row.until is not None and not freezing.froze(group, row)


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: CircleRequest, circle: int, member: int) -> HttpResponse:
    """What follows; then freeze, confirm, or want back."""
    group, now, trouble = request.group, timezone.now(), ""
    one = answering.person(group, member)
    if one.role == Role.PAPER or member == group.me.id:
        raise Http404
    if request.method == "POST":
        match request.POST.get("do"):
            case "freeze":
                trouble = answering.tried(lambda: freezing.freeze(group, member, now))
            case "confirm":
                trouble = answering.tried(lambda: freezing.confirm(group, member))
            case "restore":
                trouble = answering.tried(lambda: freezing.restore(group, member, now))
            case _:
                raise Http404
        if request.POST.get("do") != "freeze" and open_freeze(member) is None:
            return _is_back(group, member)
        if not trouble:
            return answering.to("freeze", group.id, member)
    return answering.page(request, "circles/freeze.html", _about(group, one), trouble)


def _is_back(group: Group, member: int) -> HttpResponse:
    """To their page, which says so: on this one the next press would freeze them anew."""
    return HttpResponseRedirect(f"{reverse('person', args=[group.id, member])}?{BACK}=1")


def _about(group: Group, one: Person) -> dict[str, object]:
    row = open_freeze(one.member)
    if row is None:
        return {"one": one, "frozen": False}
    want, needed = len(freezing.wanting(row)), row.needed
    return {
        "one": one,
        "frozen": True,
        "until": moment(row.until) if row.until else "",
        "mine": freezing.froze(group, row),
        "wants": freezing.wants(group, row),
        "said": ngettext("%(want)d of %(needed)d has said so.", "%(want)d of %(needed)d have said so.", want)
        % {"want": want, "needed": needed},
        "needed": ngettext("%(count)d person must", "%(count)d people must", needed) % {"count": needed},
    }
