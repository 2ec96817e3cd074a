"""What is written down: a page, what it said before, and the files that lie with it."""

import datetime

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.records.values import Id, Line, Pages, Value
from toolbox.kernel.registry.kinds import Kind

HERE = "here"
REMOVED = "removed"
DAYS = 30


class Enclosed(Value, frozen=True, kw_only=True):
    """A file as its page names it; what opens it lies in a record of its own, which is destroyed alone."""

    record: Id
    name: Line
    size: int
    """Bytes."""


class Page(Value, frozen=True, kw_only=True):
    """A note: a title, a text in Markdown, and files."""

    title: Line
    text: Pages
    by: Id
    """The member who changed it last."""
    changed: datetime.datetime
    edition: int = 1
    """Grows by one whenever words or files change: pinning a note disturbs nobody who is writing."""
    pinned: bool = False
    files: tuple[Enclosed, ...] = ()


class Version(Value, frozen=True, kw_only=True):
    """A page as it was in one edition."""

    page: Id
    edition: int
    title: Line
    text: Pages
    by: Id
    when: datetime.datetime
    said: Line = ""
    """What changed, in the words of who changed it."""


class PageFile(Value, frozen=True, kw_only=True):
    """A file of a page, with what opens it."""

    page: Id
    attachment: Attachment


def written(page: Page) -> str:
    """A page as a Markdown file."""
    return f"# {page.title}\n\n{page.text}\n"


def shelf(page: int) -> str:
    """Where the versions and files of a page stand: nobody else's are opened with them."""
    return str(page)


PAGE = Kind(
    name="notes.page",
    struct=Page,
    says=_("notes"),
    title=lambda page: page.title,
    shelves=(HERE, REMOVED),
    ends=frozenset({REMOVED}),
    keep_days=DAYS,
    begins=_("after somebody removes it"),
    texts=lambda page: [page.title, page.text, *(file.name for file in page.files)],
    written=written,
)
VERSION = Kind(
    name="notes.version",
    struct=Version,
    says=_("earlier versions of notes"),
    title=lambda version: version.title,
    kept=_("with its note"),
)
FILE = Kind(
    name="notes.file",
    struct=PageFile,
    says=_("files of notes"),
    title=lambda file: file.attachment.name,
    kept=_("with its note"),
)
