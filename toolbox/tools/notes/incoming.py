"""The files that come with a note."""

from django.http import HttpRequest
from django.utils.translation import ngettext

from toolbox.kernel.members import incoming as kernel
from toolbox.kernel.members.carrying import HELD
from toolbox.kernel.members.incoming import MEGABYTES, Incoming
from toolbox.tools.notes import rules

__all__ = ["FIELD", "MEGABYTES", "WAITING", "Incoming", "incoming"]

FIELD = "files"
WAITING = HELD + FIELD


def incoming(request: HttpRequest, there: int = 0) -> Incoming:
    """What came with a form, for a note that has so many files already."""
    found = kernel.incoming(request, FIELD, max(0, rules.MOST_FILES - there))
    if found.left:
        words = ngettext(
            "A note holds %(most)d files: one was left out.",
            "A note holds %(most)d files: %(count)d were left out.",
            found.left,
        )
        found.wrong.append(words % {"most": rules.MOST_FILES, "count": found.left})
    return found
