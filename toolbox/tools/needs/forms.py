"""The forms of an ask and of an offer, written down by a member: on the phone, from paper, or mended later."""

import datetime
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from msgspec.structs import replace

from toolbox.kernel.intake.kinds.numbers import Household
from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.records.people import Contact, ContactKind
from toolbox.kernel.records.values import checked
from toolbox.kernel.ui.forms import text
from toolbox.tools.needs.fields import (
    MOST_WORDS,
    SomebodyForm,
    asked,
    category_choices,
    one_of,
    several,
    skill_choices,
    to_come,
)
from toolbox.tools.needs.records import Ask, Board, Came, Offer, Urgency, Who
from toolbox.tools.needs.rules.boards import categories

TO_ASK = {"phone": "phone", "street": "place", "people": "people", "languages": "languages", "times": "times"}
"""Fields of which an open one is asked for the next time, and what they are called in a record."""


def to_ask(board: Board, wants: Collection[str]) -> dict[str, str]:
    """The same for an ask that wants this: a call needs no place and no count of people. What goes by mail does."""
    known = categories(board)
    calls = bool(wants) and not board.by_post and all(name in known and known[name].remote for name in wants)
    return {field: name for field, name in TO_ASK.items() if not (calls and name in {"place", "people"})}


def urgency_words() -> dict[Urgency, str]:
    """How long something can wait, in words."""
    return {
        Urgency.CAN_WAIT: _("it can wait"),
        Urgency.SOON: _("in the next days"),
        Urgency.TODAY: _("today"),
    }


