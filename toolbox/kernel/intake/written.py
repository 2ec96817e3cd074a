"""Something that was sent as a Markdown file, for whoever takes a circle along."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from toolbox.kernel.ui.days import moment

if TYPE_CHECKING:
    from toolbox.kernel.intake.records import Answer, Said, Submission


def written(one: "Submission") -> str:
    """What it says, question by question, and what was said about it since, the oldest first."""
    title = _line(one.form) or _("Words without a form")
    parts = [f"# {title}", _("Sent on %(when)s") % {"when": moment(one.sent)}]
    if one.handed_by:
        parts.append(_("Handed on by %(circle)s") % {"circle": one.handed_by})
    for answer in one.answers:
        parts += [f"## {_line(answer.says)}", *_answered(answer)]
    if one.said:
        heading = _("What was said")
        parts.append(f"## {heading}")
        for said in one.said:
            parts += [f"**{_who(said)}, {moment(said.when)}**", said.text]
    return "\n\n".join(parts) + "\n"


def _answered(answer: "Answer") -> Iterator[str]:
    yield from answer.lines
    yield from (f"- {file.name}" for file in answer.files)


def _who(said: "Said") -> str:
    return _("the circle") if said.by else _("who sent it")


def _line(text: str) -> str:
    return " ".join(text.split())
