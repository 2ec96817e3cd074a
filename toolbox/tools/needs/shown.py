"""Asks and offers made ready for pages: every word in one language, before a template sees it."""

import datetime
from typing import NamedTuple

from babel.dates import format_datetime, format_timedelta
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.kinds.numbers import Household
from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.records import phones
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.ui.days import day, locale, moment
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.tools.needs.forms import urgency_words
from toolbox.tools.needs.records import Ask, Board, Came, End, Entry, How, Offer, Outcome, Slot, Urgency, Who
from toolbox.tools.needs.rules import boards
from toolbox.tools.needs.rules.asks import Stands, is_locked, is_out, stands
from toolbox.tools.needs.rules.errands import is_busy


class Tag(NamedTuple):
    """A word about how something stands."""

    says: str
    kind: str = ""  # "", "due" or "done"


class Row(NamedTuple):
    """One line of a board."""

    url: str
    number: str
    what: str
    facts: list[str]
    tags: list[Tag]
    spelled: str = ""


class Line(NamedTuple):
    """A way to reach somebody."""

    text: str
    dials: str = ""
    note: str = ""


class LogRow(NamedTuple):
    """A line of the contact log."""

    when: str
    who: str
    says: str
    text: str
    again: str


class Words:
    """The words of a board in the language of the page, looked up once for many rows."""

    def __init__(self, board: Board, group: Group, now: datetime.datetime) -> None:
        language = get_language() or "en"
        self.group, self.now, self.zones = group, now, board.zones
        self.today = timezone.localdate(now)
        self.categories = {one.name: one.says.here(language) for one in board.categories}
        self.skills = {one.name: one.says.here(language) for one in board.skills}
        self.urgency = urgency_words()
        self.out = boards.out(board)
        self.stands = {
            Stands.NEW: Tag(_("nobody yet")),
            Stands.WAITS: Tag(_("waits")),
            Stands.SENT: Tag(_("asked, no answer yet"), "due"),
            Stands.CLAIMED: Tag(""),
            Stands.DUE: Tag(_("ran out"), "due"),
        }
        self._ages: dict[int, str] = {}

    def what(self, ask: Ask) -> str:
        """What is asked for, in few words."""
        named = ", ".join(self.categories.get(name, name) for name in ask.wants)
        return named or " ".join(ask.words.split())[:80]

    def can(self, offer: Offer) -> str:
        """What is offered, in few words."""
        named = ", ".join(self.skills.get(name, name) for name in offer.can)
        return named or " ".join(offer.words.split())[:80]

    def age(self, came: datetime.datetime) -> str:
        """For how long something has been there."""
        gone = self.now - came
        coarse = int(gone.total_seconds()) // 60
        if coarse not in self._ages:
            self._ages[coarse] = format_timedelta(max(gone, datetime.timedelta(minutes=1)), locale=locale())
        return self._ages[coarse]

    def name(self, member: int) -> str:
        """What somebody is called in the circle, also where they have left it."""
        if member == self.group.me.id:
            return _("you")
        return self.group.name_of(member) or _("somebody who has left")

    def row(self, held: Held[Ask]) -> Row:
        """An ask as a line of the board."""
        ask = held.value
        return Row(
            reverse("need", args=[self.group.id, held.id]),
            f"{ask.number:04d}",
            self.what(ask),
            self._facts(ask),
            self.tags(held),
            spell(held.id),
        )

    def _facts(self, ask: Ask) -> list[str]:
        found = [self.age(ask.came)]
        if ask.place is not None and (ask.place.zone or ask.place.street or ask.place.words):
            found.append(ask.place.zone or ask.place.street or ask.place.words)
        if ask.who.name:
            found.append(ask.who.name)
        if people := ask.adults + ask.children:
            found.append(ngettext("%(count)d person", "%(count)d people", people) % {"count": people})
        if ask.who.languages and ask.who.languages[0] != (get_language() or "en"):
            found.append(own_name(ask.who.languages[0]))
        if ask.claim is not None:
            found.append(_("%(name)s until %(day)s") % {"name": self.claimer(ask), "day": day(ask.claim.until)})
        return found

    def claimer(self, ask: Ask) -> str:
        """Who does it, or nothing."""
        if ask.claim is None:
            return ""
        return ask.claim.name or (self.name(ask.claim.by) if ask.claim.by else _("a helper"))

    def tags(self, held: Held[Ask]) -> list[Tag]:
        """How it stands, in a word or two each."""
        ask = held.value
        if ask.ended is not None:
            return [Tag(end_words()[ask.end] if ask.end else _("ended"), "done")]
        found = [self._stands(ask), *self._triaged(ask)]
        if ask.urgency is Urgency.TODAY:
            found.append(Tag(_("today"), "due"))
        elif ask.urgency is Urgency.SOON:
            found.append(Tag(_("soon")))
        if ask.by_day is not None:
            found.append(Tag(_("by %(day)s") % {"day": day(ask.by_day)}, "due" if ask.by_day <= self.today else ""))
        if ask.again is not None:
            due = ask.again <= self.now
            words = _("call now") if due else _("call at %(when)s") % {"when": soon(ask.again)}
            found.append(Tag(words, "due" if due else ""))
        if ask.news:
            found.append(Tag(_("wrote more"), "due"))
        if ask.helped is not None:
            found.append(Tag(_("the helper says it is done"), "done"))
        if ask.solved is not None:
            found.append(Tag(_("says it is solved"), "done"))
        if is_locked(ask, self.group.me.id, self.now):
            found.append(Tag(_("%(name)s is on the phone") % {"name": self.name(ask.locked_by)}, "due"))
        return [tag for tag in found if tag.says]

    def _stands(self, ask: Ask) -> Tag:
        if ask.waits_for:
            return Tag(_("waits for %(what)s") % {"what": ask.waits_for})
        if ask.claim is not None and not ask.claim.asked:
            return Tag(_("chosen, not asked yet"), "due")
        if self.out and ask.claim is None and is_out(ask, self.out):
            return Tag(_("out of stock: waits"))
        return self.stands[stands(ask, self.today, self.out)]

    def _triaged(self, ask: Ask) -> list[Tag]:
        """Its appointment, and what was put together with it."""
        found = []
        if ask.slot is not None:
            found.append(self._slot(ask.slot))
        elif ask.rebook is not None:
            found.append(Tag(_("waits for a new appointment"), "due"))
        if more := len(ask.joined):
            words = ngettext("and %(count)d more of this household", "and %(count)d more of this household", more)
            found.append(Tag(words % {"count": more}))
        return found

    def _slot(self, slot: Slot) -> Tag:
        if slot.came:
            return Tag(_("came"), "done")
        when = {"when": f"{day(slot.day)}, {slot.at:%H:%M}"}
        if slot.day < self.today:
            return Tag(_("appointment %(when)s is over") % when, "due")
        return Tag(_("appointment %(when)s") % when)

    def offer_row(self, held: Held[Offer]) -> Row:
        """An offer as a line of a list."""
        offer = held.value
        facts = [offer.who.name] if offer.who.name else []
        facts += list(offer.zones) or ([offer.place.street or offer.place.zone] if offer.place else [])
        facts += [own_name(one) for one in offer.who.languages[:3]]
        tags = []
        busy = sum(is_busy(errand, self.today) for errand in offer.errands)
        if offer.ended is not None:
            tags.append(Tag(_("ended"), "done"))
        elif offer.rest_until is not None and offer.rest_until >= self.today:
            tags.append(Tag(_("rests until %(day)s") % {"day": day(offer.rest_until)}))
        elif busy:
            tags.append(Tag(ngettext("%(count)d errand", "%(count)d errands", busy) % {"count": busy}, "due"))
        if offer.news:
            tags.append(Tag(_("wrote more"), "due"))
        url = reverse("offer", args=[self.group.id, held.id])
        return Row(url, f"{offer.number:04d}", self.can(offer), facts, tags, spell(held.id))

    def log(self, log: tuple[Entry, ...], them: str) -> list[LogRow]:
        """The contact log, the newest first. `them` is what the person is called in it."""
        hows, outcomes = how_words(), outcome_words()
        return [
            LogRow(
                moment(entry.when),
                self.name(entry.by) if entry.by else ("" if entry.how is How.DID else them),
                " · ".join(filter(None, (hows[entry.how], outcomes[entry.outcome]))),
                entry.text,
                moment(entry.again) if entry.again else "",
            )
            for entry in reversed(log)
        ]


