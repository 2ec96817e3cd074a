"""Between two calls: how many wait, and the button that gives the next one."""

from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import choosing
from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.intake.pages.inbox import languages
from toolbox.kernel.intake.pages.wishes import Wish
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.ids import spell, unspelled
from toolbox.tools.needs import calling, incoming, keeping
from toolbox.tools.needs.records import OPEN, Ask
from toolbox.tools.needs.rules import arriving, boards, calls

ANY = "any"


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def next_call(request: CircleRequest, circle: int) -> HttpResponse:
    """Take the next call: it is one's own for twenty minutes."""
    if request.method != "POST":
        return between(request)
    is_any = request.POST.get("language") == ANY
    try:
        held = calling.next_call(request.group, set() if is_any else spoken(request), timezone.now(), _left(request))
    except OperationalError:
        return between(request, trouble=_("Nothing was saved. Press again in a minute."))
    if held is not None:
        return answering.to("need_call", circle, held.id)
    return between(request, nothing="any" if is_any else "mine")


def spoken(request: CircleRequest) -> set[str]:
    """The languages in which a member takes calls: that of the page, and the one they chose for themselves."""
    return languages(request, Wish())


def _left(request: CircleRequest) -> int:
    """The call that somebody just left to others, so that they do not get the same one again."""
    return unspelled(request.POST.get("but", ""))


def between(
    request: CircleRequest, *, done: str = "", trouble: str = "", nothing: str = "", last: int = 0, but: int = 0
) -> HttpResponse:
    """The page between two calls, with what was just done to the last one.

    `nothing`: no call was found, in "mine" languages or in "any". `but`: one that was left to others.
    """
    group, now, here = request.group, timezone.now(), today()
    open_ones, mine = group.circle.shelf(Ask, OPEN), {choosing.base(one) for one in spoken(request)}
    there = incoming.arrived(group)
    sent = [one.sent.language for one in there.waiting if one.sent.purpose == arriving.ASK]
    sent += [held.value.language for held in there.taken if held.value.purpose == arriving.ASK]
    out = boards.out(keeping.board_of(group.circle).value)
    count = len(calls.queue(open_ones, group.me.id, mine, now, here, out))
    count += sum(choosing.base(one) in mine for one in sent)
    context = {
        "count": count,
        "others": len(calls.queue(open_ones, group.me.id, (), now, here, out)) + len(sent) - count,
        "spoken": ", ".join(sorted(map(own_name, mine))),
        "is_on": bool(calls.on_the_phone(open_ones, group.me.id, now)),
        "done": done,
        "nothing": nothing,
        "last": last,
        "but": spell(but) if but else "",
    }
    return answering.page(request, "needs/next.html", context, trouble)
