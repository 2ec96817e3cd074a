"""Days in words, in the language of the page."""

import datetime

from babel import Locale
from babel.dates import format_date
from django.utils.translation import get_language, to_locale


def locale() -> Locale:
    """Babel's locale for the language of this request."""
    language = to_locale(get_language() or "en")
    return Locale.parse("en_GB" if language == "en" else language)  # days as 3 March 2026


def day(when: datetime.date) -> str:
    """A day in words, such as 3 March 2026."""
    return format_date(when, "long", locale=locale())
