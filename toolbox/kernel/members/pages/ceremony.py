"""Choosing a passphrase: six words that we propose, typed once more; or somebody's own, judged.

A form that asks for a new passphrase subclasses `Ceremony`, is made with the request's POST (or nothing), and shows
`{{ form }}` inside its `<form>` and `{% include "members/_ceremony_paper.html" %}` after it. What else stands on the
page is marked `no-print`, so that printing it gives a sheet with the six words and nothing else. After `is_valid()`
the passphrase is in `form.chosen`.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from toolbox.kernel.members import passphrase as passphrases
from toolbox.kernel.ui.forms import Form, secret, text
from toolbox.kernel.vault import words

LANGUAGES = ("en", "es")  # that have a list of words
FIELDS = frozenset({"proposed", "passphrase", "own", "again"})


class Ceremony(Form):
    """Six words and the field for typing them again; below, folded away, one's own passphrase twice.

    The six words are on the page anyway, so their copy can be seen and stays after an error. One's own passphrase is
    hidden, and never shown again. The proposal travels, so that an error shows the same words. The names of the fields
    are among those that never travel through a sign-in.
    """

    template_name = "members/_ceremony.html"

    proposed = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    passphrase = text(
        gettext_lazy("Type the six words"),
        most=passphrases.MOST,
        hint=gettext_lazy("With a space between them. Better from your paper than from this screen."),
        required=False,
        autocomplete="off",  # else the browser keeps what is typed into a field that can be seen
        autocapitalize="none",
        spellcheck="false",
        dir="ltr",
    )
    own = secret(gettext_lazy("Your own passphrase"), required=False, autocomplete="new-password")
    again = secret(gettext_lazy("The same once more"), required=False, autocomplete="new-password")

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, *, known: Sequence[str] = (), **how: Any):
        """`known` is what a guesser knows of this member, such as their handle."""
        self._known = tuple(known)
        self.here = _language(get_language() or "en")
        proposal = str(data.get("proposed", "")) if data is not None else ""
        self.replaced = data is not None and not is_ours(proposal)
        if not is_ours(proposal):
            proposal = passphrases.propose(self.here)
        if data is not None:
            data = data.copy()
            data["proposed"] = proposal
            data["passphrase"] = "" if self.replaced else data.get("passphrase", "")
        super().__init__(data, **how)
        self.fields["proposed"].initial = proposal
        self.proposal = proposal

    @property
    def words(self) -> list[str]:
        """The six words."""
        return self.proposal.split()

    @property
    def words_language(self) -> str:
        """The language that the words are of: not always that of the page, once somebody has switched."""
        return next((code for code in LANGUAGES if set(self.words) <= _listed(code)), "en")

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields that a subclass asks before the passphrase."""
        return [field for field in self.visible_fields() if field.name not in FIELDS]

    @property
    def is_own(self) -> bool:
        """Whether the part for one's own passphrase stands open: something in it was wrong."""
        return self.is_bound and bool({"own", "again"} & set(self.errors))

    @property
    def chosen(self) -> str:
        """The passphrase, once the form is valid."""
        return str(self.cleaned_data["chosen"])

    def guessable(self) -> list[str]:
        """What a guesser tries first: a subclass adds what was typed into the same form."""
        return [*self._known, *(str(self.cleaned_data.get(name, "")) for name in ("handle", "name"))]

    def clean(self) -> dict[str, Any]:
        """Take the six words as they were copied, or the own passphrase if it is good and the same twice."""
        given = self.cleaned_data
        own, again, copied = (str(given.get(name) or "") for name in ("own", "again", "passphrase"))
        if self.replaced:
            self.add_error("passphrase", _("These six words are new. Write them down, then type them."))
        elif copied and (own or again):
            self.add_error("passphrase", _("Type the six words, or a passphrase of your own: one of them, not both."))
        elif own or again:
            self._clean_own(own, again)
        elif (wrong := wrong_copy(copied, self.proposal)) is not None:
            self.add_error("passphrase", wrong)
        given["chosen"] = own or self.proposal
        return given

    def _clean_own(self, own: str, again: str) -> None:
        advice = passphrases.judge(own, self.here, self.guessable())
        if advice:
            self.add_error("own", advice)
        elif passphrases.normal(own) != passphrases.normal(again):
            self.add_error("again", _("This is not the same. Type both once more."))


def is_ours(proposal: str) -> bool:
    """Whether this could be a proposal of ours: six different words of one of our lists."""
    parts = proposal.split(" ")
    if len(parts) != words.PASSPHRASE or len(set(parts)) != words.PASSPHRASE:
        return False
    return any(set(parts) <= _listed(code) for code in LANGUAGES)


def wrong_copy(copied: str, proposal: str) -> str | None:
    """What is wrong with a copy of the six words, as a sentence that holds none of them; None where it is right."""
    typed, meant = passphrases.normal(copied).split(), proposal.split()
    if typed == meant:
        return None
    if not typed:
        return _("Type the six words that stand above.")
    if len(typed) != len(meant):
        if words.normal(copied).split() == meant:
            return _("The words are right. Put a space between them and no other sign.")
        return ngettext(
            "This is %(count)d word. There are six, with a space between them.",
            "These are %(count)d words. There are six, with a space between them.",
            len(typed),
        ) % {"count": len(typed)}
    if sorted(typed) == sorted(meant):
        return _("The words are right, but in another order. Type them in the order of the numbers.")
    places = [str(place) for place, (one, other) in enumerate(zip(typed, meant, strict=True), 1) if one != other]
    return ngettext(
        "This word is not the one above: number %(places)s.",
        "These words are not the ones above: numbers %(places)s.",
        len(places),
    ) % {"places": ", ".join(places)}


def _listed(code: str) -> frozenset[str]:
    return frozenset(words.wordlist(code))


def _language(code: str) -> str:
    return code if code in LANGUAGES else LANGUAGES[0]
