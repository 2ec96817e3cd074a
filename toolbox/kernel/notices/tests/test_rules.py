"""When bells ring, and how times are rounded."""

import datetime
from datetime import UTC
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.notices import rules, texts
from toolbox.kernel.notices.rules import Says

TIMES = st.datetimes(timezones=st.just(UTC)).map(lambda when: when.replace(year=2026, day=min(when.day, 28)))


def test_bells_ring_once_a_day_from_their_hour_on() -> None:
    morning = datetime.datetime(2026, 3, 9, 8, 59, tzinfo=ZoneInfo("America/Chicago"))
    assert not rules.rings("2026-03-08", morning, 9)
    nine = morning + datetime.timedelta(minutes=1)
    assert rules.rings("2026-03-08", nine, 9)
    assert rules.rings(None, nine, 9), "the first day of all"
    assert not rules.rings("2026-03-09", nine, 9)
    assert rules.rings("2026-03-08", nine.replace(hour=23), 9), "a server that was down at nine rings later"
    assert rules.rings("2026-03-08", nine.replace(hour=0), 0)


@given(TIMES)
def test_a_pause_ends_on_a_step_of_five_minutes(now: datetime.datetime) -> None:
    end = rules.later(now)
    assert (end.minute % 5, end.second, end.microsecond) == (0, 0, 0)
    assert rules.PAUSE <= end - now < rules.PAUSE + rules.STEP


@given(TIMES)
def test_it_is_tried_again_at_the_next_full_hour(now: datetime.datetime) -> None:
    end = rules.next_hour(now)
    assert (end.minute, end.second, end.microsecond) == (0, 0, 0)
    assert datetime.timedelta() < end - now <= rules.HOUR


@given(st.binary(min_size=32, max_size=32), st.integers(1, 2**62 - 1), st.text(max_size=40))
def test_a_code_has_six_digits_and_hangs_on_everything(pepper: bytes, bell: int, address: str) -> None:
    code = rules.code(pepper, bell, address)
    assert len(code) == rules.DIGITS
    assert code.isdecimal()
    assert code == rules.code(pepper, bell, address)


def test_codes_differ_by_row_and_by_address() -> None:
    pepper = b"p" * 32
    assert len({rules.code(pepper, bell, "a@example.org") for bell in range(1, 200)}) > 190
    assert rules.code(pepper, 1, "a@example.org") != rules.code(pepper, 1, "b@example.org")
    assert rules.code(pepper, 1, "a@example.org") != rules.code(b"q" * 32, 1, "a@example.org")


def test_every_notice_has_a_line_in_each_language_and_says_nothing() -> None:
    assert texts.lines(Says.DUE) == ("Something is due.", "Hay algo pendiente.")
    assert texts.lines(Says.ARRIVED) == ("Something arrived.", "Ha llegado algo.")
    assert texts.lines(Says.TEST) == ("This is a test.", "Esto es una prueba.")
    assert texts.lines(Says.CODE, "482913") == ("The code is 482913.", "La clave es 482913.")
