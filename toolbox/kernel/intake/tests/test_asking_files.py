"""Somebody sends a photo of a letter along."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import limits
from toolbox.kernel.intake.models import Envelope, Mailbox
from toolbox.kernel.intake.tests.browsing import EVERY, FORM, fields, press, stranger, text
from toolbox.kernel.intake.tests.mail import inbox
from toolbox.kernel.members.uploading import LARGEST
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.models import File, Frame

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.asking.urls"),
    pytest.mark.usefixtures("mailbox"),
]
LEAST = {"q-about": "The rent", "q-paper": "yes", "q-phone": "415 555 0199"}
HELD = "held-q-photo"


@pytest.fixture
def ana() -> Client:
    """Who sends it."""
    return stranger()


def photo(name: str = "letter.jpg", content: bytes = b"a letter") -> SimpleUploadedFile:
    """A picture, as a telephone sends it."""
    return SimpleUploadedFile(name, content, "image/jpeg")


def sends(client: Client, *photos: SimpleUploadedFile, **typed: Any) -> Any:
    """Fill in the form, with files."""
    return press(client, client.get(EVERY), typed={**LEAST, **typed, "q-photo": list(photos)})


def test_a_photo_is_sealed_sent_and_opened(ana: Client, two: Group) -> None:
    assert "It is sent" in text(sends(ana, photo(), photo("..\\back.pdf", b"its back")))
    (waiting,) = inbox(two).waiting
    files = next(answer.files for answer in waiting.sent.answers if answer.question == "photo")
    assert [(file.name, b"".join(filing.content(file))) for file in files] == [
        ("letter.jpg", b"a letter"),
        ("back.pdf", b"its back"),
    ]
    assert not any(b"a letter" in bytes(body) for body in Frame.objects.values_list("body", flat=True))


def test_it_waits_while_something_else_is_mended(ana: Client, two: Group) -> None:
    page = sends(ana, photo(), **{"q-about": ""})
    assert "letter.jpg" in text(page)
    assert len(fields(page)[HELD]) == 1
    page = press(ana, page, "look", to="/es" + EVERY, typed={"q-about": "La renta"})
    assert "letter.jpg" in text(page)
    press(ana, page)
    (waiting,) = inbox(two).waiting
    assert waiting.sent.answers[2].files[0].name == "letter.jpg"
    assert File.objects.exclude(record=None).count() == 1


def test_it_can_be_taken_out_again(ana: Client) -> None:
    page = sends(ana, photo(), photo("other.jpg"), **{"q-about": ""})
    spelled = text(page).split('name="drop" value="')[1].partition('"')[0]
    page = press(ana, page, "", typed={"drop": spelled})
    assert "letter.jpg" not in text(page)
    assert "other.jpg" in text(page)
    assert "needs mending" not in text(page)


def test_more_than_three_are_named(ana: Client) -> None:
    page = sends(ana, *[photo(f"{number}.jpg") for number in range(5)])
    assert "Only 3 files fit. Left out: 3.jpg, 4.jpg." in text(page)
    assert "choose a smaller one" not in text(page)
    assert len(fields(page)[HELD]) == 3
    assert File.objects.count() == 3, "what is too much is not even taken in"
    assert "It is sent" in text(press(ana, page))
    page = sends(ana, photo(), photo(), **{"q-about": ""})
    page = press(ana, page, typed={"q-about": "Rent", "q-photo": [photo(), photo("last.jpg")]})
    assert "Left out: last.jpg." in text(page)


def test_one_that_is_too_large_is_named_and_the_rest_is_kept(ana: Client) -> None:
    page = sends(ana, photo("film.mp4", b"x" * (LARGEST + 1)), photo(), **{"q-story": "They knocked."})
    assert "Left out: film.mp4." in text(page)
    assert fields(page)["q-story"] == ["They knocked."]
    assert len(fields(page)[HELD]) == 1
    assert (File.objects.count(), Envelope.objects.count()) == (1, 0)


def test_it_waited_too_long(ana: Client) -> None:
    page = sends(ana, photo(), **{"q-about": ""})
    File.objects.all().delete()
    page = press(ana, page, typed={"q-about": "The rent"})
    assert "letter.jpg waited here for more than an hour" in text(page)
    assert HELD not in fields(page)
    assert "It is sent" in text(press(ana, page))


def test_files_count_while_they_arrive(ana: Client) -> None:
    """Whoever sends files and never the form fills no disk."""
    sends(ana, photo(content=b"x" * 3_000_000), **{"q-about": ""})
    spent = Mailbox.objects.get().spent
    assert spent >= 3_000_000
    form = ana.get(EVERY)
    Mailbox.objects.update(hour=limits.hour_of(timezone.now()), spent=limits.AN_HOUR - 1_000_000)
    page = press(ana, form, typed={**LEAST, "q-photo": photo(content=b"x" * 3_000_000)})
    assert page.status_code == 429
    assert "takes no more files within this hour" in text(page)
    assert HELD not in fields(page)
    assert fields(page)["q-about"] == ["The rent"]
    assert File.objects.count() == 1
    assert "It is sent" in text(press(ana, page))


def test_what_is_sent_counts_once(ana: Client) -> None:
    sends(ana, photo(content=b"x" * 3_000_000))
    assert 3_000_000 < Mailbox.objects.get().spent < 3_200_000


def test_a_file_finds_no_room_on_the_disk(ana: Client) -> None:
    form = ana.get(EVERY)

    def no_writing(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError
        return execute(sql, *rest)

    with connection.execute_wrapper(no_writing):
        page = press(ana, form, typed={**LEAST, "q-photo": photo()})
    assert page.status_code == 503
    assert "Nothing was saved." in text(page)
    assert fields(page)["q-about"] == ["The rent"]


def test_a_form_that_asks_for_none_takes_none(ana: Client) -> None:
    ana.post(FORM, {"q-what": "flour", "q-photo": BytesIO(b"a letter"), "whole": "1", "do": "send"})
    assert not File.objects.exists()


@pytest.mark.parametrize("packed", ["", "zz", "00", "81a4"])
def test_what_the_form_carried_was_changed(packed: str, ana: Client) -> None:
    page = press(ana, ana.get(EVERY), typed={**LEAST, HELD: packed})
    assert "It is sent" in text(page)


def test_a_photo_of_what_was_not_asked_is_dropped(ana: Client, two: Group) -> None:
    sends(ana, photo(), **{"q-paper": "no"})
    (waiting,) = inbox(two).waiting
    assert "photo" not in [answer.question for answer in waiting.sent.answers]
    assert File.objects.filter(record=None).count() == 1, "the sweep destroys it within two hours"


def test_an_empty_file_takes_nobodys_place(ana: Client) -> None:
    page = sends(ana, photo("empty.jpg", b""), photo("letter.jpg"))
    assert "There is nothing in empty.jpg." in text(page)
    assert len(fields(page)[HELD]) == 1
