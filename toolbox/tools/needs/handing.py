"""The form with which a shift ends: three lines for the next ones, and what becomes of what one has in hand."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell, unspell
from toolbox.tools.needs.records import Ask

MOST = 2_000
KEEP, LET_GO = "keep", "free"


class HandOverForm(Form):
    """Three lines, and a choice for each thing that one does."""

    done = text(gettext_lazy("Done"), most=MOST, lines=2, required=False, hint=gettext_lazy("What you got through."))
    still = text(
        gettext_lazy("Still open"),
        most=MOST,
        lines=2,
        required=False,
        hint=gettext_lazy("Numbers are enough: 0412 waits for a call at six in the evening."),
    )
    kind = text(
        gettext_lazy("Be kind to …"),
        most=MOST,
        lines=2,
        required=False,
        hint=gettext_lazy("Who had a hard night: somebody who called, or one of you."),
    )

    def __init__(
        self,
        mine: Sequence[tuple[Held[Ask], str]],
        others: Sequence[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mine = [held for held, _says in mine]
        choices = [(KEEP, _("I go on with it")), (LET_GO, _("Let it go: it is free again"))]
        choices += [(member, _("Hand it to %(name)s") % {"name": name}) for member, name in others]
        for held, says in mine:
            self.fields[_field(held)] = forms.ChoiceField(
                label=says,
                choices=choices,
                required=False,
                initial=KEEP,
                error_messages={"invalid_choice": _("They are not in this circle any more. Choose again.")},
            )

    def passes(self) -> list[tuple[Held[Ask], int]]:
        """What does not stay with them, and the member who has it from now on; 0: nobody."""
        given = [(held, self.cleaned_data.get(_field(held)) or KEEP) for held in self.mine]
        return [(held, 0 if to == LET_GO else unspell(to)) for held, to in given if to != KEEP]


def _field(held: Held[Ask]) -> str:
    return f"claim-{spell(held.id)}"
