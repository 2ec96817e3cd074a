"""The forms of how a circle works: what it agreed on, what is asked for, skills, texts to send, parts of town."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from msgspec.structs import replace

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.records import money
from toolbox.kernel.records.money import Money
from toolbox.kernel.ui.forms import Form, text
from toolbox.tools.needs import outlays
from toolbox.tools.needs.fields import category_choices, one_of, several, skill_choices
from toolbox.tools.needs.records import Board, Category, Message, Skill
from toolbox.tools.needs.rules import settings as rules

AGREED = ("claim_days", "follow_days", "script", "tonight", "backup", "invite", "budget", "by_post")
"""The fields of a board that the first page shows."""

_FROM_TO = gettext_lazy("Write a number, from {least} to {most}.")


class Marked(Form):
    """A form that carries by which it is known whether somebody else saved meanwhile."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False)

    def over(self, mark: str, trouble: str) -> None:
        """Let it stand as it was typed, as a try over what is there now."""
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed["mark"] = mark
        self.add_error(None, trouble)


def _number(label: Any, least: int, most: int, hint: Any) -> forms.IntegerField:
    says = format_lazy(_FROM_TO, least=least, most=most)
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=hint,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), says),
    )


def _english_and_spanish(fields: dict[str, forms.Field], english: str, spanish: str, most: int, lines: int = 0) -> None:
    """Two fields for the same words. They stand in both languages on every page."""
    fields["en"] = text(english, most=most, lines=lines, required=False, lang="en")
    fields["es"] = text(spanish, most=most, lines=lines, required=False, lang="es")


