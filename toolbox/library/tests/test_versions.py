"""What an entry said before is kept, whatever changed it, and can be had back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner

from toolbox.library import keeping, versions
from toolbox.library.commands import library
from toolbox.library.keeping import CannotEdit, Moved
from toolbox.library.models import Resource, Version
from toolbox.library.tests.shelf import DAY, FRIDGE, LATER, PANTRY, everything, load

pytestmark = pytest.mark.django_db


def history(slug: str) -> list[str]:
    return [version.how for version in Version.objects.filter(resource__slug=slug)]


def test_a_list_that_was_loaded_keeps_nothing_until_something_changes() -> None:
    load(FRIDGE, PANTRY)
    load(FRIDGE, PANTRY, today=LATER)
    assert not Version.objects.exists()
    load({**FRIDGE, "status": "closed"}, PANTRY, today=LATER)
    assert history("riverbend-fridge") == ["loaded", "before"]
    assert history("porch-pantry") == []
    newest, before = Version.objects.all()
    assert (newest.edition, newest.day, newest.cells["status"]) == (2, LATER, "closed")
    assert (before.edition, before.day, before.cells["status"]) == (1, DAY, "active")


def test_every_way_of_changing_an_entry_keeps_a_version() -> None:
    keeping.add(PANTRY, DAY, said="from a neighbour")
    CliRunner().invoke(library, ["edit", "porch-pantry", "status=active"], obj=lambda: None)
    keeping.look("porch-pantry", LATER)
    keeping.retire("porch-pantry", LATER, because="It has ended.")
    keeping.restore("porch-pantry", LATER)
    keeping.bring_back("porch-pantry", 1, LATER)
    assert history("porch-pantry") == ["back", "restored", "retired", "looked", "edited", "added"]
    said = dict(Version.objects.values_list("how", "said"))
    assert (said["added"], said["retired"]) == ("from a neighbour", "It has ended.")
    assert Resource.objects.get().edition == 6


def test_saving_what_stands_there_already_keeps_nothing_more() -> None:
    keeping.add(PANTRY, DAY)
    keeping.edit("porch-pantry", {"name": "Porch Pantry"}, LATER)
    assert history("porch-pantry") == ["added"]


def test_what_is_brought_back_touches_only_what_differs() -> None:
    load(FRIDGE)
    keeping.edit("riverbend-fridge", {"status": "closed", "phone": ""}, LATER, said="it moved out")
    fridge = keeping.bring_back("riverbend-fridge", 1, LATER)
    assert (fridge.status, fridge.phone) == ("active", "+1 415-555-0142")
    assert set(fridge.edited) == {"status", "phone"}
    load({**FRIDGE, "offers": "Two fridges."}, today=LATER)
    assert keeping.get("riverbend-fridge").offers == "Two fridges.", "a later load still changes what is not ours"


def test_who_began_from_an_older_edition_changes_nothing() -> None:
    load(FRIDGE)
    keeping.edit("riverbend-fridge", {"status": "closed"}, LATER, edition=1)
    before = everything()
    changes: tuple[Callable[[], Resource], ...] = (
        lambda: keeping.edit("riverbend-fridge", {"phone": ""}, LATER, edition=1),
        lambda: keeping.look("riverbend-fridge", LATER, edition=1),
        lambda: keeping.retire("riverbend-fridge", LATER, edition=1),
        lambda: keeping.bring_back("riverbend-fridge", 1, LATER, edition=1),
        lambda: keeping.bring_back("riverbend-fridge", 7, LATER),
    )
    for change in changes:
        with pytest.raises(Moved):
            change()
    assert everything() == before


def test_looked_at_today_is_no_news_for_readers_and_can_be_undone() -> None:
    load(FRIDGE)
    looked = keeping.look("riverbend-fridge", LATER)
    assert (looked.looked_on, looked.changed_on) == (LATER, DAY)
    undone = keeping.unlook("riverbend-fridge", LATER, edition=looked.edition)
    assert str(undone.looked_on) == FRIDGE["looked_on"]
    with pytest.raises(Moved):
        keeping.unlook("riverbend-fridge", LATER, edition=undone.edition)


def test_fifty_versions_are_kept() -> None:
    load(PANTRY)
    for number in range(versions.MOST + 5):
        keeping.edit("porch-pantry", {"offers": f"Porch number {number}."}, DAY + timedelta(days=number))
    kept = Version.objects.filter(resource__slug="porch-pantry")
    assert kept.count() == versions.MOST
    assert kept[0].cells["offers"] == f"Porch number {versions.MOST + 4}."


def test_a_version_whose_words_the_list_no_longer_has_says_so() -> None:
    load(PANTRY)
    keeping.edit("porch-pantry", {"status": "active"}, LATER)
    first = Version.objects.get(edition=1)
    first.cells["category"] = "weather"
    first.save()
    with pytest.raises(CannotEdit) as wrong:
        keeping.bring_back("porch-pantry", 1, LATER)
    assert wrong.value.wrong[0][0] == "category"
