"""What was sent, on paper: one person a slip, and no more on it than whoever goes needs."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from toolbox.kernel.circles.group import today
from toolbox.kernel.intake.pages.answers import lines, own_name
from toolbox.kernel.intake.records import Answer, Submission
from toolbox.kernel.printing.job import Paper
from toolbox.kernel.printing.slips import Blank, Part, Rows, Slip, Words
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held

__all__ = ["PAPERS", "Paper", "slip", "thanks"]

MOST_LARGE = 160  # letters of a sentence that is set as large as a heading
PAPERS: dict[Paper, Any] = {"a4": gettext_lazy("A4 sheets"), "letter": gettext_lazy("Letter sheets")}


def slip(held: Held[Submission], circle: str = "", *, with_said: bool = False) -> Slip:
    """A slip with its answers. The circle's name stands on it only where that is asked for."""
    value = held.value
    rows = tuple((answer.says, "\n".join(_answered(answer))) for answer in value.answers if list(_answered(answer)))
    parts: list[Part] = [Rows(rows=rows)] if rows else []
    if with_said and value.said:
        parts.append(Words(paragraphs=tuple(one.text for one in value.said), heading=_("What was said")))
    parts.append(Blank(label=_("Notes:"), lines=3))
    sent = _("Sent on %(when)s · %(language)s") % {"when": moment(value.sent), "language": own_name(value.language)}
    return Slip(
        title=value.form or _("Words without a form"),
        lead=f"{circle} · {sent}" if circle else sent,
        parts=tuple(parts),
        foot=_("Printed on %(day)s. Paper is not sealed: bring it back when this is done.") % {"day": day(today())},
    )


def thanks(words: str) -> Slip:
    """What somebody said when it was solved: for the wall, for everyone who helped. Nobody's name."""
    if len(words) <= MOST_LARGE:
        return Slip(title=words)
    return Slip(title=_("Thank you"), parts=(Words(paragraphs=(words,)),))


def _answered(answer: Answer) -> Iterator[str]:
    yield from (line.text for line in lines(answer))
    if answer.files:
        count = len(answer.files)
        yield ngettext("%(count)d file", "%(count)d files", count) % {"count": count}
