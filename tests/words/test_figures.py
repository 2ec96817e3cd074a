"""A figure says in one line what it is, what was measured, the goal, and whether it holds."""

import re

from benchmarks.figure import Figure, named


def test_a_line_a_figure() -> None:
    line = str(Figure(named("search-10k", "One typing error, Spanish"), "98.3% in the first ten", "at least 95%", True))
    assert line == "search-10k-one-typing-error-spanish: 98.3% in the first ten (goal: at least 95%) holds"
    assert str(Figure("pages-weight", "14 KB", "at most 13 KB", False)).endswith("falls short")


def test_names_can_be_asked_for() -> None:
    assert re.fullmatch(r"[a-z0-9-]+", named("search", "index of 124"))
