"""What stands on the page of a call: the ask to be filled in while talking, what came of it, texts to copy."""

import datetime
from typing import Any, NamedTuple

from babel.dates import format_datetime
from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toolbox.kernel.intake.acts.choosing import base
from toolbox.kernel.intake.worded import Worded
from toolbox.kernel.ui.days import WORLD, locale
from toolbox.kernel.ui.forms import text
from toolbox.tools.needs.acting import MOST, again
from toolbox.tools.needs.fields import to_come
from toolbox.tools.needs.forms import AskForm, to_ask
from toolbox.tools.needs.records import Ask, Board

FIRST = ("version", "said", "again_day", "again_at")


class CallForm(AskForm):
    """An ask while somebody talks, and what came of the call."""

    def __init__(self, board: Board, before: Ask, *args: Any, **kwargs: Any) -> None:
        super().__init__(board, before, *args, **kwargs)
        self.fields["said"] = text(
            _("What was said, and what you promised"),
            most=MOST,
            lines=3,
            required=False,
            hint=_("A line for whoever calls next."),
        )
        self.fields["again_day"] = forms.DateField(
            label=_("Call again on"),
            required=False,
            help_text=_("Only where you agreed on a day. Otherwise the buttons say when."),
            widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Write a day, for example 2026-11-30.")},
        )
        self.fields["again_at"] = forms.TimeField(
            label=_("At"),
            required=False,
            widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
            error_messages={"invalid": _("Write a time, for example 18:00.")},
        )
        self.order_fields(FIRST)

    def clean_again_day(self) -> datetime.date | None:
        """Not a day that is over."""
        return to_come(self.cleaned_data["again_day"])

    def stands(self, version: int) -> None:
        """Let it stand as it was typed, over the version that has it already."""
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed["version"] = str(version)

    def again(self, now: datetime.datetime) -> datetime.datetime | None:
        """When to call again, where a day or a time was agreed on."""
        return again(self.cleaned_data["again_day"], self.cleaned_data["again_at"], now)


def still_to_ask(form: AskForm) -> list[str]:
    """What is open: it is asked while somebody talks anyway. As `unknown` of an ask names it."""
    reaches = any_of(form["asker_phone"].value())
    return [
        name
        for field, name in to_ask(form.board, form["wants"].value() or ()).items()
        if not any_of(form[field].value()) and not (field == "phone" and reaches)
    ]


def any_of(value: Any) -> bool:
    """Whether a field has something in it; those of several parts have it in any."""
    return any(map(any_of, value)) if isinstance(value, list | tuple) else bool(value)


class ToCopy(NamedTuple):
    """A text for a message. `attribute` says in which language it is, where that is not the page's."""

    id: str
    name: str
    text: str
    attribute: SafeString


def language_of(ask: Ask) -> str:
    """The language in which to write to somebody: the first of theirs that this toolbox speaks, or the page's."""
    theirs = [base(one) for one in ask.who.languages]
    return next((one for one in theirs if one in dict(settings.LANGUAGES)), get_language() or "en")


def messages(board: Board, ask: Ask, again_at: datetime.datetime) -> list[ToCopy]:
    """Texts to copy in the language of the person: the circle's own, or the three that come with the toolbox."""
    language = language_of(ask)
    if board.messages:
        own = [(one.name, one.says.here(language), one.says.spoken(language)) for one in board.messages]
    else:
        names = (_("We have it"), _("Nobody answered"), _("On the way"))
        own = [(name, said, language) for name, said in zip(names, ready_made(language, again_at), strict=True)]
    here = base(get_language() or "en")
    return [
        ToCopy(f"text-{place}", name, said, SafeString("") if spoken == here else Worded(said, spoken).attribute)
        for place, (name, said, spoken) in enumerate(own)
    ]


def ready_made(language: str, again_at: datetime.datetime) -> list[str]:
    """Three texts without a place and without a name: others read along on many phones."""
    with translation.override(language):
        when = {"day": format_datetime(timezone.localtime(again_at), "EEEE", locale=locale()), "time": clock(again_at)}
        return [
            _("We got your message. We call you again on %(day)s at %(time)s.") % when,
            _("We tried to reach you. We try again on %(day)s at %(time)s.") % when,
            _("Somebody is on the way to you."),
        ]


def clock(when: datetime.datetime) -> str:
    """A time on the town's clock, such as 18:00."""
    time = format_datetime(timezone.localtime(when), "HH:mm", locale=locale())
    return time + (f" {WORLD}" if settings.TIME_ZONE == WORLD else "")


def script(board: Board) -> list[str]:
    """What is said on the phone: the circle's own words, or what others found useful."""
    if board.script.strip():
        return [line for line in board.script.splitlines() if line.strip()]
    return [
        _("Say your first name, and ask for the person. If somebody else answers, say that you call again, not why."),
        _("Ask: can you talk now? Who hears us?"),
        _("Ask what is needed first, by when, and where. Leave open what they do not want to say."),
        _("Read back what you wrote."),
        _("Say what happens next, and by when. Promise nothing that you cannot do."),
    ]
