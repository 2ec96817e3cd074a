"""Somebody keeps the list: loads it again, edits it, adds to it, takes things off and puts them back."""

from collections.abc import Callable

import pytest

from toolbox.library import keeping
from toolbox.library.keeping import CannotEdit
from toolbox.library.models import Resource, State
from toolbox.library.tests.shelf import DAY, FRIDGE, LATER, LETTERS, PANTRY, as_file, everything, load

pytestmark = pytest.mark.django_db


def entry(slug: str) -> Resource:
    return Resource.objects.get(slug=slug)


def test_loading_a_file_twice_changes_nothing() -> None:
    assert load(FRIDGE, PANTRY) == keeping.Report(added=2)
    before, version = everything(), State.objects.get().version
    assert load(FRIDGE, PANTRY, today=LATER) == keeping.Report(same=2)
    assert everything() == before
    assert State.objects.get().version == version


def test_a_newer_file_changes_what_is_new_in_it_and_nothing_else() -> None:
    load(FRIDGE, PANTRY)
    report = load({**FRIDGE, "status": "closed"}, PANTRY, LETTERS, today=LATER)
    assert report == keeping.Report(added=1, changed=1, same=1)
    fridge = entry("riverbend-fridge")
    assert (fridge.status, fridge.added_on, fridge.changed_on) == ("closed", DAY, LATER)
    assert entry("porch-pantry").changed_on == DAY


def test_what_is_not_in_the_file_stays() -> None:
    load(FRIDGE, PANTRY)
    assert load(PANTRY).absent == 1
    assert Resource.objects.count() == 2


def test_columns_that_the_file_does_not_have_stay_as_they_were() -> None:
    load(FRIDGE)
    data = as_file({**FRIDGE, "offers": "Two fridges."}, columns=["slug", "name", "kind", "category", "offers"])
    assert keeping.load(data, LATER) == keeping.Report(changed=1)
    fridge = entry("riverbend-fridge")
    assert (fridge.offers, fridge.phone, fridge.since) == ("Two fridges.", "+1 415-555-0142", 2014)


def test_a_file_with_one_wrong_row_loads_nothing() -> None:
    load(PANTRY)
    before = everything()
    report = keeping.load(as_file({**PANTRY, "name": "Another name"}, FRIDGE, {**LETTERS, "kind": "poem"}), LATER)
    assert [str(problem)[:14] for problem in report.problems] == ["Line 4, kind: "]
    assert everything() == before


def test_what_was_edited_here_survives_a_load() -> None:
    load(FRIDGE)
    keeping.edit("riverbend-fridge", {"phone": "", "status": "dormant"}, DAY)
    report = load({**FRIDGE, "offers": "A new door."}, today=LATER)
    fridge = entry("riverbend-fridge")
    assert (fridge.phone, fridge.status, fridge.offers) == ("", "dormant", "A new door.")
    assert (report.changed, report.kept) == (1, 1)


def test_an_edited_list_takes_its_own_file_without_a_change() -> None:
    load(FRIDGE)
    keeping.edit("riverbend-fridge", {"status": "dormant"}, DAY)
    assert load(FRIDGE, today=LATER) == keeping.Report(same=1, kept=1)
    assert load({**FRIDGE, "status": "dormant"}, today=LATER) == keeping.Report(same=1)


def test_what_was_added_here_survives_a_load() -> None:
    keeping.add({"name": "Porch Pantry", "kind": "guide", "category": "food", "offers": "Our own words."}, DAY)
    load({**PANTRY, "maker": "Ana"}, today=LATER)
    pantry = entry("porch-pantry")
    assert (pantry.offers, pantry.maker) == ("Our own words.", "Ana")


