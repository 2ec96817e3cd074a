"""What a page says, after days of good and bad answers."""

from datetime import date
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from toolbox.library.links.outcome import Outcome
from toolbox.library.links.verdict import NEVER, Verdict, verdict

HERE = "https://garden.example.org/"
ELSEWHERE = "https://garden.example.net/"


class Check(NamedTuple):
    url: str
    day: date
    outcome: str
    led_to: str = ""


def day(number: int) -> date:
    return date(2031, 5, number)


def story(*outcomes: str) -> list[Check]:
    """Checks of one address on days 1, 2, 3 …, told forwards, handed over newest first."""
    return [Check(HERE, day(number), outcome) for number, outcome in enumerate(outcomes, 1)][::-1]


def test_a_link_that_nobody_asked_is_never() -> None:
    assert verdict(HERE, []) == Verdict(NEVER)


def test_a_link_that_answers_says_when() -> None:
    assert verdict(HERE, story("gone", "gone", "ok")) == Verdict("ok", day(3))


def test_one_failure_alone_is_unsure_and_remembers_the_last_answer() -> None:
    assert verdict(HERE, story("ok", "gone")) == Verdict("unsure", day(1))


def test_two_failures_on_different_days_are_gone() -> None:
    assert verdict(HERE, story("ok", "gone", "gone")) == Verdict("gone", day(1))


def test_two_failures_on_one_day_are_one() -> None:
    twice = [Check(HERE, day(4), "gone"), Check(HERE, day(4), "gone")]
    assert verdict(HERE, twice).state == "unsure"


def test_a_time_out_between_or_after_two_failures_changes_nothing() -> None:
    assert verdict(HERE, story("gone", "unsure", "gone")).state == "gone"
    assert verdict(HERE, story("gone", "gone", "unsure")).state == "gone"


def test_an_answer_between_two_failures_begins_the_count_again() -> None:
    for answer in ("ok", "moved", "refused"):
        assert verdict(HERE, story("gone", answer, "gone")).state == "unsure"


def test_a_moved_page_says_where_to() -> None:
    checks = [Check(HERE, day(2), "moved", ELSEWHERE), Check(HERE, day(1), "ok")]
    assert verdict(HERE, checks) == Verdict("moved", day(2), ELSEWHERE)


def test_a_refusal_is_neither_gone_nor_an_answer() -> None:
    assert verdict(HERE, story("ok", "refused")) == Verdict("refused", day(1))


def test_a_changed_address_begins_anew() -> None:
    assert verdict(ELSEWHERE, story("gone", "gone")) == Verdict(NEVER)
    checks = [Check(ELSEWHERE, day(9), "gone"), *story("gone", "gone")]
    assert verdict(ELSEWHERE, checks).state == "unsure"


@given(st.lists(st.sampled_from([outcome.value for outcome in Outcome]), max_size=20))
def test_gone_is_never_said_of_what_failed_on_fewer_than_two_days(outcomes: list[str]) -> None:
    found = verdict(HERE, story(*outcomes))
    if found.state == "gone":
        assert outcomes.count("gone") >= 2
        assert outcomes[-1] in ("gone", "unsure")
