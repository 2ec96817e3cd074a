"""Files that lie with a note: sealed on the way in, opened on the way out, destroyed with their note or before it."""

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.people import browser, circle, somebody
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.members.uploading import LARGEST
from toolbox.kernel.retention import sweep
from toolbox.kernel.vault import streams
from toolbox.kernel.vault.filing import WAITS
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.models import File, Frame, Record
from toolbox.tools.notes import keeping, rules
from toolbox.tools.notes.records import Page
from toolbox.tools.notes.rules import Words
from toolbox.tools.notes.tests.conftest import Street
from toolbox.tools.notes.tests.walking import at, fields, looked_for, on_wall, sent, words

pytestmark = pytest.mark.django_db
LEASE = bytes(range(256)) * 700


def chosen(name: str = "lease.pdf", content: bytes = LEASE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def with_files(street: Street, *files: SimpleUploadedFile) -> Held[Page]:
    answer = sent(street.alder, at("note_new", street.group.id), title="Lease", text="sign", files=list(files))
    assert answer.status_code == 302
    (held,) = street.group.circle.shelf(Page, "here")
    return held


def downloaded(street: Street, note: Held[Page], place: int = 0) -> Any:
    return street.birch.get(at("note_file", street.group.id, note.id, note.value.files[place].record))


def test_a_file_goes_in_sealed_and_comes_out_whole(street: Street) -> None:
    note = with_files(street, chosen("Dill’s lease.PDF"))
    assert "Dill’s lease.PDF" in words(street.birch, at("note", street.group.id, note.id))
    assert "Lease" in looked_for(street.birch, at("notes", street.group.id), "dill lease.pdf")
    answer = downloaded(street, note)
    assert b"".join(answer.streaming_content) == LEASE
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="file.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert all(LEASE[:64] not in bytes(body) for body in Frame.objects.values_list("body", flat=True))


def test_the_page_says_what_a_photo_tells(street: Street) -> None:
    assert "A photo keeps what the camera wrote into it" in words(street.alder, at("note_new", street.group.id))


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", 'x".exe', "<img src=x>.png", "a\u202egnp.exe", "\u0000\r\nSet-Cookie: a.txt", "." * 300],
)
def test_an_evil_name_does_no_harm(street: Street, name: str) -> None:
    note = with_files(street, chosen(name))
    raw = street.birch.get(at("note", street.group.id, note.id)).content.decode()
    assert "<img src=x" not in raw
    (kept,) = note.value.files
    assert "/" not in kept.name
    assert "\u202e" not in kept.name
    answer = downloaded(street, note)
    assert set(answer.headers["Content-Disposition"]) <= set('attachment; filename="."' + "abcdefghijklmnopqrstuvwxyz")
    assert b"".join(answer.streaming_content) == LEASE


def test_a_file_too_large_is_refused_and_the_words_and_the_other_file_stay(street: Street) -> None:
    new = at("note_new", street.group.id)
    large = chosen("film.mp4", bytes(LARGEST + 1))
    answer = sent(street.alder, new, title="Lease", text="my words", files=[chosen(), large])
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "film.mp4 was left out: a file may have 25 MB, and one form takes 10 files." in page
    assert "my words" in page
    assert "kept for an hour until you save" in page
    assert File.objects.count() == 1, "nothing of the large one stays"
    assert street.alder.post(new, fields(answer.content.decode())).status_code == 302
    (held,) = street.group.circle.shelf(Page, "here")
    assert b"".join(downloaded(street, held).streaming_content) == LEASE


def test_a_file_waits_while_the_form_is_mended_and_is_taken_once(street: Street) -> None:
    new = at("note_new", street.group.id)
    first = sent(street.alder, new, title="", text="sign", files=[chosen()])
    form = fields(first.content.decode())
    second = street.alder.post(new, {**form, "preview": "1"})
    again = fields(second.content.decode())
    assert again["held-files"] == form["held-files"]
    assert street.alder.post(new, {**again, "title": "Lease"}).status_code == 302
    twice = street.alder.post(new, {**again, "title": "Lease again", "number": ""})
    assert "A file waited for more than an hour and is gone." in html.unescape(twice.content.decode())
    assert on_wall(street.group) == {"Lease": "sign"}