def test_a_load_cannot_make_an_edited_entry_end_before_it_begins() -> None:
    load({**FRIDGE, "since": "2001", "until": ""})
    keeping.edit("riverbend-fridge", {"since": "2014"}, DAY)
    report = keeping.load(as_file({**FRIDGE, "since": "2001", "until": "2010"}), LATER)
    assert [(problem.line, problem.column) for problem in report.problems] == [(2, "until")]
    assert entry("riverbend-fridge").until is None


def test_a_load_leaves_a_retired_entry_off_the_list() -> None:
    load(FRIDGE, PANTRY)
    keeping.retire("porch-pantry", DAY)
    load(FRIDGE, {**PANTRY, "name": "Porch Pantry 2"}, today=LATER)
    assert entry("porch-pantry").retired_on == DAY


def test_each_change_tells_all_processes_once() -> None:
    load(FRIDGE)
    told = State.objects.get().version
    changes: tuple[Callable[[], Resource], ...] = (
        lambda: keeping.edit("riverbend-fridge", {"status": "closed"}, LATER),
        lambda: keeping.add({**PANTRY}, LATER),
        lambda: keeping.retire("porch-pantry", LATER),
        lambda: keeping.restore("porch-pantry", LATER),
    )
    for number, change in enumerate(changes, 1):
        change()
        assert State.objects.get().version == told + number


def test_an_edit_to_what_it_was_makes_it_ours() -> None:
    load(FRIDGE)
    keeping.edit("riverbend-fridge", {"status": "active"}, LATER)
    load({**FRIDGE, "status": "closed"})
    resource = keeping.get("riverbend-fridge")
    assert resource.status == "active"
    assert resource.edited == ["status"]


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"colour": "red"}, "There is no column “colour”."),
        ({"category": "weather"}, "category: “weather” is not one of"),
        ({"url": "nowhere"}, "url: An address begins with"),
        ({"name": ""}, "name: This must not be empty."),
        ({"offers": "=1+1"}, "formula"),
        ({"slug": "another"}, "slug: An entry keeps its address."),
        ({"until": "1999"}, "until: It ends before it begins."),
        ({"kind": "poem", "since": "x"}, "kind: “poem”"),
    ],
)
def test_a_wrong_edit_changes_nothing_and_says_why(texts: dict[str, str], reason: str) -> None:
    load(FRIDGE)
    before = everything()
    with pytest.raises(CannotEdit) as wrong:
        keeping.edit("riverbend-fridge", {"status": "closed", **texts}, LATER)
    assert reason in str(wrong.value)
    assert everything() == before


def test_an_entry_that_is_not_there_is_told() -> None:
    changes: tuple[Callable[[], Resource], ...] = (
        lambda: keeping.edit("nobody", {"name": "x"}, DAY),
        lambda: keeping.retire("nobody", DAY),
        lambda: keeping.restore("nobody", DAY),
    )
    for change in changes:
        with pytest.raises(CannotEdit, match="There is no entry “nobody”"):
            change()


def test_adding_needs_what_a_file_needs() -> None:
    with pytest.raises(CannotEdit) as wrong:
        keeping.add({"name": "Porch Pantry"}, DAY)
    assert {line.split(":")[0] for line in str(wrong.value).splitlines()} == {"kind", "category", "offers"}
    assert not Resource.objects.exists()


def test_a_second_entry_does_not_take_the_place_of_the_first() -> None:
    load(PANTRY)
    with pytest.raises(CannotEdit, match="There is an entry “porch-pantry” already"):
        keeping.add({**PANTRY, "offers": "Something else."}, DAY)
    assert entry("porch-pantry").offers == PANTRY["offers"]


def test_retiring_and_restoring_are_said_once() -> None:
    load(PANTRY)
    with pytest.raises(CannotEdit, match="is on the list already"):
        keeping.restore("porch-pantry", LATER)
    keeping.retire("porch-pantry", DAY)
    with pytest.raises(CannotEdit, match="is off the list already"):
        keeping.retire("porch-pantry", LATER)
    assert keeping.restore("porch-pantry", LATER).retired_on is None
