"""The languages that somebody speaks."""

from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from toolbox.kernel.intake.kinds.base import Asked, Lines, plain, too_long
from toolbox.kernel.intake.kinds.texts import LINE
from toolbox.kernel.intake.questions import Question
from toolbox.kernel.records.folding import fold
from toolbox.kernel.ui import days

# In their own names. Those most spoken at home in the United States (American Community Survey, 2019), and those of
# people whom no telephone line serves. Any other can be typed.
COMMON = {
    "en": "English",
    "es": "Español",
    "zh": "中文",
    "ar": "العربية",
    "fr": "Français",
    "ht": "Kreyòl ayisyen",
    "ko": "한국어",
    "mam": "Mam",
    "pt": "Português",
    "quc": "K’iche’",
    "ru": "Русский",
    "so": "Soomaali",
    "tl": "Tagalog",
    "vi": "Tiếng Việt",
}
OTHER = "other"


class Spoken(forms.Widget):
    """Boxes for the common ones, and a line for another."""

    template_name = "intake/kinds/languages.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[str], str]:
        """What was chosen, and what was typed."""
        return list(data.getlist(name)), str(data.get(f"{name}-{OTHER}") or "")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: nothing chosen is an answer too."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template needs."""
        chosen, typed = value or ((), "")
        return {
            "name": name,
            "options": [(code, words, code in chosen) for code, words in COMMON.items()],
            "other": f"{name}-{OTHER}",
            "typed": typed,
        }


class Languages(Asked):
    """The languages that somebody speaks: codes of ISO 639, and what else they typed as it stands."""

    together = True

    def __init__(self, question: Question) -> None:
        super().__init__(question, Spoken())

    def missing(self) -> str:
        """What to do."""
        return _("Choose a language, or write which one you speak.")

    def to_python(self, value: Any) -> list[str]:
        """The codes, then what was typed and is no language that we know. Raises ValidationError where it is long."""
        chosen, typed = value
        line = plain(typed)
        if len(line) > LINE:
            raise ValidationError(too_long(LINE))
        more = [_codes().get(fold(word.strip()), word.strip()) for word in line.split(",") if word.strip()]
        return list(dict.fromkeys([*(code for code in COMMON if code in chosen), *more]))

    def said(self, value: list[str]) -> Lines:
        """The codes, and the names in the sender's language."""
        names = days.locale().languages
        return Lines(tuple(value), tuple(names.get(code, COMMON.get(code, code)) for code in value))


@cache
def _codes() -> dict[str, str]:
    """Codes by the names of languages in English, in Spanish and in themselves, folded."""
    found = {fold(name): code for spoken in ("en", "es") for code, name in Locale(spoken).languages.items()}
    return {**found, **{fold(name): code for code, name in COMMON.items()}}
