"""Cover words for good: tick answers and files, type words, look at what will be left, then cover."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import rules
from toolbox.kernel.intake.acts import covering
from toolbox.kernel.intake.acts.sending import files_of
from toolbox.kernel.intake.pages import item, wishes
from toolbox.kernel.intake.pages.inbox import not_here
from toolbox.kernel.intake.pages.removing import asked, moved, refused
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import unspelled
from toolbox.kernel.vault.trouble import Missing, Moved, Stopped

MOST_WORDS = 100  # lines
SHORTEST = 2  # letters: a single one would be covered in every word


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """Ask, show, and only then do it. It cannot be undone."""
    group = request.group
    try:
        held = group.circle.get(Submission, record)
    except Missing:
        return not_here(request)
    typed = request.POST.get("words", "")
    words = [line.strip() for line in typed.splitlines() if line.strip()]
    whole = set(request.POST.getlist("whole"))
    files = set(wishes.numbers(request.POST.getlist("file")))
    do = request.POST.get("do", "") if request.method == "POST" else ""
    trouble, wrong = refused(stopping.until(group)), _wrong(words)
    would = rules.covered(held.value, words, whole, files)
    if do and not trouble and not wrong and would == held.value:
        wrong = _("Nothing here has these words, and nothing is ticked.")
    if do == "cover" and not (trouble or wrong):
        if request.POST.get("version") != str(held.version):
            trouble = moved()
        else:
            try:
                covering.cover(group, held, words, whole, files)
            except Stopped as stopped:
                trouble = refused(stopped.until)
            except Moved:
                trouble, held = moved(), group.circle.get(Submission, record)
            except Missing:
                return not_here(request)
            else:
                return answering.to("inbox_item", circle, record)
    context = {
        **_form(request, held, typed, whole, files),
        "wrong": wrong,
        "preview": _preview(request, held, would) if do and not wrong else None,
    }
    return asked(request, "intake/cover.html", context, trouble)


def _form(
    request: CircleRequest, held: Held[Submission], typed: str, whole: set[str], files: set[int]
) -> dict[str, Any]:
    shown = item.answers(request.group, held)
    return {
        "record": held.id,
        "title": held.title,
        "version": held.version,
        "typed": typed,
        "answers": shown,
        "whole": whole,
        "ticked": {file.spelled for answer in shown for file in answer.files if unspelled(file.spelled) in files},
        "has_said": bool(held.value.said),
    }


def _wrong(words: list[str]) -> str:
    if len(words) > MOST_WORDS:
        return _("At most %(most)d lines at once.") % {"most": MOST_WORDS}
    if any(len(word) < SHORTEST for word in words):
        return _("A single letter would be covered in every word. Write the whole word.")
    return ""


def _preview(request: CircleRequest, held: Held[Submission], would: Submission) -> dict[str, Any]:
    """What will be left of it, and how much goes."""
    left = Held(held.id, would, held.shelf, held.project, held.version, held.dies)
    places = _covers(would) - _covers(held.value)
    gone = len(files_of(held.value.answers)) - len(files_of(would.answers))
    says = [ngettext("%(count)d place is covered.", "%(count)d places are covered.", places) % {"count": places}]
    if gone:
        says.append(ngettext("%(count)d file is destroyed.", "%(count)d files are destroyed.", gone) % {"count": gone})
    return {
        "says": " ".join(says),
        "answers": item.answers(request.group, left),
        "said": list(reversed(item.said_rows(request.group, would.said))),
    }


def _covers(value: Submission) -> int:
    """How often something is covered."""
    lines = [line for answer in value.answers for line in answer.lines]
    names = [file.name for file in files_of(value.answers)]
    others = [*(said.text for said in value.said), *(proposal.text for proposal in value.proposals)]
    return sum(text.count(rules.COVER) for text in (*lines, *names, *others))
