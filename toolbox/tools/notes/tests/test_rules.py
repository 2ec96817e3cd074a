"""One text out of two, versions that are let go, and what a download tells of a file's name."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from toolbox.tools.notes import rules
from toolbox.tools.notes.rules import Words

NOW = datetime.datetime(2026, 3, 3, 21, 35, tzinfo=datetime.UTC)
LINES = st.lists(st.sampled_from("abcd"), max_size=6)


def test_what_only_one_of_two_changed_is_as_they_made_it() -> None:
    made = rules.both("lawyer\nvan\nkeys", "lawyer, new number\nvan\nkeys", "lawyer\nvan\nkeys\nbread")
    assert made == rules.Both("lawyer, new number\nvan\nkeys\nbread", 0)


def test_what_one_took_out_stays_out() -> None:
    assert rules.both("lawyer\nold van\nkeys", "lawyer\nkeys", "lawyer\nold van\nkeys\nbread").text == (
        "lawyer\nkeys\nbread"
    )


def test_where_both_changed_a_line_both_stand() -> None:
    made = rules.both("lawyer 1\nvan", "lawyer 2\nvan", "lawyer 3\nvan")
    assert made == rules.Both("lawyer 2\nlawyer 3\nvan", 1)


def test_without_what_they_began_from_nothing_of_either_is_lost() -> None:
    made = rules.both(None, "a\nTheirs\nz", "a\nYours\nz")
    assert made == rules.Both("a\nTheirs\nYours\nz", 1)


@given(LINES, LINES, LINES)
def test_every_line_that_somebody_wrote_is_there(base: list[str], theirs: list[str], yours: list[str]) -> None:
    made = rules.both("\n".join(base), "\n".join(theirs), "\n".join(yours)).text.split("\n")
    written = (set(theirs) | set(yours)) - set(base)
    assert written <= set(made)


@given(LINES, LINES)
def test_who_changed_nothing_changes_nothing(base: list[str], theirs: list[str]) -> None:
    was, other = "\n".join(base), "\n".join(theirs)
    assert rules.both(was, other, was) == rules.Both(other, 0)
    assert rules.both(was, was, other) == rules.Both(other, 0)


def test_an_edition_grows_only_where_something_changed() -> None:
    page = rules.begun(Words("Keys", "Under the pot"), 7, NOW)
    assert rules.edited(page, Words("Keys", "Under the pot", "nothing"), 8, NOW) is page
    changed = rules.edited(page, Words("Keys", "With Birch"), 8, NOW)
    assert (changed.edition, changed.by) == (2, 8)


def test_the_oldest_versions_are_let_go() -> None:
    assert rules.surplus((edition, edition) for edition in range(1, 51)) == []
    assert sorted(rules.surplus((edition, edition) for edition in range(1, 54))) == [1, 2, 3]


def test_empty_lines_at_the_end_are_no_change() -> None:
    assert rules.both("lawyer 1\nvan\n", "lawyer 2\nvan", "lawyer 1\nvan\nkeys") == rules.Both("lawyer 2\nvan\nkeys", 0)