def test_a_file_that_waited_too_long_is_asked_for_again(street: Street) -> None:
    new = at("note_new", street.group.id)
    form = fields(sent(street.alder, new, title="", text="sign", files=[chosen()]).content.decode())
    sweep.each_minute(timezone.now() + 3 * WAITS)
    assert not File.objects.exists()
    late = street.alder.post(new, {**form, "title": "Lease"})
    page = html.unescape(late.content.decode())
    assert "Choose it again; your words are here." in page
    mended = fields(late.content.decode())
    assert "held-files" not in mended
    assert street.alder.post(new, {**mended, "files": [chosen()]}).status_code == 302


@pytest.mark.parametrize("forged", ["", "zz", "80", "00" * 400])
def test_what_is_not_a_waiting_file_is_passed_over(street: Street, forged: str) -> None:
    new = at("note_new", street.group.id)
    assert sent(street.alder, new, title="Lease", text="sign", **{"held-files": forged}).status_code == 302
    (held,) = street.group.circle.shelf(Page, "here")
    assert held.value.files == ()


def test_one_file_is_destroyed_and_the_other_stays(street: Street) -> None:
    note = with_files(street, chosen("one.pdf"), chosen("two.pdf"))
    gone, kept = note.value.files
    edit = at("note_edit", street.group.id, note.id)
    assert "Destroy <bdi>one.pdf</bdi>" in words(street.birch, edit)
    assert sent(street.birch, edit, drop=spell(gone.record)).status_code == 302
    assert street.now(note).value.files == (kept,)
    assert File.objects.count() == 1
    assert street.birch.get(at("note_file", street.group.id, note.id, gone.record)).status_code == 404
    assert b"".join(downloaded(street, street.now(note)).streaming_content) == LEASE


def test_no_file_is_destroyed_while_a_legal_paper_forbids_it(street: Street) -> None:
    note = with_files(street, chosen())
    stopping.stop(street.group)
    edit = at("note_edit", street.group.id, note.id)
    answer = sent(street.birch, edit, text="changed", drop=spell(note.value.files[0].record))
    page = html.unescape(answer.content.decode())
    assert "no file can be destroyed now" in page
    assert "changed" in page
    assert street.now(note).value == note.value
    assert File.objects.count() == 1


def test_files_go_with_their_note(street: Street) -> None:
    note = with_files(street, chosen())
    keeping.remove(street.group, note, timezone.now())
    gone = street.now(note)
    assert gone.dies is not None
    assert sweep.due(gone.dies) == 3
    assert not File.objects.exists()
    assert not Frame.objects.exists()


def test_a_changed_file_breaks_off_and_is_never_taken_for_the_whole(street: Street) -> None:
    note = with_files(street, chosen())
    last = Frame.objects.order_by("-number")[0]
    Frame.objects.filter(pk=last.pk).update(body=bytes(last.body)[:-1] + b"x")
    answer = downloaded(street, note)
    with pytest.raises(streams.Damaged):
        b"".join(answer.streaming_content)
    first = Frame.objects.order_by("number")[0]
    Frame.objects.filter(pk=first.pk).update(body=b"x" + bytes(first.body)[1:])
    assert downloaded(street, note).status_code == 500


def test_no_more_than_twenty_files_lie_with_a_note(street: Street) -> None:
    note = with_files(street, *(chosen(f"{number}.pdf", b"x") for number in range(10)))
    edit = at("note_edit", street.group.id, note.id)
    assert (
        sent(street.alder, edit, files=[chosen(f"{number}.pdf", b"x") for number in range(10, 19)]).status_code == 302
    )
    answer = sent(street.alder, edit, files=[chosen("twenty.pdf", b"x"), chosen("more.pdf", b"x")])
    assert "A note holds 20 files: one was left out." in answer.content.decode()
    assert sent(street.alder, edit, files=[chosen("twenty.pdf", b"x")]).status_code == 302
    assert len(street.now(note).value.files) == rules.MOST_FILES


def test_a_file_of_another_note_or_circle_is_not_found(street: Street) -> None:
    note = with_files(street, chosen())
    record = note.value.files[0].record
    other = street.note("Keys", "Under the pot")
    assert street.birch.get(at("note_file", street.group.id, other.id, record)).status_code == 404
    elsewhere = circle(somebody(), "Elsewhere", "Elder")
    stranger = browser(elsewhere.me)
    theirs = keeping.begin(elsewhere, Words("x", "y"), timezone.now())
    assert stranger.get(at("note_file", elsewhere.id, theirs.id, record)).status_code == 404
    assert stranger.get(at("note_file", street.group.id, note.id, record)).status_code == 404
    assert Record.objects.filter(pk=record).exists()
