"""Alder and Birch write things down: found again, changed, compared, brought back, removed."""

import datetime
import html

import pytest
from django.utils import timezone

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.retention import sweep
from toolbox.kernel.vault.models import File, Frame, Record
from toolbox.tools.notes import keeping, rules
from toolbox.tools.notes.finding import hits
from toolbox.tools.notes.records import REMOVED, Page, Version, shelf
from toolbox.tools.notes.rules import Words
from toolbox.tools.notes.tests.conftest import Street
from toolbox.tools.notes.tests.walking import at, fields, looked_for, on_wall, pressed, sent, words

pytestmark = pytest.mark.django_db


def test_an_empty_wall_teaches_and_the_first_note_begins_with_one_press(street: Street) -> None:
    home = at("notes", street.group.id)
    page = words(street.alder, home)
    assert "Nothing is written down yet." in page
    begin = f"{at('note_new', street.group.id)}?begin=phones"
    assert begin in page
    answer = sent(street.alder, begin)
    assert answer.status_code == 302
    note = words(street.birch, answer.url)
    assert "<h1" in note
    assert "If somebody is taken" in note
    assert "Changed on" in note
    assert "by Alder" in note
    (held,) = street.group.circle.shelf(Page, "here")
    assert held.value.pinned, "phone numbers are pinned from the start"
    assert "<title>Mutual Aid Toolbox</title>" in note


def test_somebody_in_trouble_finds_the_lawyer_in_a_hurry(street: Street) -> None:
    street.note()
    street.note("How we decide", "Everybody is asked.")
    page = looked_for(street.birch, at("notes", street.group.id), "LAWYER 5550100")
    assert "<mark>Lawyer</mark>: \u2066<mark>555-0100</mark>\u2069" in page
    assert "1 note has these words." in page
    assert "How we decide" not in page
    assert "No note has all of these words." in looked_for(street.birch, at("notes", street.group.id), "bail")
    (hit,) = hits(street.group.circle, "lawyer")
    assert (hit.title, hit.url_name) == ("Phone numbers", "note")
    assert "Lawyer: 555-0100" in hit.excerpt


def test_pinned_notes_stand_first_and_pages_have_fifty(street: Street) -> None:
    for number in range(51):
        street.note(f"Note {number:02}", "bread")
    last = street.note("Zines", "where they lie")
    pressed(street.alder, at("note", street.group.id, last.id), at("note_pin", street.group.id, last.id))
    home = at("notes", street.group.id)
    first = words(street.alder, home)
    assert first.index("Zines") < first.index("Note 00")
    assert "52 notes" in first
    assert "Note 48" in first
    assert "Note 49" not in first
    assert "Page 1 of 2" in first
    assert "Note 50" in words(street.alder, home + "?page=2")
    assert "Note 50" in words(street.alder, home + "?page=99")


def test_words_are_words_and_never_part_of_the_page(street: Street) -> None:
    note = street.note("<script>x</script>", "<img src=x onerror=y> [a](javascript:b) ![p](https://example.org/p.png)")
    for name in ("note", "note_edit", "note_versions", "note_remove", "note_print"):
        raw = street.alder.get(at(name, street.group.id, note.id)).content.decode()
        assert "<script>x" not in raw
        assert "<img src=x" not in raw
        assert 'href="javascript:' not in raw
    assert "<script>x" not in looked_for(street.alder, at("notes", street.group.id), "script").replace("&lt;", "<")


