"""The codes that the host gives away, and the one that a start of the server prints."""

import datetime

import pytest

from toolbox.kernel.members import founding

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2031, 5, 5, 12, 0, tzinfo=datetime.UTC)


def test_a_restart_voids_the_code_that_the_start_before_printed_and_no_other() -> None:
    given = [founding.new_code(NOON) for _time in range(3)]
    first = founding.start_code(NOON)
    given.append(founding.new_code(NOON))
    second = founding.start_code(NOON)
    assert not founding.is_good(first, NOON)
    assert founding.is_good(second, NOON)
    assert all(founding.is_good(code, NOON) for code in given)
    assert founding.use(second, NOON)
    assert founding.is_good(founding.start_code(NOON), NOON), "also after the one before was used"


def test_a_code_lasts_a_week_and_opens_once() -> None:
    code = founding.new_code(NOON)
    assert not founding.is_good(code, NOON + founding.LASTS)
    assert founding.use(code, NOON)
    assert not founding.use(code, NOON)
