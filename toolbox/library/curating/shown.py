"""Entries made ready for the pages of the circle that keeps the list."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.records import Submission, first_words
from toolbox.kernel.registry import mail
from toolbox.kernel.ui.days import moment
from toolbox.kernel.vault.held import Held
from toolbox.library.columns import NAMES, cells
from toolbox.library.curating import fields, rota
from toolbox.library.curating.telling import Stands, stands
from toolbox.library.links.outcome import Outcome
from toolbox.library.models import LinkCheck, Resource, Version
from toolbox.library.shown import Words, day, words
from toolbox.library.vocabulary import How


class Row(NamedTuple):
    """An entry in a list."""

    url: str
    name: Words
    address: str
    phone: str
    news: str
    retired: bool


class Check(NamedTuple):
    """What an address answered on a day."""

    day: str
    says: str
    code: str
    url: str
    led_to: str


class VersionRow(NamedTuple):
    """A version in a list."""

    url: str
    day: str
    how: str
    said: str
    is_now: bool


def rows(circle: int, entries: Iterable[Resource]) -> list[Row]:
    """Entries as rows: when somebody last looked at them, or that they are off the list."""
    return [
        Row(
            reverse("curating_entry", args=[circle, one.slug]),
            words(one, "name"),
            one.url,
            one.phone,
            _off(one) if one.retired_on else last_looked(one),
            one.retired_on is not None,
        )
        for one in entries
    ]


def last_looked(entry: Resource) -> str:
    """When somebody last looked at it."""
    if entry.looked_on is None:
        return _("nobody has looked at it yet")
    return _("last looked at on %(day)s") % {"day": day(entry.looked_on)}


def _off(entry: Resource) -> str:
    return _("off the list since %(day)s") % {"day": day(entry.retired_on)} if entry.retired_on else ""


def facts(entry: Resource) -> list[tuple[str, str]]:
    """Every column that holds something, with what people call it."""
    labels, texts = fields.labels(), cells(entry)
    return [(labels[name], fields.in_words(name, texts[name])) for name in NAMES if texts[name]]


def empty(entry: Resource) -> str:
    """The columns that hold nothing, in a line."""
    labels, texts = fields.labels(), cells(entry)
    return ", ".join(labels[name] for name in NAMES if not texts[name] and name != "guess")


def checks(entry: Resource, most: int) -> list[Check]:
    """What the addresses of an entry answered, the newest first."""
    return [
        Check(
            day(one.day), outcome(one.outcome), str(one.code or ""), one.url if one.url != entry.url else "", one.led_to
        )
        for one in LinkCheck.objects.filter(resource=entry)[:most]
    ]


def outcome(value: str) -> str:
    """What a check found, in words."""
    return {
        Outcome.OK.value: _("it answered"),
        Outcome.MOVED.value: _("it answered from another address"),
        Outcome.GONE.value: _("it was gone"),
        Outcome.REFUSED.value: _("it refused to answer a program"),
    }.get(value, _("it did not answer"))


def gone_rows(circle: int, found: Iterable[rota.Gone]) -> list[dict[str, str | Words]]:
    """Entries whose address went, with what it answered and where it led."""
    return [
        {
            "url": reverse("curating_entry", args=[circle, one.resource.slug]),
            "name": words(one.resource, "name"),
            "address": one.resource.url,
            "says": outcome(one.outcome),
            "days": ", ".join(day(each) for each in one.days),
            "led_to": one.led_to if one.outcome == Outcome.MOVED else "",
        }
        for one in found
    ]


def version_rows(circle: int, entry: Resource) -> list[VersionRow]:
    """The versions of an entry, the newest first."""
    return [
        VersionRow(
            reverse("curating_version", args=[circle, entry.slug, one.edition]),
            day(one.day),
            str(How(one.how).label),
            one.said,
            one.edition == entry.edition,
        )
        for one in Version.objects.filter(resource=entry)
    ]


class MailRow(NamedTuple):
    """Something that people sent about the list, in a list."""

    url: str
    form: str
    words: str
    sent: str
    stands: str  # how far a text of it has come, in words
    kind: str  # of the mark for that: due, done, stop, or nothing


def mail_row(group: Group, held: Held[Submission]) -> MailRow:
    """With the way to what becomes of it."""
    value, far = held.value, stands(held.value)
    step = mail.step(group.circle, value.purpose)
    name = step.url_name if step else "inbox_item"
    says, kind = {
        Stands.NEW: ("", ""),
        Stands.ASKED: (_("asked, no answer yet"), ""),
        Stands.REFUSED: (_("they said no"), "stop"),
        Stands.AGREED: (_("they agreed: publish it"), "due"),
        Stands.PUBLISHED: (_("published"), "done"),
    }[far]
    url = reverse(name, args=[group.id, held.id])
    return MailRow(url, value.form, first_words(value), moment(value.sent), says, kind)