def soon(when: datetime.datetime) -> str:
    """The day of the week and the hour on the town's clock, such as Fri 18:00."""
    return format_datetime(timezone.localtime(when), "EEE HH:mm", locale=locale())


def how_words() -> dict[How, str]:
    """Ways of reaching somebody, in words."""
    return {
        How.CALL: _("called"),
        How.TEXT: _("message"),
        How.MAIL: _("e-mail"),
        How.RECEIPT: _("through the receipt"),
        How.VISIT: _("in person"),
        How.NOTE: _("note"),
        How.DID: "",
    }


def outcome_words() -> dict[Outcome, str]:
    """What came of it, in words."""
    return {
        Outcome.NONE: "",
        Outcome.TALKED: _("we talked"),
        Outcome.NO_ANSWER: _("no answer"),
        Outcome.VOICEMAIL: _("left a voicemail"),
        Outcome.WRONG_NUMBER: _("wrong number"),
        Outcome.CLAIMED: _("somebody does it"),
        Outcome.CHOSEN: _("chosen, to be asked"),
        Outcome.OFFERED: _("an errand was sent"),
        Outcome.AGREED: _("“I’ll do it”"),
        Outcome.HELPED: _("“It is done”"),
        Outcome.LET_GO: _("free again"),
        Outcome.RAN_OUT: _("the days were over: free again"),
        Outcome.POSTED: _("posted; the address is destroyed"),
        Outcome.WAITS: _("waits"),
        Outcome.ON: _("goes on"),
        Outcome.ENDED: _("ended"),
        Outcome.REOPENED: _("open again"),
        Outcome.JOINED: _("put together"),
        Outcome.PARTED: _("taken apart"),
        Outcome.WROTE: _("they wrote more"),
        Outcome.BOOKED: _("an appointment was given"),
        Outcome.FREED: _("the appointment was given up"),
        Outcome.CAME: _("came"),
        Outcome.NO_SHOW: _("did not come: waits for a new appointment"),
        Outcome.CANCELLED: _("the day was called off: waits for a new appointment"),
    }


