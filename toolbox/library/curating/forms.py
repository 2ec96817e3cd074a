"""What is typed by whoever keeps the list."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from toolbox.kernel.members.pages import typed
from toolbox.kernel.ui.forms import Form, text
from toolbox.library import keeping
from toolbox.library.columns import BETWEEN, NAMES, read_cells, with_slug
from toolbox.library.curating import codes, fields

MOST_SAID = 200


class Place(NamedTuple):
    """A field of the form, and what somebody else wrote there meanwhile."""

    field: BoundField
    theirs: str


class Shelf(NamedTuple):
    """A group of fields: its heading and its rows."""

    name: str
    rows: list[list[Place]]


class EntryForm(Form):
    """Every column of an entry. `edition` is the one that somebody began from, 0 for a new entry."""

    template_name = "curating/_entry_form.html"
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)
    said = text(
        gettext_lazy("What you changed, in a few words"),
        most=MOST_SAID,
        required=False,
        hint=gettext_lazy("If you like: it stands beside the version. Name nobody: versions are not sealed."),
        autocomplete="off",
        dir="auto",
    )
    sure = forms.BooleanField(
        label=gettext_lazy("It is another thing. Add it all the same."), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, now: Mapping[str, str], is_new: bool = False, **kwargs: Any) -> None:
        """`now` is what stands there before anything is typed."""
        kwargs.setdefault("initial", {**_values(now), "edition": 0})
        super().__init__(*args, **kwargs)
        self.is_new = is_new
        self.theirs: dict[str, str] = {}
        for name in NAMES:
            if is_new or name != "slug":
                self.fields[name] = fields.field(name, now.get(name, ""))

    def ask_if_sure(self) -> None:
        """Let whoever adds something that may be there already say that it is not."""
        self.fields["sure"].widget = forms.CheckboxInput()

    @property
    def cells(self) -> dict[str, str]:
        """What was typed, as the texts of a CSV row."""
        return {name: _cell(self.cleaned_data.get(name)) for name in NAMES if name in self.fields}

    @property
    def began_from(self) -> int:
        """The edition."""
        return self.cleaned_data.get("edition") or 0

    @property
    def shelves(self) -> list[Shelf]:
        """The fields in their groups, for the template."""
        found = []
        for group in fields.groups():
            rows = [
                [Place(self[name], self.theirs.get(name, "")) for name in row if name in self.fields]
                for row in group.rows
            ]
            found.append(Shelf(group.name, [row for row in rows if row]))
        return found

    def clean(self) -> dict[str, Any]:
        """Each column as a file's would be read; what is wrong stands beside its field."""
        cells = {name: text for name, text in self.cells.items() if name not in self.errors}
        for name, reason in read_cells(with_slug(cells) if self.is_new else cells, keeping.known())[1]:
            self.add_error(name, reason)
        return self.cleaned_data


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    """Cells as the fields hold them."""
    return {
        name: [part for part in cells[name].split(BETWEEN) if part] if name in fields.SEVERAL else cells[name]
        for name in cells
    }


def _cell(value: Any) -> str:
    match value:
        case list():
            return BETWEEN.join(value)
        case True:
            return "yes"
        case str():
            return " ".join(value.split())  # a cell is one line
    return ""


class CodeForm(Form):
    """The seven words."""

    code = typed.code(
        gettext_lazy("The code"),
        missing=gettext_lazy("Type the seven words."),
        hint=gettext_lazy("Seven words, from whoever runs this toolbox."),
    )

    def clean_code(self) -> str:
        """Seven words of ours."""
        return typed.read(self.cleaned_data["code"], codes.WORDS)


class RetireForm(Form):
    """Why an entry goes."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    public_reason = text(
        gettext_lazy("Why"),
        most=300,
        missing=gettext_lazy("Say why, in a few words. For example: The group has ended."),
        hint=gettext_lazy("In a sentence. Name nobody: this is not sealed."),
        autocomplete="off",
        dir="auto",
    )
    public_reason_es = text(gettext_lazy("Why, in Spanish"), most=300, required=False, autocomplete="off", dir="auto")
    told = forms.BooleanField(label=gettext_lazy("Say so to everybody who opens its address"), required=False)
