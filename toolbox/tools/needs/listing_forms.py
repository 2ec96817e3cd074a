"""The forms of the needs list: its words, and a line of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from toolbox.kernel.projects.forms.base import Paired, pair, spread
from toolbox.kernel.projects.rules import slug_from
from toolbox.kernel.records.values import checked
from toolbox.kernel.ui.forms import text
from toolbox.tools.needs.wanted import Level, Thing, Wanted, mark


class WordsForm(Paired):
    """What the list is called, where to bring things, and its address."""

    pairs = ("title", "bring")
    first = ("title", "bring")
    rare = ((gettext_lazy("The address of the list"), ("slug",)),)

    title, title_es = pair(gettext_lazy("Name"), hint=gettext_lazy("For example: What the Riverbend hub needs."))
    bring, bring_es = pair(
        gettext_lazy("Where and when to bring it"),
        lines=3,
        hint=gettext_lazy(
            "Everybody can read this. A part of town and a number are enough if the place must not be known."
        ),
    )
    slug = text(
        gettext_lazy("Address"),
        most=60,
        required=False,
        hint=gettext_lazy("Small letters and hyphens. It is made from the name where this is empty."),
        dir="ltr",
    )

    def clean(self) -> dict[str, Any]:
        """A name in one language, and an address of our letters."""
        cleaned = super().clean() or self.cleaned_data
        self.needs("title")
        typed = str(cleaned.get("slug") or "")
        slug = slug_from(typed or cleaned.get("title") or cleaned.get("title_es") or "")
        if typed and slug != typed:
            self.add_error(
                "slug", _("Small letters a to z, digits and hyphens. For example: %(slug)s") % {"slug": slug}
            )
        cleaned["slug"] = slug
        return cleaned

    @staticmethod
    def of(wanted: Wanted) -> dict[str, Any]:
        """As they are now."""
        return {
            **spread(wanted.title, "title"),
            **spread(wanted.bring, "bring"),
            "slug": wanted.slug,
            "version": mark(replace(wanted, things=())),
        }


class ThingForm(Paired):
    """A thing, and how many of it."""

    pairs = ("says",)
    first = ("says", "many")

    says, says_es = pair(gettext_lazy("What"), hint=gettext_lazy("A thing, never a person: “diapers, size 4”."))
    many = text(
        gettext_lazy("How many"), most=60, required=False, hint=gettext_lazy("It may stay empty. For example: 20.")
    )

    def clean(self) -> dict[str, Any]:
        """It names something in one language."""
        cleaned = super().clean() or self.cleaned_data
        self.needs("says")
        return cleaned

    def thing(self, number: int, level: Level) -> Thing:
        """The line. Raises ValueError."""
        return checked(Thing(id=number, says=self.both("says"), many=self.cleaned_data["many"], level=level))

    @staticmethod
    def of(thing: Thing) -> dict[str, Any]:
        """As it is now."""
        return {**spread(thing.says, "says"), "many": thing.many, "version": mark(thing)}
