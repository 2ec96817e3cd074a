"""What changed between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from toolbox.tools.notes.diffs import compared


def test_a_changed_number_is_shown_inside_its_line() -> None:
    lines = compared("Lawyer: 555-0100, ask for Dill", "Lawyer: 555-0199, ask for Dill")
    assert [line.change for line in lines] == ["gone", "new"]
    assert [piece.text for piece in lines[0].pieces if piece.change == "gone"] == ["0100"]
    assert [piece.text for piece in lines[1].pieces if piece.change == "new"] == ["0199"]


def test_what_is_far_from_a_change_is_left_out() -> None:
    old = "\n".join(str(number) for number in range(30))
    lines = compared(old, old + "\nbread")
    assert lines[0].left_out == 28
    assert [piece.text for line in lines[1:] for piece in line.pieces] == ["28", "29", "bread"]


def test_the_same_text_has_no_changes() -> None:
    assert compared("a\nb", "a\nb") == []


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_both_texts_can_be_read_from_a_comparison(old: str, new: str) -> None:
    lines = compared(old, new)
    if not any(line.left_out for line in lines) and lines:
        was = "\n".join("".join(p.text for p in line.pieces) for line in lines if line.change != "new")
        now = "\n".join("".join(p.text for p in line.pieces) for line in lines if line.change != "gone")
        assert sorted(was.split("\n")) == sorted(old.split("\n"))
        assert sorted(now.split("\n")) == sorted(new.split("\n"))
