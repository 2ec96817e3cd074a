"""Something that waits: what it says, and the button that takes it in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.intake.acts.sending import files_of
from toolbox.kernel.intake.pages.answers import own_name, shown
from toolbox.kernel.intake.pages.inbox import not_here, waiting_of
from toolbox.kernel.intake.pages.item import said_rows
from toolbox.kernel.intake.pages.rows import form_of
from toolbox.kernel.intake.records import OPEN, SPAM, Said, What
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.trouble import Missing


@circle_only
@require_safe
def envelope(request: CircleRequest, circle: int, envelope: int) -> HttpResponse:
    """Everything that it says. Reading changes nothing."""
    group = request.group
    try:
        waiting = waiting_of(group, envelope)
    except Missing:
        return not_here(request)
    sent = waiting.sent
    own = () if sent.what is What.FORM else (sent,)
    more = [Said(text=one.text, when=one.when, thanks=one.what is What.SOLVED) for one in (*own, *waiting.more)]

    def address(file: int, picture: bool) -> str:
        name = "inbox_new_picture" if picture else "inbox_new_file"
        return reverse(name, args=[circle, envelope, file])

    context = {
        "envelope": waiting.id,
        "title": form_of(sent),
        "box": waiting.box.title if waiting.box.title != sent.form else "",
        "when": moment(sent.when),
        "written_in": own_name(sent.language),
        "handed_by": sent.handed_by,
        "answers": [] if waiting.hidden else shown(sent.answers, address),
        "files": len(files_of(sent.answers)),
        "said": said_rows(group, [*sent.said, *(one for one in more if one.text.strip())]),
        "solved": any(one.what is What.SOLVED for one in (*own, *waiting.more)),
        "hidden": waiting.hidden,
        "dies": day(waiting.dies),
        "until": stopping.until(group),
    }
    return render(request, "intake/envelope.html", context)


@circle_only
@require_POST
def take(request: CircleRequest, circle: int, envelope: int) -> HttpResponse:
    """Take it in, or put it to the spam."""
    is_spam = request.POST.get("do") == "spam"
    try:
        waiting = taking.one(boxes.boxes(request.circle), envelope)
        held = taking.take(request.group, waiting, timezone.now(), SPAM if is_spam else OPEN)
    except Missing:
        return not_here(request)
    return answering.to("inbox", circle) if is_spam else answering.to("inbox_item", circle, held.id)
