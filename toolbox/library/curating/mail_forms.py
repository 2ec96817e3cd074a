"""What is typed by whoever reads what strangers sent about the list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.intake.kinds.languages import COMMON
from toolbox.kernel.ui.forms import Form, text
from toolbox.library.curating import about
from toolbox.library.curating.answers import Why, reasons
from toolbox.library.curating.telling import Telling
from toolbox.library.experiences import MOST_LINE, MOST_TEXT

LISTED = "listed"  # the names that a field suggests while somebody types
MOST_OWN = 2_000
LONGEST_NAME = 300
TEXTS = ("did", "worked", "failed", "who", "place", "language")


def _which(label: Any, hint: Any, *, required: bool) -> forms.CharField:
    """A field for an entry or a kind of project: by its name, or chosen from those that it suggests."""
    return text(label, most=LONGEST_NAME, hint=hint, required=required, list=LISTED, autocomplete="off", dir="auto")


class DeclineForm(Form):
    """Why something does not come onto the list."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=reasons,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason: whoever sent it reads it.")},
    )
    which = _which(
        gettext_lazy("Which entry is it?"),
        gettext_lazy("Only if it is on the list already. Type the beginning of its name."),
        required=False,
    )
    own = text(
        gettext_lazy("In your own words"),
        most=MOST_OWN,
        lines=4,
        required=False,
        hint=gettext_lazy("Stands below the reason, or in its place. They may write to you again."),
        autocomplete="off",
        dir="auto",
    )

    def clean(self) -> dict[str, Any]:
        """A reason of one's own needs words, and what is there already needs its name."""
        given = self.cleaned_data
        why = given.get("why")
        given["entry"] = about.find(given.get("which", ""), about.entries())
        if why == Why.THERE and given["entry"] is None:
            self.add_error("which", _("Choose an entry that is on the list."))
        if why == Why.OWN and not given.get("own", "").strip():
            self.add_error("own", _("Write a few words: whoever sent it reads them."))
        return given


class TellingForm(Form):
    """What everybody would read."""

    page = _which(
        gettext_lazy("On whose page"),
        gettext_lazy("An entry of the list, or a kind of project. Type the beginning of its name."),
        required=True,
    )
    did = text(
        gettext_lazy("What they did"),
        most=MOST_TEXT,
        lines=6,
        missing=gettext_lazy("Write what they did, as far as possible in their own words."),
        autocomplete="off",
        dir="auto",
    )
    worked = text(gettext_lazy("What worked"), most=MOST_TEXT, lines=4, required=False, autocomplete="off", dir="auto")
    failed = text(gettext_lazy("What did not"), most=MOST_TEXT, lines=4, required=False, autocomplete="off", dir="auto")
    who = text(
        gettext_lazy("What stands above it"),
        most=MOST_LINE,
        required=False,
        hint=gettext_lazy("The name of a group, or nothing: then it says “Somebody”. No name of a person."),
        autocomplete="off",
        dir="auto",
    )
    place = text(gettext_lazy("Where"), most=MOST_LINE, required=False, autocomplete="off", dir="auto")
    year = forms.IntegerField(
        label=gettext_lazy("In which year"),
        required=False,
        min_value=1500,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "class": "short"}),
        error_messages={
            name: gettext_lazy("This needs a year of four digits, such as 2014, or nothing.")
            for name in ("invalid", "min_value", "max_value")
        },
    )
    language = forms.ChoiceField(label=gettext_lazy("Written in"), choices=lambda: list(COMMON.items()), initial="en")

    def clean_page(self) -> about.Choice:
        """What it is about. Raises ValidationError where nothing is called so."""
        found = about.find(self.cleaned_data["page"], about.choices())
        if found is None:
            raise ValidationError(_("Nothing is called so. Choose one of those that the field suggests."))
        return found

    def telling(self, asked_in: str) -> Telling:
        """What would be published; its page is named in the language in which its sender is asked."""
        choice: about.Choice = self.cleaned_data["page"]
        texts = {name: self.cleaned_data[name].replace("\r\n", "\n") for name in TEXTS}
        return Telling(about=choice.key, name=choice.says(asked_in), year=self.cleaned_data["year"], **texts)


def suggestions(*, kits: bool) -> list[str]:
    """What the fields suggest while somebody types."""
    among = about.choices() if kits else about.entries()
    return [about.written(one.key, among) for one in among]
