"""Lines of the inbox, made ready: every word in one language, before a template sees it."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.acts.sending import files_of
from toolbox.kernel.intake.acts.taking import Waiting
from toolbox.kernel.intake.finding import SOON
from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.intake.records import DONE, HANDED, HIDDEN, SPAM, Answer, Sent, Submission, What, first_words
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell


class Tag(NamedTuple):
    """A word about how something stands."""

    says: str
    kind: str = ""  # "", "due" or "done"


class Row(NamedTuple):
    """One thing in a list."""

    url: str
    form: str
    words: str
    facts: list[str]
    tags: list[Tag]
    spelled: str = ""  # where it can be ticked
    dies: str = ""


def name(group: Group, member: int) -> str:
    """What somebody is called in the circle, also where they have left it."""
    if member == group.me.id:
        return _("you")
    return group.name_of(member) or _("somebody who has left")


def waiting_row(group: Group, one: Waiting, now: datetime.datetime) -> Row:
    """Something that nobody took in yet."""
    sent = one.sent
    soon = one.dies <= (now + SOON).date()
    tags = [Tag(_("says it is solved"), "done")] if any(more.what is What.SOLVED for more in one.more) else []
    if one.more and not tags:
        tags.append(Tag(_("wrote more"), "due"))
    if one.hidden:
        tags = [Tag(_("taken back"))]
    return Row(
        reverse("inbox_new", args=[group.id, one.id]),
        form_of(sent),
        "" if one.hidden else first_words(sent),
        _facts(sent.when, sent.language, sent.answers),
        tags,
        "" if one.hidden else spell(one.id),
        day(one.dies) if soon else "",
    )


def form_of(sent: Sent) -> str:
    """What something that waits is called: its form, or what it adds to something that is gone."""
    match sent.what:
        case What.FORM:
            return sent.form
        case What.SOLVED:
            return _("Somebody says that it is solved")
    return _("Somebody wrote more")


def taken_row(group: Group, held: Held[Submission], words: str = "") -> Row:
    """Something that was taken in; `words` stand there instead of its first ones."""
    value = held.value
    shown = "" if held.shelf == HIDDEN else words or first_words(value)
    holder = [_("looked after by %(name)s") % {"name": name(group, value.holder)}] if value.holder else []
    return Row(
        reverse("inbox_item", args=[group.id, held.id]),
        value.form,
        shown,
        [*_facts(value.sent, value.language, value.answers), *holder],
        tags(held),
    )


def tags(held: Held[Submission]) -> list[Tag]:
    """How it stands, in a word or two."""
    value = held.value
    where = {
        DONE: Tag(_("done"), "done"),
        HANDED: Tag(_("handed on")),
        SPAM: Tag(_("spam")),
        HIDDEN: Tag(_("taken back")),
    }
    found = [where[held.shelf]] if held.shelf in where else []
    if value.solved is not None:
        found.append(Tag(_("says it is solved"), "done"))
    if value.news:
        found.append(Tag(_("wrote since"), "due"))
    return found


def _facts(when: datetime.datetime, language: str, answers: tuple[Answer, ...]) -> list[str]:
    files = len(files_of(answers))
    found = [moment(when), own_name(language)]
    if files:
        found.append(ngettext("%(count)d file", "%(count)d files", files) % {"count": files})
    return found
