"""An answer through the receipt, and the end of something. Two people who do it at once see each other's words."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import answering as acts
from toolbox.kernel.intake.acts import closing
from toolbox.kernel.intake.pages import item
from toolbox.kernel.intake.pages.answers import own_name, phones_of
from toolbox.kernel.intake.pages.removing import asked
from toolbox.kernel.intake.records import DONE, LIVE, Submission
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved

READ_AND_WRITE = ["GET", "HEAD", "POST"]
LONGEST = 4_000  # letters


class AnswerForm(Form):
    """What the sender reads."""

    words = text(
        gettext_lazy("Your answer"),
        most=LONGEST,
        lines=8,
        missing=gettext_lazy("Write a few words."),
        autocomplete="off",
        dir="auto",
    )


class CloseForm(Form):
    """A last word, if one is wanted."""

    words = text(
        gettext_lazy("A last word to who sent it"),
        most=LONGEST,
        lines=4,
        required=False,
        hint=gettext_lazy("You can leave this empty. Then they read only that it is closed."),
        autocomplete="off",
        dir="auto",
    )


@circle_only
@require_http_methods(READ_AND_WRITE)
def answer(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """Write to whoever sent it."""

    def act(held: Held[Submission], words: str) -> None:
        acts.answer(request.group, held, words, timezone.now())

    return _said(request, record, AnswerForm, act, "intake/answer.html")


@circle_only
@require_http_methods(READ_AND_WRITE)
def close(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """It is done."""

    def act(held: Held[Submission], words: str) -> None:
        closing.close(request.group, held, timezone.now(), words)

    return _said(request, record, CloseForm, act, "intake/close.html", only_open=True)


def _said(
    request: CircleRequest,
    record: int,
    kind: type[Form],
    act: Callable[[Held[Submission], str], None],
    template: str,
    *,
    only_open: bool = False,
) -> HttpResponse:
    """One form for words; what was typed stays whatever happens."""
    form = kind(request.POST if request.method == "POST" else None)
    try:
        held = request.circle.get(Submission, record)
    except Missing:
        return lost(request)
    shelves = LIVE if only_open else LIVE | {DONE}
    trouble = "" if held.shelf in shelves else _closed()
    since = 0
    if form.is_valid() and not trouble:
        words = form.cleaned_data["words"]
        since = _since(request, held)
        if _is_sent(request, held, words) and not only_open:
            return answering.to("inbox_item", request.group.id, record)
        if since:
            trouble = _("Something was said while you were writing. It stands below, and nothing of yours is sent yet.")
        else:
            try:
                act(held, words)
            except acts.Gone:
                trouble = _("The receipt is gone: nobody can read an answer any more.")
            except Moved:
                held = request.circle.get(Submission, record)
                since = _since(request, held)
                trouble = _("Somebody changed this at the same moment. Nothing of yours is sent yet: try it again.")
            except TooLarge:
                trouble = _("So much was said here that no more fits. Call them, or close this.")
            except Missing:
                return lost(request)
            else:
                return answering.to("inbox_item", request.group.id, record)
    return asked(request, template, _context(request, held, form, since), trouble)


def _context(request: CircleRequest, held: Held[Submission], form: Form, since: int) -> dict[str, Any]:
    group, value = request.group, held.value
    said = item.said_rows(group, value.said)
    return {
        "record": held.id,
        "form": form,
        "title": held.title,
        "version": len(said),
        "since": list(reversed(said[len(said) - since :])) if since else [],
        "before": list(reversed(said[: len(said) - since])),
        "answers": item.answers(group, held),
        "written_in": own_name(value.language),
        "phones": phones_of(value.answers),
        "is_there": acts.is_there(held),
        **item.dies_if_ended(group),
    }


def _since(request: CircleRequest, held: Held[Submission]) -> int:
    """How much was said since the form was opened."""
    seen = request.POST.get("version", "")
    return max(0, len(held.value.said) - int(seen)) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0


def _is_sent(request: CircleRequest, held: Held[Submission], words: str) -> bool:
    """Whether the same member said the same just now: the button was pressed twice."""
    last = held.value.said[-1] if held.value.said else None
    return last is not None and last.by == request.group.me.id and last.text == words


def _closed() -> str:
    return _("This is not open any more: somebody closed it, handed it on, or put it to the spam.")


def lost(request: CircleRequest) -> HttpResponse:
    """It is gone while somebody wrote: their words are shown once more, so that they can copy them."""
    return render(request, "intake/gone.html", {"words": request.POST.get("words", "")}, status=404)
