"""Whoever writes a form finds every kind of question in the reference."""

import re
from pathlib import Path

import pytest

from toolbox.kernel.intake import questions
from toolbox.kernel.intake.kinds import files, texts
from toolbox.kernel.intake.questions import Ask, Question

PAGE = (Path(__file__).resolve().parents[4] / "docs/reference/questions.md").read_text("utf-8")


def rows() -> dict[str, str]:
    """The rows of its tables by their first cell."""
    return dict(re.findall(r"^\| `(\w+)`[^|]* \| (.+) \|$", PAGE, re.M))


@pytest.mark.parametrize("ask", Ask)
def test_every_kind_is_there_with_what_is_asked_and_what_is_kept(ask: Ask) -> None:
    asked, _bar, kept = rows()[ask.value].partition(" | ")
    assert asked
    assert kept


def test_none_is_made_up_and_every_part_of_a_question_is_told() -> None:
    parts = set(Question.__struct_fields__) | {"least", "most"}
    assert rows().keys() <= {*(ask.value for ask in Ask), *parts}
    told = {name for name in parts if f"`{name}`" in PAGE}
    assert parts - told == {"name", "ask", "says", "choices"}


def test_its_numbers_are_true() -> None:
    for number in (questions.MOST_QUESTIONS, questions.MOST_CONDITIONS, texts.LINE, files.MEGABYTES):
        assert f" {number} " in PAGE
    assert f" {texts.PAGES:,} " in PAGE