class AskForm(SomebodyForm):
    """An ask."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, board: Board, before: Ask | None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.of(before) if before else {})
        super().__init__(*args, **kwargs)
        self.board, self.before = board, before
        kept = before.wants if before else ()
        self.fields["wants"] = several(_("What is needed"), category_choices(board, kept))
        self.fields["words"] = text(
            _("In their own words"),
            most=MOST_WORDS,
            lines=4,
            required=False,
            hint=_("Only what whoever helps must know. No papers, no illness, no charge."),
        )
        self.add_somebody()
        self.fields["for_other"] = forms.BooleanField(
            label=_("Somebody else asks for them"),
            required=False,
            help_text=_("Then the place is where the person is, and the number below is of whoever asks."),
        )
        self.fields["asker"] = text(_("Who asks"), most=300, required=False, autocomplete="off")
        self.fields["asker_phone"] = asked("asker_phone", Kind.PHONE, _("Their number"))
        self.fields["people"] = asked("people", Kind.HOUSEHOLD, _("For how many people"))
        self.add_place(board, before.place.zone if before and before.place else "")
        self.fields["way_in"] = text(
            _("How to get in"), most=1_000, required=False, hint=_("Told to whoever goes, and never printed.")
        )
        self.fields["times"] = asked("times", Kind.TIMES, _("When somebody is there"))
        self.fields["by_day"] = asked("by_day", Kind.DAY, _("By which day"))
        self.fields["urgency"] = one_of(
            _("How long can it wait?"), [(str(int(value)), words) for value, words in urgency_words().items()]
        )
        self.fields["every"] = one_of(
            _("Does it go on?"),
            [
                ("0", _("once")),
                ("1", _("a call every day")),
                ("2", _("a call every two days")),
                ("7", _("every week")),
                ("14", _("every two weeks")),
            ],
        )

    def clean_by_day(self) -> datetime.date | None:
        """Not a day that is over, unless it stood there before."""
        day: datetime.date | None = self.cleaned_data["by_day"]
        return day if self.before and day == self.before.by_day else to_come(day)

    def clean(self) -> dict[str, Any]:
        """Something must be asked for."""
        given = super().clean() or self.cleaned_data
        if not given.get("wants") and not str(given.get("words", "")).strip() and "words" not in self.errors:
            self.add_error("words", _("Write what is needed, or choose it above."))
        return given

    def ask(self, came: datetime.datetime, source: Came, *, on_the_phone: bool = False) -> Ask:
        """The ask as it was typed. Raises ValueError."""
        given, before = self.cleaned_data, self.before or Ask(came=came, source=source, number=0)
        people = given["people"] or Household(0)
        asker = Who(
            name=given["asker"],
            contacts=(Contact(kind=ContactKind.PHONE, value=given["asker_phone"]),) if given["asker_phone"] else (),
            languages=before.asked_by.languages if before.asked_by else (),
        )
        open_ones = to_ask(self.board, given["wants"])
        still = before.unknown if not on_the_phone else tuple(open_ones.values())
        unknown = tuple(name for field, name in open_ones.items() if name in still and not given[field])
        return checked(
            replace(
                before,
                who=self.who(before.who),
                asked_by=asker if given["for_other"] else None,
                wants=tuple(given["wants"]),
                words=given["words"],
                adults=people.adults,
                children=people.children,
                small=people.small,
                place=self.place(before.place),
                times=tuple(given["times"] or ()),
                by_day=given["by_day"],
                urgency=Urgency(int(given["urgency"] or 0)),
                every=int(given["every"] or 0),
                unknown=unknown,
            )
        )

    @classmethod
    def of(cls, ask: Ask) -> dict[str, Any]:
        """The ask as it is now."""
        by = ask.asked_by
        has_people = bool(ask.adults or ask.children)
        return {
            **cls.of_somebody(ask.who, ask.place),
            "wants": list(ask.wants),
            "words": ask.words,
            "for_other": by is not None,
            "asker": by.name if by else "",
            "asker_phone": by.contacts[0].value if by and by.contacts else "",
            "people": (str(ask.adults), str(ask.children), str(ask.small)) if has_people else ("", "", ""),
            "times": list(ask.times),
            "by_day": ask.by_day.isoformat() if ask.by_day else "",
            "urgency": str(int(ask.urgency)),
            "every": str(ask.every),
        }


def over(form: Any, version: int, trouble: str) -> None:
    """Let a form stand as it was typed, as a try over the version that is there now."""
    form.data = form.data.copy()
    form.data["version"] = str(version)
    form.add_error(None, trouble)


class OfferForm(SomebodyForm):
    """An offer."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, board: Board, before: Offer | None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.of(before) if before else {})
        super().__init__(*args, **kwargs)
        self.before = before
        self.fields["can"] = several(_("What they can do"), skill_choices(board, before.can if before else ()))
        self.fields["words"] = text(_("In their own words"), most=MOST_WORDS, lines=3, required=False)
        self.add_somebody()
        self.add_place(board, before.place.zone if before and before.place else "")
        zones = list(dict.fromkeys([*board.zones, *(before.zones if before else ())]))
        if zones:
            self.fields["zones"] = several(_("Parts of town where they go"), [(zone, zone) for zone in zones])
        self.fields["times"] = asked("times", Kind.TIMES, _("When they have time"))
        self.fields["limits"] = text(
            _("What they cannot do"), most=1_000, lines=2, required=False, hint=_("Stairs, dogs, heavy bags, nights.")
        )
        self.fields["at_once"] = forms.IntegerField(
            label=_("Errands at the same time"), min_value=1, max_value=20, required=False, initial=1
        )
        self.fields["rest_until"] = asked(
            "rest_until", Kind.DAY, _("They rest until"), _("Nothing is proposed to them before. No reason is needed.")
        )

    def clean(self) -> dict[str, Any]:
        """Something must be offered."""
        given = super().clean() or self.cleaned_data
        if not given.get("can") and not str(given.get("words", "")).strip() and "words" not in self.errors:
            self.add_error("words", _("Write what they can do, or choose it above."))
        return given

    def offer(self, came: datetime.datetime, source: Came) -> Offer:
        """The offer as it was typed. Raises ValueError."""
        given, before = self.cleaned_data, self.before or Offer(came=came, source=source, number=0)
        return checked(
            replace(
                before,
                who=self.who(before.who),
                can=tuple(given["can"]),
                words=given["words"],
                place=self.place(before.place),
                zones=tuple(given.get("zones", ())),
                times=tuple(given["times"] or ()),
                limits=given["limits"],
                at_once=given["at_once"] or 1,
                rest_until=given["rest_until"],
            )
        )

    @classmethod
    def of(cls, offer: Offer) -> dict[str, Any]:
        """The offer as it is now."""
        return {
            **cls.of_somebody(offer.who, offer.place),
            "can": list(offer.can),
            "words": offer.words,
            "zones": list(offer.zones),
            "times": list(offer.times),
            "limits": offer.limits,
            "at_once": offer.at_once,
            "rest_until": offer.rest_until.isoformat() if offer.rest_until else "",
        }