class AgreedForm(Marked):
    """How long a claim holds, what is said on the phone, what can be spent."""

    claim_days = _number(
        gettext_lazy("Days for which something that somebody took on is theirs"),
        1,
        60,
        gettext_lazy("After that anybody can take it, unless they say that they still do it."),
    )
    follow_days = _number(
        gettext_lazy("Days after which somebody asks how it went"), 0, 60, gettext_lazy("0: nobody asks.")
    )
    script = text(
        gettext_lazy("What we say on the phone"),
        most=4_000,
        lines=6,
        required=False,
        hint=gettext_lazy("It stands beside every call."),
    )
    tonight = text(
        gettext_lazy("What we can and cannot do tonight"),
        most=2_000,
        lines=3,
        required=False,
        hint=gettext_lazy("It stands beside every call. Change it at the beginning of each shift."),
    )
    backup = text(
        gettext_lazy("Whom to call when you do not know any further"), most=300, required=False, autocomplete="off"
    )
    invite_en = text(gettext_lazy("Come decide with us, in English"), most=1_000, lines=2, required=False, lang="en")
    invite_es = text(
        gettext_lazy("Come decide with us, in Spanish"),
        most=1_000,
        lines=2,
        required=False,
        lang="es",
        hint=gettext_lazy("When something ended well, whoever asked reads it: where and when you next meet."),
    )
    budget = text(
        gettext_lazy("What may be laid out for one ask without asking anybody"),
        most=40,
        required=False,
        inputmode="decimal",
        dir="ltr",
        hint=gettext_lazy("For example 25. It is said beside the ask, and never enforced."),
    )
    currency = text(
        gettext_lazy("In which money"),
        most=3,
        required=False,
        dir="ltr",
        hint=gettext_lazy("Three letters, for example USD or MXN."),
    )
    by_post = forms.BooleanField(
        label=gettext_lazy("We send things by mail"),
        help_text=gettext_lazy("Then each ask has a button that destroys the address once the parcel is posted."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """An amount is one, in a currency that there is."""
        given = super().clean() or self.cleaned_data
        self.amount: Money | None = None
        if given.get("budget"):
            currency = str(given.get("currency") or "").upper()
            try:
                self.amount = money.written(given["budget"], currency, get_language() or "en")
            except ValueError as reason:
                self.add_error("budget", str(reason))
            else:
                if self.amount.amount <= 0:
                    self.add_error("budget", _("Write an amount in numbers, for example 12 or 12.50."))
        return given

    def changed(self, board: Board) -> Board:
        """The board as it was typed."""
        given = self.cleaned_data
        return replace(
            board,
            **{name: given[name] for name in ("claim_days", "follow_days", "script", "tonight", "backup", "by_post")},
            invite=Both(en=given["invite_en"], es=given["invite_es"]),
            budget=self.amount,
        )

    @staticmethod
    def of(board: Board) -> dict[str, Any]:
        """As the board is now."""
        budget = board.budget
        return {
            **{name: getattr(board, name) for name in AGREED},
            "invite_en": board.invite.en,
            "invite_es": board.invite.es,
            "budget": money.plain(budget) if budget else "",
            "currency": outlays.currency_of(board),
            "mark": rules.marked(board, AGREED),
        }


class OneForm(Marked):
    """One of a list. `which` is what it is called in data; empty for a new one."""

    which = forms.CharField(widget=forms.HiddenInput, required=False)

    def both(self) -> Both:
        """What it is called. At least one of the languages is there."""
        return Both(en=self.cleaned_data["en"], es=self.cleaned_data["es"])

    def clean(self) -> dict[str, Any]:
        """It must be called something."""
        given = super().clean() or self.cleaned_data
        if not (given.get("en") or given.get("es")) and not {"en", "es"} & set(self.errors):
            self.add_error("en", _("Write it in one of the languages at least."))
        return given


class CategoryForm(OneForm):
    """Something that is asked for."""

    def __init__(self, board: Board, before: Category | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=self._of(before), **kwargs)
        _english_and_spanish(self.fields, _("What it is called, in English"), _("In Spanish"), 120)
        name = before.name if before else ""
        wide = [choice for choice in category_choices(board, (before.parent,) if before else ()) if choice[0] != name]
        self.fields["parent"] = one_of(_("Stands under"), [("", _("nothing")), *wide])
        self.fields["by"] = several(
            _("Who can do it"),
            skill_choices(board, before.by if before else ()),
            _("Any one of these is enough. With none, everybody can."),
        )
        self.fields["remote"] = forms.BooleanField(
            label=_("By phone or mail: it does not matter where anybody lives"), required=False
        )
        self.fields["car"] = forms.BooleanField(label=_("Only with a car"), required=False)
        self.fields["cap"] = _number(_("How often one household is given it"), 0, 99, _("0: as often as it asks."))
        self.fields["cap_days"] = _number(
            _("Within how many days"), 1, 366, _("The first time never counts, and the board only reminds you.")
        )

    @staticmethod
    def _of(before: Category | None) -> dict[str, Any]:
        one = before or Category(name="new", says=Both())
        return {
            "en": one.says.en,
            "es": one.says.es,
            "parent": one.parent,
            "by": list(one.by),
            "remote": one.remote,
            "car": one.car,
            "cap": one.cap,
            "cap_days": one.cap_days,
        }

    def changed(self, board: Board, before: Category | None) -> Board:
        """The board with it. Raises ValueError."""
        given = self.cleaned_data
        taken = [one.name for one in board.categories]
        old = before or Category(name=rules.name_from(given["en"] or given["es"], taken), says=Both())
        facts = {name: given[name] for name in ("parent", "remote", "car", "cap", "cap_days")}
        return rules.with_category(board, replace(old, says=self.both(), by=tuple(given["by"]), **facts), old.name)


class SkillForm(OneForm):
    """Something that somebody can do."""

    def __init__(self, _board: Board, before: Skill | None, *args: Any, **kwargs: Any) -> None:
        one = before or Skill(name="new", says=Both())
        super().__init__(*args, initial={"en": one.says.en, "es": one.says.es, "car": one.car}, **kwargs)
        _english_and_spanish(self.fields, _("What it is called, in English"), _("In Spanish"), 120)
        self.fields["car"] = forms.BooleanField(label=_("Whoever does it has a car"), required=False)

    def changed(self, board: Board, before: Skill | None) -> Board:
        """The board with it. Raises ValueError."""
        given = self.cleaned_data
        taken = [one.name for one in board.skills]
        old = before or Skill(name=rules.name_from(given["en"] or given["es"], taken), says=Both())
        return replace(
            board, skills=rules.put(board.skills, replace(old, says=self.both(), car=given["car"]), old.name)
        )


class MessageForm(OneForm):
    """A text to copy into a message."""

    def __init__(self, _board: Board, before: Message | None, *args: Any, **kwargs: Any) -> None:
        initial = {"name": before.name, "en": before.says.en, "es": before.says.es} if before else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["name"] = text(
            _("What it is for"), most=120, missing=_("Write what it is for."), hint=_("For example: we come today.")
        )
        _english_and_spanish(self.fields, _("The text, in English"), _("In Spanish"), 1_000, 4)
        self.fields["es"].help_text = _("Write no names, places or times of day: others may see the phone.")

    def changed(self, board: Board, before: Message | None) -> Board:
        """The board with it. Raises ValueError."""
        message = Message(name=self.cleaned_data["name"], says=self.both())
        return replace(board, messages=rules.put(board.messages, message, before.name if before else ""))


class ZonesForm(Marked):
    """The parts of town."""

    zones = text(
        gettext_lazy("Parts of town"),
        most=12_000,
        lines=8,
        required=False,
        hint=gettext_lazy("One a line. Errands are shared out by them."),
    )

    def clean_zones(self) -> tuple[str, ...]:
        """The lines."""
        try:
            return rules.zones_from(self.cleaned_data["zones"])
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from None


class BesideForm(Marked):
    """Which parts of town lie beside which."""

    def __init__(self, board: Board, *args: Any) -> None:
        pairs = {*board.beside, *((other, one) for one, other in board.beside)}
        number = {zone: str(at) for at, zone in enumerate(board.zones)}
        initial = {
            f"beside_{at}": [number[other] for other in board.zones if (zone, other) in pairs]
            for at, zone in enumerate(board.zones)
        }
        super().__init__(
            *args, initial={**initial, "mark": rules.marked(board, ("zones", "beside"))}, auto_id="near_%s"
        )
        self.all = board.zones
        for at, zone in enumerate(board.zones):
            others = [(number[other], other) for other in board.zones if other != zone]
            self.fields[f"beside_{at}"] = several(zone, others)

    def ticked(self) -> dict[str, list[str]]:
        """For each part of town, those beside it."""
        return {
            zone: [self.all[int(other)] for other in self.cleaned_data[f"beside_{at}"]]
            for at, zone in enumerate(self.all)
        }