def end_words() -> dict[End, str]:
    """How something ended, in words."""
    return {
        End.MET: _("met"),
        End.PARTLY: _("partly met"),
        End.ELSEWHERE: _("somebody else did it"),
        End.NOT_NEEDED: _("not needed any more"),
        End.COULD_NOT: _("we could not"),
        End.NO_ANSWER: _("nobody answered"),
        End.HANDED: _("handed on"),
        End.JOINED: _("goes on with another ask"),
    }


def came_words() -> dict[Came, str]:
    """How something reached the circle, in words."""
    return {
        Came.FORM: _("through a form"),
        Came.PHONE: _("by phone"),
        Came.PAPER: _("on paper"),
        Came.LIST: _("from a spreadsheet"),
        Came.COPY: _("as last time"),
    }


def ways(who: Who | None) -> list[Line]:
    """How to reach somebody, the best way first."""
    return [_way(contact) for contact in who.contacts] if who else []


def number(kept: str) -> str:
    """A phone number as people here write it."""
    return phones.shown(kept, settings.REGION)


def _way(contact: Contact) -> Line:
    if contact.kind in {ContactKind.PHONE, ContactKind.MESSAGE}:
        text = number(contact.value)
        note = _("text, do not call") if contact.kind is ContactKind.MESSAGE else ""
        return Line(text, phones.dialled(contact.value), note)
    return Line(contact.value)


def people(ask: Ask) -> str:
    """For how many people, in words; nothing where nobody said."""
    return Household(ask.adults, ask.children, ask.small).words() if ask.adults or ask.children else ""


def where(place: Place | None) -> list[str]:
    """A place, from what says most to what says least."""
    return [line for line in (place.words, place.street, place.zone) if line] if place else []


def languages(who: Who) -> str:
    """In their own names."""
    return ", ".join(own_name(one) for one in who.languages)


def spelled_day(when: datetime.date | None) -> str:
    """A day in words, or nothing."""
    return day(when) if when else ""
