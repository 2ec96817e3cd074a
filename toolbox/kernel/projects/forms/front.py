"""The form for the page around its forms."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.projects import rules
from toolbox.kernel.projects.forms.base import Paired, pair, spread
from toolbox.kernel.projects.records import Draft, Front
from toolbox.kernel.records import phones
from toolbox.kernel.records.values import checked
from toolbox.kernel.ui.forms import text

WRITTEN = ("title", "words", "hours", "place")


class FrontForm(Paired):
    """Name, words, number; when and where; the address."""

    pairs = WRITTEN
    first = ("title", "words", "phone")
    rare = (
        (gettext_lazy("When and where, if people can come"), ("hours", "place")),
        (gettext_lazy("The address of the page"), ("slug",)),
    )

    title, title_es = pair(gettext_lazy("Name"), hint=gettext_lazy("For example: Saturday Table."))
    words, words_es = pair(
        gettext_lazy("Who you are and what you do"),
        lines=4,
        hint=gettext_lazy("Two or three sentences. Everybody can read this."),
    )
    hours, hours_es = pair(gettext_lazy("When"), hint=gettext_lazy("For example: Saturdays, 10 to 1."))
    place, place_es = pair(
        gettext_lazy("Where"),
        hint=gettext_lazy("A part of town is enough. Leave it empty if the place must not be known."),
    )
    phone = text(
        gettext_lazy("Phone"),
        most=40,
        required=False,
        hint=gettext_lazy("A number of the group, not of a person. Whoever hears nothing calls it. It may stay empty."),
        inputmode="tel",
        dir="ltr",
    )
    slug = text(
        gettext_lazy("Address"),
        most=60,
        required=False,
        hint=gettext_lazy(
            "Small letters and hyphens. It is made from the name where this is empty. "
            "If you change it later, posters that hang somewhere lead nowhere."
        ),
        dir="ltr",
    )

    def clean_phone(self) -> str:
        """A number that can be dialled."""
        typed = str(self.cleaned_data["phone"]).strip()
        try:
            return phones.kept(typed, settings.REGION) if typed else ""
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from None

    def clean(self) -> dict[str, Any]:
        """A name in one language, and an address of our letters."""
        cleaned = super().clean() or self.cleaned_data
        self.needs("title")
        typed = str(cleaned.get("slug") or "")
        slug = rules.slug_from(typed or cleaned.get("title") or cleaned.get("title_es") or "")
        if typed and slug != typed:
            self.add_error(
                "slug", _("Small letters a to z, digits and hyphens. For example: %(slug)s") % {"slug": slug}
            )
        cleaned["slug"] = slug
        return cleaned

    def front(self) -> Front:
        """What was written."""
        return checked(Front(**{name: self.both(name) for name in WRITTEN}, phone=str(self.cleaned_data["phone"])))

    @staticmethod
    def of(draft: Draft, version: int) -> dict[str, Any]:
        """As the page is now."""
        front = draft.front
        pairs = {key: value for name in WRITTEN for key, value in spread(getattr(front, name), name).items()}
        phone = phones.shown(front.phone, settings.REGION) if front.phone else ""
        return {**pairs, "phone": phone, "slug": draft.slug, "version": version}
