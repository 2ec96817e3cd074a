"""What is typed into a note."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.ui.forms import Form
from toolbox.kernel.ui.forms import text as line
from toolbox.kernel.vault.ids import new_id, unspell
from toolbox.tools.notes import rules
from toolbox.tools.notes.rules import Words

ROWS = 18


class NoteForm(Form):
    """A note: `edition` is the one that somebody began from, 0 for a new note."""

    title = line(
        gettext_lazy("Title"),
        most=rules.MOST_TITLE,
        missing=gettext_lazy("Give it a title, so that others find it. For example: Phone numbers."),
        autocomplete="off",
        dir="auto",
    )
    text = line(gettext_lazy("Text"), most=rules.MOST_TEXT, lines=ROWS, required=False, dir="auto")
    said = line(
        gettext_lazy("What you changed, in a few words"),
        most=rules.MOST_SAID,
        required=False,
        hint=gettext_lazy("If you like: it stands beside the version. For example: new number of the lawyer."),
        autocomplete="off",
        dir="auto",
    )
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)
    number = forms.CharField(widget=forms.HiddenInput, required=False)  # of a new note, so that it is made once

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:  # nothing was changed yet
            del self.fields["said"]
        self.fields["text"].strip = False  # type: ignore[attr-defined]  # spaces mean something in Markdown

    def clean_title(self) -> str:
        """One line."""
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_text(self) -> str:
        """With the line ends of this house."""
        typed = str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n").rstrip()
        if "\x00" in typed:
            raise forms.ValidationError(_("There is a sign in it that no text can have. Take it out, or type it anew."))
        return typed

    @property
    def words(self) -> Words:
        """What was typed, once it is valid."""
        return Words(self.cleaned_data["title"], self.cleaned_data["text"], self.cleaned_data.get("said", ""))

    @property
    def new_number(self) -> int:
        """The id that a new note gets: the same for a form that was sent twice."""
        try:
            return unspell(self.cleaned_data.get("number") or "")
        except ValueError:
            return new_id()

    @property
    def began_from(self) -> int:
        """The edition."""
        return self.cleaned_data.get("edition") or 0
