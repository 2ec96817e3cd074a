"""The next one, and many at once: taken in, marked as spam, or destroyed after asking."""

from collections.abc import Iterator
from contextlib import suppress

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import choosing, taking
from toolbox.kernel.intake.acts.taking import Waiting
from toolbox.kernel.intake.pages import wishes
from toolbox.kernel.intake.pages.inbox import Looked, board, languages, spoken
from toolbox.kernel.intake.pages.removing import refused
from toolbox.kernel.intake.pages.rows import waiting_row
from toolbox.kernel.intake.pages.wishes import wish_of
from toolbox.kernel.intake.records import OPEN, SPAM
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.trouble import Damaged, Missing, Stopped


@circle_only
@require_POST
def next_one(request: CircleRequest, circle: int) -> HttpResponse:
    """Take in the oldest that somebody can read and nobody looks after. From then on it is theirs."""
    wish = wish_of(request)
    waiting = Looked(request.group).inbox.waiting
    held = choosing.next_one(request.group, waiting, languages(request, wish), timezone.now(), wish.form)
    if held is not None:
        return answering.to("inbox_item", circle, held.id)
    is_any = wish.language == wishes.ANY
    plain = wish._replace(language="" if is_any else wish.language)
    if is_any:
        return board(request, plain, trouble=_("Nothing is left: somebody looks after everything that is here."))
    trouble = _("Nothing that nobody looks after is in these languages: %(languages)s.")
    return board(request, plain, trouble=trouble % {"languages": spoken(request, wish)}, others=True)


@circle_only
@require_POST
def several(request: CircleRequest, circle: int) -> HttpResponse:
    """What is done with everything that was ticked."""
    wish, group = wish_of(request), request.group
    ticked = wishes.numbers(request.POST.getlist("row"))
    do = request.POST.get("do", "")
    if not ticked:
        return board(request, wish, trouble=_("Tick something first."))
    if do in {"ask", "destroy"}:
        return _destroy(request, ticked, sure=do == "destroy")
    taken: list[int] = []
    for one in _waiting(request, ticked):
        with suppress(Missing):
            taken.append(taking.take(group, one, timezone.now(), SPAM if do == "spam" else OPEN).id)
    count, link = len(taken), ""
    if do == "spam":
        words = ngettext("%(count)d thing is spam now.", "%(count)d things are spam now.", count)
    else:
        words = ngettext("%(count)d thing was taken in.", "%(count)d things were taken in.", count)
        link = reverse("inbox_item", args=[circle, taken[0]]) if count == 1 else ""
    done = " ".join([words % {"count": count}, _gone(len(ticked) - count)]).strip()
    return board(request, wish, done=done, link=link)


def _destroy(request: CircleRequest, ticked: list[int], *, sure: bool) -> HttpResponse:
    """Ask first; then they are gone."""
    group = request.group
    found = [one for one in Looked(group).inbox.waiting if one.id in set(ticked)]
    until = stopping.until(group)
    if sure and not until:
        count = 0
        for one in found:
            try:
                taking.destroy(group, one)
                count += 1
            except Missing:  # somebody took it in meanwhile
                continue
            except Stopped as stopped:
                until = stopped.until
                break
        else:
            words = ngettext("%(count)d thing was destroyed.", "%(count)d things were destroyed.", count)
            done = [words % {"count": count}, _gone(len(ticked) - count)]
            return board(request, wish_of(request), done=" ".join(done).strip())
    rows = [waiting_row(group, one, timezone.now()) for one in found]
    return answering.page(request, "intake/destroy_several.html", {"rows": rows}, refused(until))


def _waiting(request: CircleRequest, ticked: list[int]) -> Iterator[Waiting]:
    """What was ticked, one after the other, as far as it is still there."""
    mine = boxes.boxes(request.circle)
    for number in ticked:
        try:
            yield taking.one(mine, number)
        except (Missing, Damaged):
            continue


def _gone(count: int) -> str:
    if not count:
        return ""
    words = ngettext("%(count)d was not there any more.", "%(count)d were not there any more.", count)
    return words % {"count": count}
