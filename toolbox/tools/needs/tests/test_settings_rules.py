"""How a circle works, changed piece by piece: nothing is lost, under itself, or there twice."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.records.people import Place
from toolbox.kernel.records.values import checked
from toolbox.tools.needs.records import Ask, Board, Came, Category, Offer, Skill
from toolbox.tools.needs.rules import boards, settings

NOW = datetime.datetime(2026, 11, 27, 18, tzinfo=datetime.UTC)
NAMES = ["food", "meal", "baby", "ride", "bed", "talk"]
ZONES = st.lists(st.sampled_from(["North", "Hill", "Ferry", "Dock", "Mill"]), unique=True).map(tuple)


def category(name: str, parent: str = "") -> Category:
    return Category(name=name, says=Both(en=name.title()), parent=parent)


@st.composite
def trees(draw: st.DrawFn) -> tuple[Category, ...]:
    """Categories, some of which name a parent; perhaps one that is not there, or themselves in a ring."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    return tuple(category(name, draw(st.sampled_from(["", *NAMES]))) for name in names)


def ask(zone: str) -> Ask:
    place = Place(zone=zone, street="Third") if zone else Place(street="Third")
    return Ask(came=NOW, source=Came.PHONE, number=1, words="A cot", place=place)


def offer(*zones: str) -> Offer:
    return Offer(came=NOW, source=Came.PHONE, number=1, words="A car", zones=zones)


@given(trees(), st.sampled_from(NAMES), st.sampled_from([-1, 1]))
def test_moving_loses_nothing_and_is_taken_back_by_moving_again(
    items: tuple[Category, ...], name: str, step: int
) -> None:
    moved = settings.moved(items, name, step)
    assert sorted(one.name for one in moved) == sorted(one.name for one in items)
    if moved != items:
        assert settings.moved(moved, name, -step) == items
    board = Board(categories=moved)
    assert {one.name for _depth, one in boards.tree(board)} == {one.name for one in items}


def test_up_and_down_go_past_those_that_stand_under_the_same() -> None:
    items = (category("food"), category("meal", "food"), category("ride"), category("baby", "food"))
    assert [one.name for one in settings.moved(items, "baby", -1)] == ["food", "baby", "ride", "meal"]
    assert [one.name for one in settings.moved(items, "ride", -1)] == ["ride", "meal", "food", "baby"]
    assert settings.moved(items, "meal", -1) == items, "it is the first under its own"
    assert settings.moved(items, "nothing", 1) == items


@given(trees(), st.sampled_from(NAMES), st.sampled_from(["", *NAMES]))
def test_nothing_comes_to_stand_under_itself(items: tuple[Category, ...], name: str, parent: str) -> None:
    board = Board(categories=items)
    try:
        changed = settings.with_category(board, category(name, parent), name)
    except ValueError:
        return
    known = boards.categories(changed)
    assert not parent or not boards.covers(known, name, parent)


def test_what_is_in_use_is_not_taken_away() -> None:
    board = Board(
        categories=(
            category("food"),
            category("meal", "food"),
            Category(name="ride", says=Both(en="Ride"), by=("drive",)),
        ),
        skills=(Skill(name="drive", says=Both(en="Drive")), Skill(name="cook", says=Both(en="Cook"))),
    )
    with pytest.raises(ValueError, match="3 asks still have it"):
        settings.without_category(board, "meal", 3)
    with pytest.raises(ValueError, match="Others stand under it"):
        settings.without_category(board, "food", 0)
    with pytest.raises(ValueError, match="2 offers still have it"):
        settings.without_skill(board, "cook", 2)
    with pytest.raises(ValueError, match="wants it"):
        settings.without_skill(board, "drive", 0)
    assert [one.name for one in settings.without_category(board, "meal", 0).categories] == ["food", "ride"]
    assert [one.name for one in settings.without_skill(board, "cook", 0).skills] == ["drive"]


def test_there_is_an_end_to_each_list_and_no_name_twice() -> None:
    items = tuple(category(f"own_{at}") for at in range(settings.MOST))
    with pytest.raises(ValueError, match="enough"):
        settings.put(items, category("one_more"))
    assert len(settings.put(items, category("own_3"), "own_3")) == settings.MOST
    with pytest.raises(ValueError, match="name already"):
        settings.put(items, category("own_4"), "own_3")


