"""A shift from the note of whoever was there before to the one for the next."""

import pytest

from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.vault.ids import spell
from toolbox.tools.needs import keeping
from toolbox.tools.needs.tests.town import asks, asks_for, board, opened, the_ask, written

pytestmark = pytest.mark.django_db


def notes(desk: Desk) -> list[str]:
    return [one.done for one in keeping.board_of(opened(desk).circle).value.shifts]


def claim(desk: Desk, need: int) -> None:
    sent(desk.alder, desk.at("need", need), desk.at("need_do", need), do="claim")


def test_the_first_shift_has_a_script_and_says_how_it_ends(desk: Desk) -> None:
    asks_for(desk)
    written(desk)
    assert "Begin my shift" in words(desk.alder, board(desk))
    page = words(desk.alder, desk.at("needs_shift"))
    assert "Nobody left a note yet." in page
    assert "<strong>1</strong> have nobody yet" in page
    assert "<strong>1</strong> came in and are not on the board yet" in page
    assert "What to say" in page
    assert page.count('class="button main"') == 1


def test_a_quiet_night_says_so(desk: Desk) -> None:
    assert "Nothing waits." in words(desk.alder, desk.at("needs_shift"))


def test_three_lines_reach_whoever_comes_next_and_their_desk(desk: Desk) -> None:
    written(desk)
    answer = said(
        sent(desk.alder, desk.at("needs_hand_over"), done="nine calls", still="0412 at six", kind="Rosa, a hard night")
    )
    assert "You have handed over. Thank you. Now rest." in answer
    assert "left a note for the next shift." in words(desk.birch, "/desk/")
    assert "left a note for the next shift." not in words(desk.alder, "/desk/")
    page = words(desk.birch, desk.at("needs_shift"))
    for line in ("nine calls", "0412 at six", "Rosa, a hard night"):
        assert line in page
    sent(desk.birch, desk.at("needs_hand_over"), done="two more")
    assert notes(desk) == ["two more", "nine calls"]
    assert "Notes from before" in words(desk.alder, desk.at("needs_shift"))


def test_going_back_and_pressing_again_leaves_one_note(desk: Desk) -> None:
    for _time in range(2):
        sent(desk.alder, desk.at("needs_hand_over"), done="nine calls")
    assert notes(desk) == ["nine calls"]


def test_what_i_do_is_kept_let_go_or_handed_on_as_i_chose(desk: Desk) -> None:
    kept, freed, given = (written(desk, name) for name in ("A cot", "Formula", "Matches"))
    for held in (kept, freed, given):
        claim(desk, held.id)
    page = words(desk.alder, desk.at("needs_hand_over"))
    assert "Formula, until" in page
    assert "Hand it to Birch" in page
    choices = {f"claim-{spell(freed.id)}": "free", f"claim-{spell(given.id)}": spell(desk.birchs.me.id)}
    sent(desk.alder, desk.at("needs_hand_over"), done="nine calls", **choices)
    holders = {held.id: held.value.claim.by if held.value.claim else 0 for held in asks(desk)}
    assert holders == {kept.id: desk.group.me.id, freed.id: 0, given.id: desk.birchs.me.id}
    assert "You do 1 errand." in words(desk.birch, "/desk/")


def test_a_call_that_is_open_is_free_once_i_hand_over(desk: Desk) -> None:
    held = written(desk)
    sent(desk.alder, desk.at("needs_next"))
    assert f"You are still on a call: {held.value.number:04d}." in words(desk.alder, desk.at("needs_hand_over"))
    sent(desk.alder, desk.at("needs_hand_over"))
    assert the_ask(desk).value.locked_until is None
    assert notes(desk) == [], "a note that says nothing is none"


def test_what_somebody_else_has_by_now_is_named_and_my_note_is_safe(desk: Desk) -> None:
    held = written(desk)
    claim(desk, held.id)
    address = desk.at("needs_hand_over")
    form = hidden(desk.alder, address, address)
    answer = sent(desk.birch, desk.at("need", held.id), desk.at("need_do", held.id), do="let-go")
    assert answer.status_code == 302
    answer = desk.alder.post(address, {**form, "done": "nine calls", f"claim-{spell(held.id)}": "free"})
    assert "You have handed over." in said(answer)
    assert notes(desk) == ["nine calls"]
    assert the_ask(desk).value.claim is None


def test_somebody_who_left_the_circle_is_handed_nothing(desk: Desk) -> None:
    held = written(desk)
    claim(desk, held.id)
    answer = sent(desk.alder, desk.at("needs_hand_over"), done="nine", **{f"claim-{spell(held.id)}": spell(12345)})
    assert "They are not in this circle any more. Choose again." in said(answer)
    assert "nine" in said(answer)
    assert notes(desk) == []


def test_a_note_that_is_too_long_is_said_and_kept_on_the_page(desk: Desk) -> None:
    answer = said(sent(desk.alder, desk.at("needs_hand_over"), done="x" * 2001))
    assert "This is too long" in answer
    assert "x" * 2001 in answer


def test_a_practice_call_is_kept_nowhere(desk: Desk) -> None:
    address = desk.at("needs_practice")
    for who in ("1", "2", "3"):
        page = words(desk.alder, f"{address}?who={who}")
        assert "555-01" in page
        for do in ("talked", "no-answer", "voicemail", "wrong-number"):
            answer = said(sent(desk.alder, f"{address}?who={who}", address, who=who, words="Formula", do=do))
            assert "In the contact log would stand" in answer
    talked = said(sent(desk.alder, address, who="1", words="Formula", do="talked"))
    assert "It would be marked as still to be asked: how to reach them, where" in talked
    assert asks(desk) == []
    assert notes(desk) == []


def test_more_notes_than_ten_are_not_kept(desk: Desk) -> None:
    for number in range(12):
        sent(desk.alder, desk.at("needs_hand_over"), done=f"shift {number}")
    assert notes(desk) == [f"shift {number}" for number in range(11, 1, -1)]
