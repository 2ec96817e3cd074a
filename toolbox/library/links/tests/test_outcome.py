"""How one response is judged."""

import pytest

from toolbox.library.links.outcome import Outcome, of_response
from toolbox.library.models import LinkCheck


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, "ok"), (203, "ok"), (204, "ok"),
        (404, "gone"), (410, "gone"),
        (401, "refused"), (403, "refused"), (406, "refused"), (429, "refused"), (451, "refused"), (999, "refused"),
        (300, "unsure"), (302, "unsure"), (400, "unsure"), (407, "unsure"), (500, "unsure"), (503, "unsure"),
    ],
)  # fmt: skip
def test_each_status_has_its_outcome(status: int, expected: str) -> None:
    assert of_response(status, {}, size=10) == expected


def test_a_wall_against_programs_is_a_refusal_whatever_its_status() -> None:
    assert of_response(503, {"server": "cloudflare"}, 10) == Outcome.REFUSED
    assert of_response(200, {"cf-mitigated": "challenge"}, 10) == Outcome.REFUSED
    assert of_response(202, {"x-amzn-waf-action": "challenge"}, 0) == Outcome.REFUSED


def test_a_wall_that_reports_a_broken_site_is_no_refusal() -> None:
    assert of_response(522, {"server": "cloudflare"}, 10) == Outcome.UNSURE
    assert of_response(503, {"server": "nginx"}, 10) == Outcome.UNSURE


def test_an_empty_page_is_no_answer() -> None:
    assert of_response(200, {}, size=0) == Outcome.UNSURE


def test_the_database_knows_the_same_outcomes() -> None:
    assert set(LinkCheck.Outcome.values) == {outcome.value for outcome in Outcome}
