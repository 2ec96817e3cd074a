"""The columns of an entry as people fill them in: in groups, with words and help, English and Spanish side by side."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from toolbox.library import categories
from toolbox.library.columns import BETWEEN
from toolbox.library.shown import in_language
from toolbox.library.vocabulary import Kind, LinkSource, Origin, Status, Warn

LONG = 3  # lines of a field for sentences


class Group(NamedTuple):
    """Columns that belong together: a heading, and rows of one or two columns."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def groups() -> tuple[Group, ...]:
    """Every column in the order in which the form asks for it."""
    return (
        Group(
            _("What it is"),
            (
                ("name", "name_es"),
                ("kind", "category"),
                ("offers", "offers_es"),
                ("for_whom", "for_whom_es"),
                ("maker", "maker_es"),
            ),
        ),
        Group(_("How to reach it"), (("url", "link_source"), ("phone",))),
        Group(
            _("Where and when"),
            (("place", "place_es"), ("areas",), ("years", "years_es"), ("since", "until"), ("status",)),
        ),
        Group(_("Languages"), (("languages",), ("languages_note", "languages_note_es"))),
        Group(_("What may be done with it"), (("licence", "licence_es"), ("warnings",))),
        Group(_("What it helps to start"), (("kits",),)),
        Group(_("On the list"), (("origin", "looked_on"), ("guess",), ("slug",))),
    )


def labels() -> dict[str, str]:
    """What people call each column."""
    return {
        "name": _("Name"),
        "name_es": _("Name in Spanish"),
        "kind": _("Kind of thing"),
        "category": _("Category"),
        "offers": _("What it offers"),
        "offers_es": _("What it offers, in Spanish"),
        "for_whom": _("For whom"),
        "for_whom_es": _("For whom, in Spanish"),
        "maker": _("Made by"),
        "maker_es": _("Made by, in Spanish"),
        "url": _("Address on the web"),
        "link_source": _("How sure we are of this address"),
        "phone": _("Phone"),
        "place": _("Where it is at work"),
        "place_es": _("Where it is at work, in Spanish"),
        "areas": _("Names for the filter by place"),
        "years": _("Years, in words"),
        "years_es": _("Years, in Spanish"),
        "since": _("Began in"),
        "until": _("Ended in"),
        "status": _("Still going on?"),
        "languages": _("Languages it speaks"),
        "languages_note": _("What the codes cannot say"),
        "languages_note_es": _("The same in Spanish"),
        "licence": _("Licence"),
        "licence_es": _("Licence, in Spanish"),
        "warnings": _("What a reader must know first"),
        "kits": _("Kinds of project"),
        "origin": _("Where it came from"),
        "looked_on": _("Last looked at"),
        "guess": _("We only think that the founding list meant this"),
        "slug": _("Last part of its address here"),
    }


def hints() -> dict[str, str]:
    """Help, as in docs/reference/columns.md."""
    return {
        "name": _("Must be there."),
        "name_es": _("Only if it has one."),
        "offers": _("Must be there. One or two sentences, in our own words."),
        "maker_es": _("Only where it is more than a name."),
        "url": _("Begins with https:// or http://."),
        "phone": _("With + and the country code, such as +1 415 555 0142, or a short number such as 211."),
        "areas": _(
            "A US state, a country, United States, Worldwide or Online. Several with a semicolon: California; Online"
        ),
        "years": _("This is what the page shows. Such as: since 2001, or about 2014 to 2019."),
        "since": _("Four digits. This is for filter and order."),
        "until": _("Four digits, or nothing."),
        "languages": _("Codes with a semicolon between: en; es"),
        "languages_note": _("Such as: dozens of languages."),
        "licence": _("Empty where nobody knows: the page then says to link to it and not to copy it."),
        "looked_on": _("The day on which somebody last opened it and read it."),
        "slug": _("Small letters, digits and hyphens. Empty: made from the name. It can never be changed."),
    }


def choices(name: str) -> list[tuple[str, str]]:
    """The words that a column may use, as people read them; none where it takes any words."""
    match name:
        case "kind":
            return [(value, str(label)) for value, label in Kind.choices]
        case "category":
            return [(one.slug, in_language(one.name, one.name_es)) for one in categories.load()]
        case "link_source":
            return [(value, str(label)) for value, label in LinkSource.choices]
        case "status":
            return [(value, str(label)) for value, label in Status.choices]
        case "origin":
            return [(value, str(label)) for value, label in Origin.choices]
        case "warnings":
            return [(value, str(label)) for value, label in Warn.choices]
        case "kits":
            return [(one.slug, in_language(one.name, one.name_es)) for one in categories.projects()]
    return []


SEVERAL = frozenset({"warnings", "kits"})
LONG_TEXTS = frozenset({"offers", "offers_es", "for_whom", "for_whom_es"})
CHOSEN_FIRST = frozenset({"kind", "category"})  # nothing is chosen for whoever adds an entry


def field(name: str, now: str) -> forms.Field:
    """The field of a column. What stands in it now can always be chosen, also where the list no longer has the word."""
    about: dict[str, Any] = {"label": labels()[name], "help_text": hints().get(name, ""), "required": False}
    words = choices(name)
    if name in SEVERAL:
        words += [(word, word) for word in now.split(BETWEEN) if word and word not in dict(words)]
        return forms.MultipleChoiceField(choices=words, widget=forms.CheckboxSelectMultiple, **about)
    if words:
        words += [(now, now)] if now and now not in dict(words) else []
        first = [("", _("choose one"))] if name in CHOSEN_FIRST else []
        return forms.ChoiceField(choices=[*first, *words], **about)
    if name == "guess":
        return forms.BooleanField(**about)
    attributes = {"autocomplete": "off", "dir": "auto"}
    if name in LONG_TEXTS:
        return forms.CharField(widget=forms.Textarea(attrs={**attributes, "rows": str(LONG)}), **about)
    if name == "looked_on":
        return forms.CharField(widget=forms.TextInput(attrs={"type": "date"}), **about)
    if name in {"url", "phone", "slug", "languages", "since", "until"}:
        attributes |= {"dir": "ltr", "spellcheck": "false"}
    return forms.CharField(widget=forms.TextInput(attrs=attributes), **about)


def in_words(name: str, text: str) -> str:
    """A cell as people read it: the names of its words instead of the words themselves."""
    words: Mapping[str, str] = dict(choices(name))
    if name == "guess":
        return _("yes") if text else ""
    return (
        ", ".join(words.get(part, part) for part in text.split(BETWEEN)) if name in SEVERAL else words.get(text, text)
    )