@given(st.text(max_size=80), st.sets(st.text("abc_2", min_size=1, max_size=6), max_size=4))
def test_a_name_for_data_is_made_from_any_words(words: str, taken: set[str]) -> None:
    name = settings.name_from(words, taken)
    assert name not in taken
    checked(Category(name=name, says=Both(en="x")))  # refuses what is no name


def test_a_name_is_never_one_that_choices_of_forms_have_by_themselves() -> None:
    assert settings.name_from("C1", ()) == "own_c1"
    assert settings.name_from("Víveres y más", ("viveres_y_mas",)) == "viveres_y_mas_2"
    assert settings.name_from("食べ物", ()) == "own"


def test_a_mark_changes_with_what_is_shown_and_with_nothing_else() -> None:
    board = Board(zones=("North",), claim_days=3)
    other = Board(zones=("North",), claim_days=4)
    assert settings.marked(board, ["zones"]) == settings.marked(other, ["zones"])
    assert settings.marked(board, ["zones", "claim_days"]) != settings.marked(other, ["zones", "claim_days"])


@given(st.lists(st.text(max_size=30), max_size=30))
def test_lines_become_parts_of_town_once_each(lines: list[str]) -> None:
    zones = settings.zones_from("\n".join(lines))
    assert len(set(zones)) == len(zones)
    assert all(zone == " ".join(zone.split()) != "" for zone in zones)
    assert settings.zones_from("\n".join(zones)) == zones


@given(ZONES, ZONES)
def test_what_lies_beside_what_names_only_parts_of_town_that_there_are(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    board = settings.with_beside(Board(zones=before), dict.fromkeys(before, before))
    assert len(board.beside) == len(before) * (len(before) - 1) // 2, "each pair once"
    changed = settings.with_zones(board, after)
    assert changed.zones == after
    assert all({one, other} <= set(after) and one != other for one, other in changed.beside)
    assert settings.with_zones(changed, after) == changed


def test_a_line_that_is_only_worded_anew_keeps_what_lies_beside_it() -> None:
    board = settings.with_beside(Board(zones=("North", "Hill", "Dock")), {"North": ["Hill"]})
    assert settings.with_zones(board, ("North side", "Hill", "Dock")).beside == (("North side", "Hill"),)
    assert settings.with_zones(board, ("Hill", "Dock")).beside == ()


def test_what_is_somewhere_that_is_on_no_list_is_counted_and_moved() -> None:
    asks, offers = [ask("North"), ask("North"), ask("Hill"), ask("")], [offer("North", "Hill"), offer("Dock")]
    found = settings.strays(asks, offers, ("Hill",))
    assert found == [settings.Stray("Dock", 0, 1), settings.Stray("North", 2, 1)]
    moved = [settings.rezoned(one, "North", "Hill") for one in asks]
    assert [one.place.zone for one in moved if one.place] == ["Hill", "Hill", "Hill", ""]
    assert settings.rezoned(offers[0], "North", "Hill").zones == ("Hill",)
    assert settings.rezoned(offers[1], "Dock", "").zones == ()


@given(ZONES, ZONES, st.sampled_from(["North", "Hill"]), st.sampled_from(["", "Dock"]))
def test_moving_leaves_nothing_behind_and_touches_nothing_else(
    zones: tuple[str, ...], others: tuple[str, ...], old: str, new: str
) -> None:
    asks = [settings.rezoned(ask(zone), old, new) for zone in zones]
    after = [one.place.zone if one.place else "" for one in asks]
    assert after == [new if zone == old else zone for zone in zones]
    moved = settings.rezoned(offer(*others), old, new).zones
    assert old not in moved
    assert set(moved) - {new} == set(others) - {old, new}
    assert len(set(moved)) == len(moved)


def test_a_place_that_was_nothing_but_its_part_of_town_is_none() -> None:
    bare = Ask(came=NOW, source=Came.PHONE, number=1, words="A cot", place=Place(zone="North"))
    assert settings.rezoned(bare, "North", "").place is None
