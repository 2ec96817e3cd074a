"""Nothing is better than the assignment: held against every possibility, and against another solver."""

import random
from itertools import permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolbox.tools.needs.matching import accelerated
from toolbox.tools.needs.matching.assigning import Assignment, Rows, assign

COST = st.integers(0, 30)


@st.composite
def small(draw: st.DrawFn) -> tuple[list[list[tuple[int, int]]], int]:
    """A few rows and columns, some pairs impossible."""
    columns = draw(st.integers(0, 5))
    rows = []
    for _row in range(draw(st.integers(0, 5))):
        chosen = draw(st.sets(st.integers(0, columns - 1))) if columns else set()
        rows.append([(column, draw(COST)) for column in sorted(chosen)])
    return rows, columns


def worth(rows: Rows, found: list[int | None]) -> tuple[int, int]:
    """How many are not served, and what the others cost together; what is smaller is better."""
    costs = [dict(row)[column] for row, column in zip(rows, found, strict=True) if column is not None]
    return len(rows) - len(costs), sum(costs)


def every(rows: Rows, columns: int) -> tuple[int, int]:
    """The best of all possibilities."""
    best = (len(rows) + 1, 0)
    spots = [*range(columns), *([None] * len(rows))]
    for chosen in set(permutations(spots, len(rows))):
        if all(column is None or column in dict(row) for row, column in zip(rows, chosen, strict=True)):
            best = min(best, worth(rows, list(chosen)))
    return best


def check(found: list[int | None]) -> None:
    given_out = [column for column in found if column is not None]
    assert len(given_out) == len(set(given_out)), "two have the same"


@settings(max_examples=60)
@given(small())
@example(([[(0, 1), (1, 0), (2, 0), (3, 0), (4, 1)], [(0, 0), (1, 0), (2, 3), (3, 3), (4, 2)], [(0, 0), (1, 0)]], 5))
def test_no_possibility_is_better(case: tuple[list[list[tuple[int, int]]], int]) -> None:
    rows, columns = case
    found = assign(rows, columns)
    check(found)
    assert worth(rows, found) == every(rows, columns)


def town(seed: int, rows: int, columns: int, each: int) -> list[list[tuple[int, int]]]:
    dice = random.Random(seed)
    return [[(column, dice.randrange(1_000)) for column in dice.sample(range(columns), each)] for _row in range(rows)]


@pytest.mark.parametrize(("rows", "columns"), [(120, 120), (200, 90), (90, 200)])
@pytest.mark.parametrize("seed", range(4))
def test_another_solver_finds_nothing_better(seed: int, rows: int, columns: int) -> None:
    pytest.importorskip("scipy", reason="an optional package of this toolbox")
    made = town(seed, rows, columns, 12)
    assert worth(made, assign(made, columns)) == worth(made, accelerated.by_scipy(made, columns))


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_put_away_and_taken_up_again_it_is_as_good(seed: int, stop_after: int) -> None:
    rows = town(seed, 30, 25, 6)
    first, steps = Assignment(rows, 25), iter(range(stop_after))
    first.advance(lambda: next(steps, None) is None)
    again = Assignment(rows, 25)
    again.restore(first.saved())
    while not again.advance(lambda: True):
        check(again.result())
    assert worth(rows, again.result()) == worth(rows, assign(rows, 25))
    with pytest.raises(ValueError, match="another assignment"):
        Assignment(rows, 24 + 2).restore(first.saved())


def test_what_cannot_be_is_said() -> None:
    assert assign([], 3) == []
    assert assign([[], []], 0) == [None, None]
    with pytest.raises(ValueError, match="not there"):
        assign([[(3, 1)]], 3)
    with pytest.raises(ValueError, match="below nothing"):
        assign([[(0, -1)]], 3)


def test_the_same_question_has_the_same_answer() -> None:
    rows = [[(0, 5), (1, 5)], [(1, 5), (0, 5)]]
    assert assign(rows, 2) == assign(rows, 2)