def test_a_change_says_who_and_what_and_can_be_taken_back(street: Street) -> None:
    note = street.note()
    edit = at("note_edit", street.group.id, note.id)
    answer = sent(street.birch, edit, text="Lawyer: 555-0199\nVan: 555-0111", said="new number of the lawyer")
    assert answer.status_code == 302
    listed = words(street.alder, at("note_versions", street.group.id, note.id))
    assert "new number of the lawyer" in listed
    assert "Birch" in listed
    old, new = sorted(street.group.circle.shelf(Version, shelf(note.id)), key=lambda held: held.value.edition)
    compared = words(street.alder, at("note_version", street.group.id, note.id, new.id))
    assert "<del>0100</del>" in compared
    assert "<ins>0199</ins>" in compared
    back = sent(street.alder, at("note_version", street.group.id, note.id, old.id))
    assert back.status_code == 302
    assert on_wall(street.group) == {"Phone numbers": "Lawyer: 555-0100\nVan: 555-0111"}
    assert "brought back from" in words(street.alder, at("note_versions", street.group.id, note.id))


def test_a_version_of_another_note_is_not_found(street: Street) -> None:
    note, other = street.note(), street.note("Keys", "Under the pot")
    (version,) = street.group.circle.shelf(Version, shelf(other.id))
    assert street.alder.get(at("note_version", street.group.id, note.id, version.id)).status_code == 404


def test_saving_without_a_change_makes_no_version(street: Street) -> None:
    note = street.note()
    assert sent(street.birch, at("note_edit", street.group.id, note.id)).status_code == 302
    assert street.now(note).version == 1
    assert street.group.circle.count(Version, shelf(note.id)) == 1


def test_the_oldest_versions_go_unless_a_legal_paper_came(street: Street) -> None:
    note = street.note()
    for number in range(rules.MOST_VERSIONS + 2):
        note = keeping.save(street.group, note, Words("Tonight", f"shift {number}"), timezone.now())
    assert street.group.circle.count(Version, shelf(note.id)) == rules.MOST_VERSIONS
    stopping.stop(street.group)
    note = keeping.save(street.group, note, Words("Tonight", "one more"), timezone.now())
    assert street.group.circle.count(Version, shelf(note.id)) == rules.MOST_VERSIONS + 1
    assert on_wall(street.group) == {"Tonight": "one more"}


def test_a_preview_keeps_everything_and_saves_nothing(street: Street) -> None:
    answer = sent(street.alder, at("note_new", street.group.id), title="Keys", text="**bold**\n", preview="1")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<strong>bold</strong>" in page
    assert fields(page)["text"].strip() == "**bold**"
    assert on_wall(street.group) == {}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": " "}, "Give it a title, so that others find it."),
        ({"title": "x" * 121}, "This is too long: at most 120 characters."),
        ({"title": "Keys", "text": "x" * 60_001}, "This is too long: at most 60000 characters."),
    ],
)
def test_what_is_wrong_stands_beside_the_field(street: Street, typed: dict[str, str], says: str) -> None:
    answer = sent(street.alder, at("note_new", street.group.id), **{"text": "my words", **typed})
    page = html.unescape(answer.content.decode())
    assert says in page
    assert typed.get("text", "my words") in page
    assert on_wall(street.group) == {}


def test_a_removed_note_waits_comes_back_and_is_destroyed_on_its_day(street: Street) -> None:
    note = keeping.save(street.group, street.note(), Words("Keys", "With Birch"), timezone.now())
    remove = at("note_remove", street.group.id, note.id)
    assert "Remove this note?" in words(street.birch, remove)
    assert sent(street.birch, remove).status_code == 302
    assert on_wall(street.group) == {}
    waiting = words(street.alder, at("notes_removed", street.group.id))
    assert "Keys" in waiting
    assert "will be destroyed on" in waiting
    gone = street.now(note)
    assert gone.shelf == REMOVED
    assert gone.dies is not None
    assert set(Record.objects.exclude(dies=None).values_list("dies", flat=True)) == {gone.dies}
    assert Record.objects.exclude(dies=None).count() == 3, "the note and both its versions"

    shown = at("note", street.group.id, note.id)
    assert "It will be destroyed on" in words(street.alder, shown)
    pressed(street.alder, shown, at("note_restore", street.group.id, note.id))
    assert on_wall(street.group) == {"Keys": "With Birch"}
    assert not Record.objects.exclude(dies=None).exists()

    keeping.remove(street.group, street.now(note), timezone.now())
    assert sweep.due(gone.dies - datetime.timedelta(days=1)) == 0
    assert sweep.due(gone.dies) == 3
    assert street.alder.get(shown).status_code == 404


