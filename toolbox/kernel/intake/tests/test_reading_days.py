"""Somebody writes a day as they are used to."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.intake.kinds import reading_days
from toolbox.kernel.intake.kinds.reading_days import NoDay, TwoDays

TODAY = datetime.date(2026, 11, 27)
NOVEMBER = datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    "written",
    [
        *("2026-11-24", "24 November", "November 24", "nov 24", "24 Nov. 2026", "Nov 24, 2026", "2026 Nov 24"),
        *("24/11/2026", "11/24/2026", "24.11.26", "24-11", "Tuesday, November 24th", "٢٤ november", "24 de noviembre"),
        *("el 24 de NOVIEMBRE del 2026", "24 nov", "2026/11/24", " 24   noviembre "),
    ],
)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_all_these_are_the_same_day(written: str, language: str) -> None:
    assert reading_days.read(written, language, TODAY) == NOVEMBER


def test_a_month_in_the_language_of_the_page() -> None:
    assert reading_days.read("24 نوفمبر", "ar", TODAY) == NOVEMBER
    with pytest.raises(NoDay):
        reading_days.read("24 نوفمبر", "en", TODAY)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("today", TODAY),
        ("mañana", datetime.date(2026, 11, 28)),
        ("3 January", datetime.date(2027, 1, 3)),
        ("3 October", datetime.date(2026, 10, 3)),
        ("5/5", datetime.date(2027, 5, 5)),
        ("5 May 87", datetime.date(1987, 5, 5)),
        ("29 feb 24", datetime.date(2024, 2, 29)),
    ],
)
def test_without_a_year_it_is_the_nearest(written: str, meant: datetime.date) -> None:
    assert reading_days.read(written, "en", TODAY) == meant


def test_what_may_be_two_days_is_asked_again() -> None:
    with pytest.raises(TwoDays) as two:
        reading_days.read("3/4/2026", "en", TODAY)
    assert two.value.days == (datetime.date(2026, 4, 3), datetime.date(2026, 3, 4))


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "24", "31 February", "0 May", "24 November 0", "0000-01-01", "24 November 0000", "99/99/2026"),
        *("24 November 12026", "1/2/3/4", "2026-13-01", "29 February 2026", "May June 4", "ma 4", "x" * 100),
    ],
)
def test_all_these_are_no_day(written: str) -> None:
    with pytest.raises(NoDay):
        reading_days.read(written, "es", TODAY)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789/-. novembrday")), max_size=40))
def test_no_text_breaks_it(written: str) -> None:
    try:
        found = reading_days.read(written, "es", TODAY)
    except NoDay:
        return
    assert found.year in reading_days.YEARS


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_a_day_in_words_is_read_back(day: datetime.date) -> None:
    assert reading_days.read(f"{day.day} {day:%B} {day.year}", "en", TODAY) == day
