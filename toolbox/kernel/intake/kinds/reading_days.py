"""Reads days as people write them: 24 November, 24/11/2026, Nov 24, 24 de noviembre, 2026-11-24, tomorrow. Pure."""

import datetime
import re
from collections.abc import Iterator

from babel import Locale
from babel.dates import format_skeleton

from toolbox.kernel.records.folding import fold

YEARS = range(1900, 2200)
LONGEST = 60  # characters
NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1, "hoy": 0, "manana": 1, "ayer": -1}
_NUMBERS = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_ALWAYS = ("en", "es")  # months are read in these whatever the page speaks


class NoDay(ValueError):
    """It cannot be read as a day."""


class TwoDays(NoDay):
    """It may be either of two days."""

    def __init__(self, first: datetime.date, second: datetime.date) -> None:
        super().__init__()
        self.days = first, second


def read(written: str, language: str, today: datetime.date) -> datetime.date:
    """The day that was meant. Without a year it is the one nearest to today. Raises NoDay, TwoDays."""
    text = fold(written).strip()
    if not text or len(text) > LONGEST:
        raise NoDay
    if text in NEAR:
        return today + datetime.timedelta(days=NEAR[text])
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _dated(day, month, year)
    if found := _NUMBERS.fullmatch(text):
        return _numbers(int(found[1]), int(found[2]), found[3] or "", today)
    return _words(text, language, today)


def _numbers(first: int, second: int, year: str, today: datetime.date) -> datetime.date:
    """24/11 or 11/24. Where both ways are a day, nobody can know which was meant."""
    days = []
    for day, month in ((first, second), (second, first)):
        try:
            days.append(_in_year(day, month, year, today))
        except NoDay:
            continue
    if not days:
        raise NoDay
    if len(set(days)) == 2:
        raise TwoDays(days[0], days[1])
    return days[0]


def _words(text: str, language: str, today: datetime.date) -> datetime.date:
    """A day whose month is a word."""
    numbers = re.findall(r"\d+", text)
    months = {month for word in re.findall(r"[^\W\d_]{3,}", text) for month in _months(word, language)}
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        raise NoDay
    if len(numbers[0]) == 4:
        numbers.reverse()  # 2026 Nov 24
    year = numbers[1] if len(numbers) == 2 else ""
    if len(numbers[0]) > 2 or len(year) not in {0, 2, 4}:
        raise NoDay
    return _in_year(int(numbers[0]), months.pop(), year, today)


def _months(word: str, language: str) -> Iterator[int]:
    """The months that a word is the name of, or the beginning of the name."""
    for code in {*_ALWAYS, language}:
        names = Locale.parse(code, sep="-").months["format"]["wide"]
        for number, name in names.items():
            if fold(name).startswith(word):
                yield number


def _in_year(day: int, month: int, year: str, today: datetime.date) -> datetime.date:
    if year:
        written = int(year)
        return _dated(day, month, written if len(year) == 4 else _century(written, today))
    near = []
    for candidate in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(_dated(day, month, candidate))
        except NoDay:
            continue  # 29 February
    if not near:
        raise NoDay
    return min(near, key=lambda found: abs(found - today))


def _century(two: int, today: datetime.date) -> int:
    """The whole year of two digits: the one that is at most twenty years ahead."""
    year = today.year // 100 * 100 + two
    return year - 100 if year > today.year + 20 else year


def _dated(day: int, month: int, year: int) -> datetime.date:
    if year not in YEARS:
        raise NoDay
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise NoDay from None


def without_year(day: datetime.date, locale: Locale) -> str:
    """A day as people would write it, such as 24 November."""
    return format_skeleton("MMMMd", day, locale=locale)
