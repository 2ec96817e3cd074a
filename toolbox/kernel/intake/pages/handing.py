"""Hand something on to another circle: choose which, read what goes along, and only then do it."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import answering as acts
from toolbox.kernel.intake.acts import handing
from toolbox.kernel.intake.acts.handing import To
from toolbox.kernel.intake.acts.sending import files_of
from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.intake.pages import item
from toolbox.kernel.intake.pages.inbox import Looked, not_here
from toolbox.kernel.intake.pages.removing import moved
from toolbox.kernel.intake.records import LIVE, Submission
from toolbox.kernel.registry import mail
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing, Moved

MOST_SIGNED = 100  # letters


class Target(NamedTuple):
    """Somewhere to hand it on to."""

    value: str  # as it stands in the form: "mine-…" or "form-…"
    name: str
    circle: int = 0  # one of their own
    mailbox: int = 0  # of a form that is published


def targets(request: CircleRequest) -> list[Target]:
    """The member's other circles, then everybody who publishes a form."""
    own = [
        Target(f"mine-{spell(one.id)}", one.settings.name, circle=one.id)
        for one in groups.mine(request.me).groups
        if one.id != request.group.id
    ]
    here = set(boxes.numbers(request.circle))
    public = [
        Target(f"form-{spell(number)}", name, mailbox=number)
        for number, name in mail.public_mailboxes()
        if number not in here
    ]
    return own + public


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """First where to, then what that means."""
    looked = Looked(request.group) if request.method != "POST" else None  # so that nothing that was added stays behind
    try:
        held = request.circle.get(Submission, record)
    except Missing:
        return not_here(request)
    if held.shelf not in LIVE:
        return answering.to("inbox_item", circle, record)
    there = targets(request)
    to = next((one for one in there if one.value == request.POST.get("to", "")), None)
    signed = " ".join(request.POST.get("signed", "").split())[:MOST_SIGNED]
    do = request.POST.get("do", "")
    trouble = ""
    if do and to is None:
        trouble = _("Choose where it goes.")
    if do == "hand" and to is not None:
        trouble, held = _handed(request, held, to, signed)
        if not trouble:
            return answering.to("inbox_item", circle, record)
    if do == "ask" and to is not None:
        signed = request.group.settings.name if to.circle else ""
    context = _context(request, held, there, to, signed)
    return answering.page(
        request, "intake/hand_on.html", {**context, "behind": bool(looked and looked.inbox.behind)}, trouble
    )


def _handed(request: CircleRequest, held: Held[Submission], to: Target, signed: str) -> tuple[str, Held[Submission]]:
    """Hand it on; returns the sentence that says why not, and how it stands."""
    if request.POST.get("version") != str(held.version):
        return moved(), held
    try:
        handing.hand_on(request.group, held, _to(request, to), timezone.now(), signed)
    except Moved:
        return moved(), request.circle.get(Submission, held.id)
    except Mailbox.DoesNotExist:
        return _("This circle is no more, or takes nothing in. Choose another one."), held
    except TooLarge:
        return _("This is too large to be handed on in one piece."), held
    return "", held


def _to(request: CircleRequest, to: Target) -> To:
    """The mailbox. A circle of one's own gets one for what is handed on; its name stays between its members."""
    if to.mailbox:
        return To(to.mailbox, to.name)
    return To(boxes.for_handing_on(groups.opened(request.me, to.circle)).value.mailbox, "")


def _context(
    request: CircleRequest, held: Held[Submission], there: list[Target], to: Target | None, signed: str
) -> dict[str, Any]:
    value = held.value
    return {
        "record": held.id,
        "version": held.version,
        "title": held.title,
        "own": [one for one in there if one.circle],
        "public": [one for one in there if one.mailbox],
        "to": to,
        "signed": signed,
        "answers": item.answers(request.group, held),
        "said": len(value.said),
        "files": len(files_of(value.answers)),
        "stays": stopping.until(request.group) is not None,
        "is_there": acts.is_there(held),
        **item.dies_if_ended(request.group),
    }