def test_destroying_a_note_early_asks_first_and_not_under_a_legal_stop(street: Street) -> None:
    note = street.note()
    address = at("note_destroy", street.group.id, note.id)
    assert street.alder.get(address).status_code == 302, "only what was removed"
    keeping.remove(street.group, note, timezone.now())
    stopping.stop(street.group)
    refused = sent(street.alder, address)
    assert "A legal paper came: nothing is destroyed before" in refused.content.decode()
    assert street.group.circle.count(Page, REMOVED) == 1
    street.group.again()
    stopping.lift(street.group)
    assert sent(street.alder, address).status_code == 302
    assert street.group.circle.count(Page, REMOVED) == 0
    assert street.group.circle.count(Version, shelf(note.id)) == 0


def test_who_removes_what_somebody_just_changed_is_asked_again(street: Street) -> None:
    note = street.note()
    remove = at("note_remove", street.group.id, note.id)
    asked = fields(street.birch.get(remove).content.decode())
    keeping.save(street.group, note, Words("Phone numbers", "Lawyer: 555-0199"), timezone.now())
    answer = street.birch.post(remove, asked)
    assert "Somebody changed this note meanwhile." in answer.content.decode()
    assert on_wall(street.group) == {"Phone numbers": "Lawyer: 555-0199"}


def test_paper_under_a_name_that_tells_nothing(street: Street) -> None:
    note = street.note()
    one = sent(street.birch, at("note_print", street.group.id, note.id), paper="a4", large="1")
    everything = sent(street.birch, at("notes_print", street.group.id), paper="letter-folded")
    for answer in (one, everything):
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == 'inline; filename="sheet.pdf"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.content.startswith(b"%PDF-")
        assert b"Alder" not in answer.content
    odd = sent(street.birch, at("note_print", street.group.id, note.id), paper="parchment")
    assert odd.headers["Content-Type"] == "application/pdf"


def test_files_and_rows_are_there_only_for_what_was_put(street: Street) -> None:
    street.note()
    assert not File.objects.exists()
    assert not Frame.objects.exists()


def test_a_button_that_is_pressed_twice_makes_one_note(street: Street) -> None:
    form = fields(street.alder.get(at("note_new", street.group.id)).content.decode())
    typed = {**form, "title": "Tonight", "text": "Door code by voice"}
    first, second = (street.alder.post(at("note_new", street.group.id), typed) for _press in range(2))
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert on_wall(street.group) == {"Tonight": "Door code by voice"}


def test_a_new_note_does_not_ask_what_was_changed(street: Street) -> None:
    assert "What you changed" not in words(street.alder, at("note_new", street.group.id))
    note = street.note()
    assert "What you changed" in words(street.alder, at("note_edit", street.group.id, note.id))


def test_notes_stand_by_title_with_numbers_as_people_count_or_by_their_last_change(street: Street) -> None:
    first, _second, third = (street.note(title) for title in ("Call 11", "Call 6", "call 21"))
    keeping.pin(street.group, third.id)
    home = at("notes", street.group.id)
    page = words(street.alder, home)
    assert page.index("call 21") < page.index("Call 6") < page.index("Call 11")
    assert "?by=changed" in page
    keeping.save(street.group, first, Words("Call 11", "They called back."), timezone.now())
    page = words(street.alder, home + "?by=changed")
    assert page.index("Call 11") < page.index("call 21") < page.index("Call 6")
    for number in range(50):
        street.note(f"Note {number:02}")
    assert 'href="?by=changed&page=2"' in words(street.alder, home + "?by=changed")
    assert "Call 6" in words(street.alder, home + "?by=changed&page=2")
