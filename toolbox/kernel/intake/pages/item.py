"""Something that was taken in: where it stands, the next step, what it says, what was said since."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake.acts import answering as acts
from toolbox.kernel.intake.acts.sending import files_of
from toolbox.kernel.intake.pages.answers import own_name, phones_of, shown
from toolbox.kernel.intake.pages.inbox import not_here
from toolbox.kernel.intake.pages.rows import name, tags
from toolbox.kernel.intake.records import (
    DONE,
    HANDED,
    HIDDEN,
    LIVE,
    MADE,
    OPEN,
    SPAM,
    SUBMISSION,
    Proposal,
    Said,
    Submission,
)
from toolbox.kernel.registry import mail
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.tools import Step
from toolbox.kernel.retention import days
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.trouble import Missing

STEP, ANSWER, CLOSE = "step", "answer", "close"


class SaidRow(NamedTuple):
    """Something that was said."""

    who: str
    when: str
    text: str
    thanks: bool
    theirs: bool  # by whoever sent it


@circle_only
@require_safe
def item(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """The page of a record."""
    try:
        held = request.circle.get(Submission, record, hidden=True)
    except Missing:
        return not_here(request)
    return page(request, held)


def page(request: CircleRequest, held: Held[Submission], trouble: str = "") -> HttpResponse:
    """The page, with what could not be done."""
    group, value = request.group, held.value
    can_answer = held.shelf in LIVE | {DONE} and acts.is_there(held)
    step = mail.step(group.circle, value.purpose) if held.shelf in LIVE else None
    context: dict[str, Any] = {
        "record": held.id,
        "version": held.version,
        "shelf": held.shelf,
        "is_open": held.shelf == OPEN,
        "is_made": held.shelf == MADE,
        "is_done": held.shelf == DONE,
        "is_spam": held.shelf == SPAM,
        "is_handed": held.shelf == HANDED,
        "is_hidden": held.shelf == HIDDEN,
        "title": value.form or _("Words without a form"),
        "tags": tags(held),
        "can_answer": can_answer,
        "red": _red(held, can_answer, has_step=step is not None),
        "step": _step(group, held, step) if step else None,
        "news": value.news,
        "newest": _newest(value) if value.news and held.shelf != HIDDEN else "",
        "solved": day(value.solved) if value.solved else "",
        "covered": value.covered,
        "handed_by": value.handed_by,
        "sent": moment(value.sent),
        "taken": moment(value.taken),
        "by": name(group, value.by),
        "written_in": own_name(value.language),
        "phones": phones_of(value.answers),
        "answers": [] if held.shelf == HIDDEN else answers(group, held),
        "files": len(files_of(value.answers)),
        "said": [] if held.shelf == HIDDEN else list(reversed(said_rows(group, value.said))),
        "thanks": any(one.thanks for one in value.said) and held.shelf != HIDDEN,
        "proposals": [_proposal(one) for one in reversed(value.proposals)],
        "until": stopping.until(group),
        **_holder(group, held),
        **_dies(group, held),
    }
    return answering.page(request, "intake/item.html", context, trouble)


def _step(group: Group, held: Held[Submission], step: Step) -> dict[str, Any]:
    """What a tool makes of it, or what it has made."""
    if held.value.became and step.there:
        return {"says": _("See what became of it"), "url": reverse(step.there, args=[group.id, held.value.became])}
    return {"says": step.says, "url": reverse(step.url_name, args=[group.id, held.id])}


def answers(group: Group, held: Held[Submission]) -> list[Any]:
    """What a record says, with the ways to its files."""

    def address(file: int, picture: bool) -> str:
        return reverse("inbox_picture" if picture else "inbox_file", args=[group.id, held.id, file])

    return list(shown(held.value.answers, address))


def said_rows(group: Group, said: Iterable[Said]) -> list[SaidRow]:
    """What was said, as it stands on a page."""
    return [
        SaidRow(name(group, one.by) if one.by else _("who sent it"), moment(one.when), one.text, one.thanks, not one.by)
        for one in said
    ]


def _newest(value: Submission) -> str:
    """The last thing that whoever sent it wrote, but for thanks: these stand by themselves."""
    last = value.said[-1] if value.said else None
    return last.text if last is not None and not last.by and not last.thanks else ""


def _red(held: Held[Submission], can_answer: bool, *, has_step: bool) -> str:
    """The one next thing to do."""
    if held.shelf == MADE:
        return STEP
    if held.shelf != OPEN:
        return ""
    if has_step and not held.value.news:
        return STEP
    answered = any(one.by for one in held.value.said)
    is_over = held.value.solved is not None or (answered and not held.value.news)
    return ANSWER if can_answer and not is_over else CLOSE


def _holder(group: Group, held: Held[Submission]) -> dict[str, Any]:
    """Who looks after it, and to whom it can be handed."""
    holder = held.value.holder
    others = [one for one in rules.living(group.settings) if one.member not in {group.me.id, holder}]
    return {
        "holder": name(group, holder) if holder else "",
        "is_mine": holder == group.me.id,
        "was": spell(holder),
        "mine": spell(group.me.id),
        "others": [(spell(one.member), one.name) for one in others],
    }


def _dies(group: Group, held: Held[Submission]) -> dict[str, Any]:
    """When it will be destroyed, or how many days after its end."""
    return {
        "dies": day(max(held.dies, today())) if held.dies else "",
        "kept": days.days(SUBMISSION, group.settings.shortened),
    }


def dies_if_ended(group: Group) -> dict[str, str]:
    """When it would be destroyed if it ended today."""
    dies = days.dies(SUBMISSION, group.settings.shortened, today())
    return {"dies": day(dies) if dies else ""}


def _proposal(one: Proposal) -> dict[str, str]:
    """A text that the circle would publish, and what its sender says to it."""
    if one.public:
        state = _("It is published.")
    elif one.refused:
        state = _("They said no, or took it back, on %(day)s.") % {"day": day(one.refused)}
    elif one.agreed:
        state = _("They agreed on %(day)s.") % {"day": day(one.agreed)}
    else:
        state = _("They have not answered yet.")
    return {"state": state, "text": one.text, "when": moment(one.when)}
