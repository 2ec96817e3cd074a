"""Alder and Birch get rid of what was written by mistake, and keep everything while a legal paper is on."""

import datetime

import pytest
from django.utils import timezone

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.retention import sweep
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.models import Record
from toolbox.tools.notes import keeping
from toolbox.tools.notes.records import REMOVED, Page, Version
from toolbox.tools.notes.rules import Words
from toolbox.tools.notes.tests.conftest import Street
from toolbox.tools.notes.tests.walking import at, on_wall, pressed, sent, words

pytestmark = pytest.mark.django_db
NOTHING = "A legal paper came: nothing is destroyed before"


def mended(street: Street) -> tuple[Held[Page], Held[Version], Held[Version]]:
    """A note with a name that should not stand there, mended; its old and its new version."""
    note = street.note("Tonight", "Called Rosa Invented, Mill Lane 3")
    note = keeping.save(street.group, note, Words("Tonight", "Called the sister"), timezone.now())
    old, new = sorted(keeping.versions(street.group, note.id), key=lambda held: held.value.edition)
    return note, old, new


def test_a_version_with_a_name_in_it_is_destroyed_after_asking(street: Street) -> None:
    note, old, new = mended(street)
    address = at("note_version_destroy", street.group.id, note.id, old.id)
    assert address in words(street.alder, at("note_version", street.group.id, note.id, old.id))
    asked = words(street.alder, address)
    assert "Destroy this version now?" in asked
    assert "Rosa" not in asked
    assert Record.objects.filter(pk=old.id).exists(), "asking destroys nothing"
    assert sent(street.alder, address).status_code == 302
    assert not Record.objects.filter(pk=old.id).exists()
    assert [held.id for held in keeping.versions(street.group, note.id)] == [new.id]
    assert on_wall(street.group) == {"Tonight": "Called the sister"}
    assert street.alder.get(address).status_code == 404


def test_what_the_note_says_now_goes_only_with_the_note(street: Street) -> None:
    note, _old, new = mended(street)
    address = at("note_version_destroy", street.group.id, note.id, new.id)
    shown = at("note_version", street.group.id, note.id, new.id)
    assert address not in words(street.alder, shown)
    assert street.alder.get(address).status_code == 302
    assert pressed(street.alder, at("note_edit", street.group.id, note.id), address).status_code == 302
    assert Record.objects.filter(pk=new.id).exists()


def test_a_version_of_another_note_is_not_destroyed(street: Street) -> None:
    _note, old, _new = mended(street)
    other = street.note("Keys", "Under the pot")
    address = at("note_version_destroy", street.group.id, other.id, old.id)
    answer = pressed(street.alder, at("note_edit", street.group.id, other.id), address)
    assert answer.status_code == 404
    assert Record.objects.filter(pk=old.id).exists()


def test_no_version_is_destroyed_while_a_legal_paper_is_on(street: Street) -> None:
    note, old, _new = mended(street)
    address = at("note_version_destroy", street.group.id, note.id, old.id)
    stopping.stop(street.group)
    asked = words(street.alder, address)
    assert NOTHING in asked
    assert "Destroy it</button>" not in asked
    assert NOTHING in pressed(street.alder, address, address).content.decode()
    assert Record.objects.filter(pk=old.id).exists()
    listed = words(street.alder, at("note_versions", street.group.id, note.id))
    assert "A legal paper came: all versions stay until that is over." in listed
    assert "The last 50 are kept" not in listed


def test_a_removed_note_can_be_destroyed_from_where_the_removed_ones_stand(street: Street) -> None:
    note = street.note()
    keeping.remove(street.group, note, timezone.now())
    address = at("note_destroy", street.group.id, note.id)
    waiting = at("notes_removed", street.group.id)
    assert address in words(street.birch, waiting)
    assert sent(street.birch, address).status_code == 302
    assert street.group.circle.count(Page, REMOVED) == 0
    assert "Nothing was removed." in words(street.birch, waiting)


def test_removing_while_a_legal_paper_is_on_warns_and_promises_no_day_that_will_not_be(street: Street) -> None:
    note, *_versions = mended(street)
    stopping.stop(street.group)
    until = stopping.until(street.group)
    assert until is not None
    asked = words(street.alder, at("note_remove", street.group.id, note.id))
    assert "hiding a note can look like destroying it. Ask the lawyer first." in asked
    assert "It will be destroyed on" not in asked
    keeping.remove(street.group, note, timezone.now())
    gone = street.now(note)
    assert gone.dies is not None
    first = max(gone.dies, until + datetime.timedelta(days=1))
    assert f'will not be destroyed before <span class="due-day">{day(first)}</span>' in asked
    waiting = words(street.alder, at("notes_removed", street.group.id))
    assert f'will not be destroyed before <span class="due-day">{day(first)}</span>' in waiting
    assert at("note_destroy", street.group.id, note.id) not in waiting
    assert sweep.due(first - datetime.timedelta(days=1)) == 0, "the day that was said is the first"
    assert sweep.due(first) == 3


def test_paper_is_not_to_be_burnt_while_a_legal_paper_is_on(street: Street) -> None:
    street.note()
    page = at("notes_print", street.group.id)
    assert "burn or shred what is old" in words(street.alder, page)
    stopping.stop(street.group)
    asked = words(street.alder, page)
    assert "burn or shred" not in asked
    assert "destroy no paper either" in asked
