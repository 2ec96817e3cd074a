"""Two people write at once, a session falls asleep while somebody types: nobody's words are lost."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.people import again, browser
from toolbox.kernel.circles import group as groups
from toolbox.kernel.members.models import SessionRow
from toolbox.tools.notes import keeping
from toolbox.tools.notes.records import REMOVED, Page
from toolbox.tools.notes.rules import Words
from toolbox.tools.notes.tests.conftest import Street
from toolbox.tools.notes.tests.walking import at, fields, on_wall, pressed

pytestmark = pytest.mark.django_db
BEFORE = "Lawyer: 555-0100\nVan: 555-0111"


def test_both_wrote_and_one_text_is_made_of_both(street: Street) -> None:
    note = street.note(text=BEFORE)
    edit = at("note_edit", street.group.id, note.id)
    alders, birchs = (fields(who.get(edit).content.decode()) for who in (street.alder, street.birch))
    assert street.alder.post(edit, {**alders, "text": "Lawyer: 555-0199\nVan: 555-0111"}).status_code == 302
    answer = street.birch.post(edit, {**birchs, "text": BEFORE + "\nKeys: with Birch", "said": "keys"})
    page = html.unescape(answer.content.decode())
    assert "Two of you wrote at once" in page
    assert "Alder</bdi> saved this note" in page
    assert "Their text, whole" in page
    assert "What <bdi>Alder</bdi> changed since you began" in page
    assert "<ins>0199</ins>" in page
    assert "<del>Keys" not in page, "nobody took out what Birch wrote"
    assert "What you wrote stays" in page
    made = fields(answer.content.decode())
    assert made["text"].strip() == "Lawyer: 555-0199\nVan: 555-0111\nKeys: with Birch"
    assert made["said"] == "keys"
    assert on_wall(street.group)["Phone numbers"] == "Lawyer: 555-0199\nVan: 555-0111", "nothing of Birch's yet"
    assert street.birch.post(edit, made).status_code == 302
    assert on_wall(street.group)["Phone numbers"] == made["text"].strip()


def test_both_changed_the_same_line_and_both_are_there(street: Street) -> None:
    note = street.note(text=BEFORE)
    edit = at("note_edit", street.group.id, note.id)
    birchs = fields(street.birch.get(edit).content.decode())
    keeping.save(street.group, note, Words("Numbers", "Lawyer: Dill\nVan: 555-0111"), timezone.now())
    answer = street.birch.post(edit, {**birchs, "text": "Lawyer: Elder\nVan: 555-0111"})
    page = html.unescape(answer.content.decode())
    assert "In 1 place you both changed the same lines" in page
    assert "Their title: <bdi>Numbers</bdi>" in page
    assert fields(answer.content.decode())["text"].strip() == "Lawyer: Dill\nLawyer: Elder\nVan: 555-0111"


def test_without_the_version_they_began_from_both_texts_are_compared(street: Street) -> None:
    note = street.note(text=BEFORE)
    edit = at("note_edit", street.group.id, note.id)
    birchs = fields(street.birch.get(edit).content.decode())
    (first,) = keeping.versions(street.group, note.id)
    keeping.save(street.group, note, Words("Phone numbers", "Van: 555-0111"), timezone.now())
    street.group.circle.destroy(first)
    answer = street.birch.post(edit, {**birchs, "text": BEFORE + "\nKeys"})
    page = html.unescape(answer.content.decode())
    assert "How theirs differs from yours" in page
    assert "changed since you began" not in page
    assert fields(answer.content.decode())["text"].strip() == BEFORE + "\nKeys"


def test_a_pin_disturbs_nobody_who_is_writing(street: Street) -> None:
    note = street.note(text=BEFORE)
    edit = at("note_edit", street.group.id, note.id)
    birchs = fields(street.birch.get(edit).content.decode())
    pressed(street.alder, at("note", street.group.id, note.id), at("note_pin", street.group.id, note.id))
    assert street.birch.post(edit, {**birchs, "text": "Van: 555-0122"}).status_code == 302
    assert street.now(note).value.pinned
    assert street.now(note).value.text == "Van: 555-0122"


def test_a_save_that_loses_the_race_is_told_so(street: Street) -> None:
    note = street.note(text=BEFORE)
    keeping.save(street.group, note, Words("Phone numbers", "theirs"), timezone.now())
    with pytest.raises(keeping.Changed):
        keeping.save(street.group, note, Words("Phone numbers", "mine"), timezone.now())
    assert on_wall(street.group) == {"Phone numbers": "theirs"}


def test_a_note_removed_while_somebody_writes_comes_back_if_they_want(street: Street) -> None:
    note = street.note(text=BEFORE)
    edit = at("note_edit", street.group.id, note.id)
    birchs = fields(street.birch.get(edit).content.decode())
    keeping.remove(street.group, note, timezone.now())
    answer = street.birch.post(edit, {**birchs, "text": BEFORE + "\nKeys"})
    assert "It was removed meanwhile. If you save now, it comes back." in html.unescape(answer.content.decode())
    assert street.birch.post(edit, fields(answer.content.decode())).status_code == 302
    assert on_wall(street.group) == {"Phone numbers": BEFORE + "\nKeys"}
    assert street.now(note).dies is None
    assert street.group.circle.count(Page, REMOVED) == 0


def test_a_note_destroyed_while_somebody_writes_becomes_a_new_one(street: Street) -> None:
    note = street.note(text=BEFORE)
    edit = at("note_edit", street.group.id, note.id)
    birchs = fields(street.birch.get(edit).content.decode())
    keeping.remove(street.group, note, timezone.now())
    keeping.destroy(street.group, street.now(note))
    assert street.birch.get(edit).status_code == 404
    answer = street.birch.post(edit, {**birchs, "text": "kept"})
    page = answer.content.decode()
    assert "This note was destroyed meanwhile." in page
    assert f'action="{at("note_new", street.group.id)}"' in page
    assert street.birch.post(at("note_new", street.group.id), fields(page)).status_code == 302
    assert on_wall(street.group) == {"Phone numbers": "kept"}


def test_a_session_asleep_while_typing_brings_back_words_and_file(street: Street) -> None:
    phone = browser(again(street.group.me), pin="2468")
    new = at("note_new", street.group.id)
    form = fields(phone.get(new).content.decode())
    session = SessionRow.objects.order_by("-ends").filter(awake_until__gt=timezone.now())
    session.update(awake_until=timezone.now())
    chosen = SimpleUploadedFile("list.txt", b"bread", "text/plain")
    asleep = phone.post(
        new, {**form, "title": "Tonight", "text": "On shift: Alder\n\nopen: two calls", "files": chosen}
    )
    assert asleep.status_code == 403
    came = phone.post("/in/pin/", {**fields(asleep.content.decode()), "pin": "2468"})
    page = came.content.decode()
    assert "Here is what you had typed" in page
    assert "A file that you had chosen is still here" in page
    saved = phone.post(new, fields(page))
    assert saved.status_code == 302
    assert on_wall(street.group) == {"Tonight": "On shift: Alder\n\nopen: two calls"}
    (held,) = groups.opened(again(street.group.me), street.group.id).circle.shelf(Page, "here")
    assert [file.name for file in held.value.files] == ["list.txt"]


def test_a_session_that_is_over_carries_the_words_through_the_sign_in_page(street: Street) -> None:
    new = at("note_new", street.group.id)
    form = fields(street.alder.get(new).content.decode())
    SessionRow.objects.all().delete()
    answer = street.alder.post(new, {**form, "title": "Tonight", "text": "two calls are open"})
    assert answer.status_code == 403
    kept = fields(answer.content.decode())
    assert (kept["to"], kept["kept-title"], kept["kept-text"]) == (new, "Tonight", "two calls are open")
