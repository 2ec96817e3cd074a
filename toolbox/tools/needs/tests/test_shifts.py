"""Rules of a shift: the note for the next ones, and what becomes of what one has in hand."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from toolbox.tools.needs.records import Ask, Board, Came, Shift
from toolbox.tools.needs.rules import asks, shifts
from toolbox.tools.needs.rules.asks import NotNow

NOW = datetime.datetime(2026, 11, 24, 22, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()
ME, OTHER = 7, 8
NOTE = Shift(by=ME, when=NOW, done="nine calls", still="0412 at six", kind="Rosa")


@given(
    st.lists(
        st.builds(Shift, by=st.integers(1, 3), when=st.just(NOW), done=st.sampled_from(["a", "b", " "])), max_size=30
    )
)
def test_the_ten_newest_notes_are_kept_and_none_twice_in_a_row(notes: list[Shift]) -> None:
    board = Board()
    for note in notes:
        board = shifts.handed_over(board, note)
    assert len(board.shifts) <= shifts.KEPT
    assert all(one.done.strip() for one in board.shifts)
    assert all(one != two for one, two in pairwise(board.shifts))
    written = [note for note in notes if note.done.strip()]
    assert (board.shifts[0] if board.shifts else None) == (written[-1] if written else None)


def test_going_back_and_sending_a_note_again_leaves_one() -> None:
    once = shifts.handed_over(Board(), NOTE)
    assert shifts.handed_over(once, replace(NOTE, when=NOW + datetime.timedelta(minutes=1))) == once


def test_the_desk_tells_others_of_a_note_for_three_days() -> None:
    board = shifts.handed_over(Board(), NOTE)
    assert shifts.carried_over(board, OTHER, NOW) == NOTE
    assert shifts.carried_over(board, ME, NOW) is None
    assert shifts.carried_over(board, OTHER, NOW + datetime.timedelta(days=4)) is None
    assert shifts.carried_over(Board(), OTHER, NOW) is None


def test_what_is_ones_own_is_let_go_or_handed_on_and_nothing_else() -> None:
    board, ask = Board(), Ask(came=NOW, source=Came.PHONE, number=1, words="A cot")
    mine = asks.claimed(ask, board, ME, NOW, TODAY)
    assert shifts.passed(mine, board, ME, 0, NOW, TODAY).claim is None
    theirs = shifts.passed(mine, board, ME, OTHER, NOW, TODAY)
    assert theirs.claim is not None
    assert theirs.claim.by == OTHER
    for gone in (ask, theirs):
        with pytest.raises(NotNow):
            shifts.passed(gone, board, ME, 0, NOW, TODAY)


def test_hanging_up_frees_ones_own_call_and_nobody_elses() -> None:
    ask = asks.locked(Ask(came=NOW, source=Came.PHONE, number=1, words="A cot"), OTHER, NOW)
    assert shifts.hung_up(ask, ME) == ask
    assert shifts.hung_up(ask, OTHER).locked_by == 0
