"""What the notes are, for the circle's page and for tests over all tools."""

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.registry.tools import Tool
from toolbox.tools.notes.finding import hits, pinned
from toolbox.tools.notes.records import FILE, PAGE, VERSION

TOOL = Tool(
    name="notes",
    says=_("Notes"),
    summary=_("What you all need to find again: phone numbers, agreements, how you do things."),
    urls="toolbox.tools.notes.urls",
    home="notes",
    records=(PAGE, VERSION, FILE),
    order=10,
    first_words=True,
    first=pinned,
    search=hits,
)
