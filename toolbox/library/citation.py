"""How to cite an entry: one line that can be copied."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from toolbox.library.shown import Shown, day


def citation(shown: Shown, page: str, today: date | None = None) -> str:
    """Maker, name, years, address and the page of this library, with the day on which it was copied."""
    parts = [shown.maker.text, _("“%(name)s”") % {"name": shown.name.text}, shown.years.text, shown.link]
    seen = _("listed at %(page)s, %(day)s") % {"page": page, "day": day(today or timezone.now().date())}
    return ". ".join(part.rstrip(".") for part in [*parts, seen] if part) + "."
