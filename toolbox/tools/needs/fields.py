"""Fields that asks and offers have in common: how to reach somebody, where, when, in which languages."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toolbox.kernel.intake import fields
from toolbox.kernel.intake.kinds.base import Asked
from toolbox.kernel.intake.kinds.languages import COMMON
from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.intake.questions import Both, Question
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.ui.forms import Form, text
from toolbox.tools.needs.records import Board, Who
from toolbox.tools.needs.rules import boards

MOST_WORDS = 10_000


def asked(name: str, kind: Kind, says: str, hint: str = "") -> Asked:
    """A question of `intake` as a field of ours: read and refused in the same way."""
    field = fields.KINDS[kind](Question(name=name, ask=kind, says=Both(en=says)))
    field.help_text = hint
    return field


def to_come(day: datetime.date | None) -> datetime.date | None:
    """A day, today or later on the town's calendar. Raises ValidationError for one that is over."""
    if day is not None and day < timezone.localdate():
        raise ValidationError(_("This day is over. Write today or a day to come."))
    return day


def category_choices(board: Board, kept: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The categories as a tree; hidden ones only where they are chosen already."""
    language = get_language() or "en"
    return [
        (one.name, f"{'– ' * depth}{one.says.here(language)}")
        for depth, one in boards.tree(board)
        if not one.hidden or one.name in kept
    ]


def skill_choices(board: Board, kept: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The skills; hidden ones only where they are chosen already."""
    language = get_language() or "en"
    return [(one.name, one.says.here(language)) for one in board.skills if not one.hidden or one.name in kept]


def times(kept: tuple[str, ...]) -> list[str]:
    """Times of the week in words, a line for each day."""
    return list(asked("times", Kind.TIMES, "-").said(list(kept)).shown) if kept else []


def several(label: str, choices: list[tuple[str, str]], hint: str = "") -> forms.MultipleChoiceField:
    """Any of some."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("This is not on the board any more. Choose again.")},
    )


def one_of(label: str, choices: list[tuple[str, str]], hint: str = "") -> forms.ChoiceField:
    """One of some, or none."""
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=hint)


class SomebodyForm(Form):
    """Who it is, and how to reach them. The forms of asks and offers begin with it."""

    def add_somebody(self) -> None:
        """Put the fields of a person."""
        self.fields["name"] = text(
            _("Name"), most=300, required=False, hint=_("Any name. What you call them aloud."), autocomplete="off"
        )
        self.fields["phone"] = asked("phone", Kind.PHONE, _("Number"))
        self.fields["by_text"] = forms.BooleanField(label=_("Text them, do not call"), required=False)
        self.fields["mail"] = asked("mail", Kind.MAIL, _("E-mail"))
        self.fields["languages"] = asked("languages", Kind.LANGUAGE, _("Languages"))
        self.fields["safe"] = text(
            _("When and how it is safe to reach them"),
            most=1_000,
            required=False,
            hint=_("Who else hears the phone, which hours, what never to say."),
        )

    def add_place(self, board: Board, kept: str = "") -> None:
        """Put the fields of a place."""
        self.fields["street"] = asked("street", Kind.PLACE, _("Where"), _("A crossing is enough."))
        zones = list(dict.fromkeys([*board.zones, *([kept] if kept else [])]))
        if zones:
            self.fields["zone"] = one_of(_("Part of town"), [("", _("not known")), *((zone, zone) for zone in zones)])

    def who(self, before: Who) -> Who:
        """The person as the form says; ways of reaching them that the form does not show stay."""
        given = self.cleaned_data
        kind = ContactKind.MESSAGE if given["by_text"] else ContactKind.PHONE
        shown = {ContactKind.PHONE, ContactKind.MESSAGE, ContactKind.MAIL}
        first, kept = {}, []
        for contact in before.contacts:
            spot = "mail" if contact.kind is ContactKind.MAIL else "phone"
            if contact.kind in shown and spot not in first:
                first[spot] = contact
            else:
                kept.append(contact)
        contacts = []
        if given["phone"]:
            contacts.append(Contact(kind=kind, value=given["phone"]))
        if given["mail"]:
            contacts.append(Contact(kind=ContactKind.MAIL, value=given["mail"]))
        return Who(
            name=given["name"],
            contacts=(*contacts, *kept),
            languages=tuple(word[:60] for word in given["languages"] or ()),
            safe=given["safe"],
        )

    def place(self, before: Place | None) -> Place | None:
        """The place as the form says; None where nothing does."""
        given = self.cleaned_data
        street, zone = given["street"], given.get("zone", "")
        way_in = given.get("way_in", before.way_in if before else "")
        words = before.words if before else ""
        if not (street or zone or words):
            return None
        return Place(words=words, street=street, zone=zone, way_in=way_in)

    @staticmethod
    def of_somebody(who: Who, place: Place | None) -> dict[str, Any]:
        """The person and the place as they are now."""
        phones = [one for one in who.contacts if one.kind in {ContactKind.PHONE, ContactKind.MESSAGE}]
        mails = [one.value for one in who.contacts if one.kind is ContactKind.MAIL]
        known = fields_of_languages(who.languages)
        return {
            "name": who.name,
            "phone": phones[0].value if phones else "",
            "by_text": bool(phones) and phones[0].kind is ContactKind.MESSAGE,
            "mail": mails[0] if mails else "",
            "languages": known,
            "safe": who.safe,
            "street": place.street if place else "",
            "zone": place.zone if place else "",
            "way_in": place.way_in if place else "",
        }


def fields_of_languages(languages: tuple[str, ...]) -> tuple[list[str], str]:
    """Languages as the boxes and the line of their field."""
    return [one for one in languages if one in COMMON], ", ".join(one for one in languages if one not in COMMON)
