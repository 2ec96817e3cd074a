"""Days in words, in the language of the page."""

import datetime

from babel import Locale
from babel.dates import format_date, format_datetime
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, to_locale

WORLD = "UTC"  # named on pages: nobody's own clock shows it


def locale() -> Locale:
    """Babel's locale for the language of this request."""
    language = to_locale(get_language() or "en")
    return Locale.parse("en_GB" if language == "en" else language)  # days as 3 March 2026


def day(when: datetime.date) -> str:
    """A day in words, such as 3 March 2026."""
    return format_date(when, "long", locale=locale())


def moment(when: datetime.datetime) -> str:
    """A day and a time on the town's clock, such as 3 March 2026, 21:35; without a town's clock, named as UTC."""
    here = timezone.localtime(when)
    time = format_datetime(here, "HH:mm", locale=locale())
    return f"{day(here.date())}, {time}" + (f" {WORLD}" if settings.TIME_ZONE == WORLD else "")
