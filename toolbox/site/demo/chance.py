"""Chance and days: the same for the same seed and day, so that two towns of one seed can be compared."""

import datetime
import random
import re

from babel.dates import format_date

from toolbox.kernel.vault import words

WRITTEN = {"en": "EEEE d MMMM", "es": "EEEE d 'de' MMMM"}
SATURDAY = 5
_PLACE = re.compile(r"\{(day|saturday)([+-]\d+)?\}")
_HOURS = range(7, 22)  # when people write notes


def chance(seed: int, *about: str) -> random.Random:
    """Throws of dice for one purpose, the same for the same seed. Nothing that protects anybody may come from here."""
    return random.Random("\n".join([str(seed), *about]))  # noqa: S311 (invented people need no secrets)


def passphrase(seed: int, handle: str, language: str) -> str:
    """The six words of an invented member: known to everybody who has the toolbox."""
    return " ".join(chance(seed, "passphrase", handle).sample(words.wordlist(language), words.PASSPHRASE))


def moment(today: datetime.date, days: int, dice: random.Random) -> datetime.datetime:
    """An hour of waking on a day so many days ago, in UTC; of today, its first minute, which has passed for sure."""
    day = today - datetime.timedelta(days=days)
    hour, minute = dice.choice(_HOURS), dice.randrange(60)
    return datetime.datetime.combine(day, datetime.time(hour if days else 0, minute if days else 0), datetime.UTC)


def dated(text: str, today: datetime.date, language: str = "") -> str:
    """The text with days in the place of {day+3}, {day}, {saturday} (the coming one) or {saturday-2} (weeks).

    Days are written out in a language, or as 2026-11-24 without one.
    """

    def day(found: re.Match[str]) -> str:
        offset = int(found[2] or 0)
        if found[1] == "saturday":
            offset = (SATURDAY - today.weekday()) % 7 + 7 * offset
        shown = today + datetime.timedelta(days=offset)
        return format_date(shown, WRITTEN[language], locale=language) if language else shown.isoformat()

    return _PLACE.sub(day, text)
