"""Notes made ready for pages: every word in one language, before a template sees it."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.records.searching import around
from toolbox.kernel.ui import markdown
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.tools.notes.calling import in_order
from toolbox.tools.notes.marking import marked
from toolbox.tools.notes.records import Page, Version

EXCERPT = 160  # characters
NEAR = 1000  # characters of Markdown around it


class Row(NamedTuple):
    """A note in a list."""

    url: str
    title: SafeString
    excerpt: SafeString
    news: str
    pinned: bool


class VersionRow(NamedTuple):
    """A version in a list."""

    url: str
    when: str
    who: str
    said: str
    is_now: bool


class FileRow(NamedTuple):
    """A file of a note."""

    url: str
    name: str
    size: str
    record: int
    spelled: str  # the record as it stands in a form


def name(group: Group, member: int) -> str:
    """What somebody is called in the circle, also where they have left it."""
    if member == group.me.id:
        return _("you")
    return group.name_of(member) or _("somebody who has left")


def news(group: Group, page: Page, *, exactly: bool = False) -> str:
    """Who changed a page last, and when."""
    when = moment(page.changed) if exactly else day(timezone.localtime(page.changed).date())
    return _("Changed on %(day)s by %(name)s") % {"day": when, "name": name(group, page.by)}


def destroyed_on(group: Group, dies: datetime.date | None) -> str:
    """The day on which something is destroyed; while a legal paper forbids it, the first on which it can be."""
    if dies is None:
        return ""
    until = stopping.until(group)
    return day(dies if until is None else max(dies, until + datetime.timedelta(days=1)))


def rows(group: Group, pages: Iterable[Held[Page]], words: str) -> list[Row]:
    """Notes as lines of a list, with the words that somebody looked for marked."""
    found = []
    for held in pages:
        page = held.value
        text = around(" · ".join(filter(None, markdown.plain(near(page.text, words)).split("\n"))), words, EXCERPT)
        found.append(
            Row(
                reverse("note", args=[group.id, held.id]),
                marked(page.title, words),
                marked(in_order(text), words),
                news(group, page),
                page.pinned,
            )
        )
    return found


def near(text: str, words: str) -> str:
    """The part of a text that an excerpt is made from: reading all of it for a line of it would hold everybody up."""
    return around(text, words, NEAR) if words else text[:NEAR]


def version_rows(group: Group, page: Held[Page], versions: Iterable[Held[Version]]) -> list[VersionRow]:
    """The versions of a page, newest first."""
    newest_first = sorted(versions, key=lambda held: held.value.edition, reverse=True)
    latest = newest_first[0].id if newest_first else 0
    return [
        VersionRow(
            reverse("note_version", args=[group.id, page.id, held.id]),
            moment(held.value.when),
            name(group, held.value.by),
            held.value.said,
            held.id == latest,
        )
        for held in newest_first
    ]


def file_rows(group: Group, page: Held[Page]) -> list[FileRow]:
    """The files of a page."""
    return [
        FileRow(
            reverse("note_file", args=[group.id, page.id, file.record]),
            file.name,
            filesizeformat(file.size),
            file.record,
            spell(file.record),
        )
        for file in page.value.files
    ]
