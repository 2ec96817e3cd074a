"""A disk ages: one note is broken, and on that night the others are needed."""

import pytest
from django.urls import reverse

from toolbox.kernel.vault.models import Record
from toolbox.tools.notes.records import Page
from toolbox.tools.notes.tests.conftest import Street
from toolbox.tools.notes.tests.walking import at, looked_for, pressed, words

pytestmark = pytest.mark.django_db

ONE = "1 thing here does not open"


def test_one_broken_note_closes_no_page(street: Street) -> None:
    good = street.note()
    bad = street.note("Where we meet", "At the lawyer's")
    number = street.group.id
    Record.objects.filter(pk=bad.id).update(body=b"scratched")
    page = words(street.alder, at("notes", number))
    assert "Phone numbers" in page
    assert page.count(ONE) == 1
    assert ONE in looked_for(street.alder, at("notes", number), "lawyer")
    assert "555-0100" in words(street.birch, at("note", number, good.id))
    assert at("legal_paper", number) in words(street.alder, at("circle", number))
    assert street.alder.get(at("notes_print", number)).status_code == 200
    found = pressed(street.alder, at("circle_search", number), at("circle_search", number), words="lawyer")
    assert found.status_code == 200
    assert "Phone numbers" in found.content.decode()
    assert ONE in found.content.decode()
    assert street.alder.get(reverse("note", args=[number, bad.id])).status_code == 500


def test_a_broken_note_that_stood_alone_is_not_taken_for_gone(street: Street) -> None:
    bad = street.note()
    Record.objects.filter(pk=bad.id).update(body=b"scratched")
    assert ONE in words(street.alder, at("notes", street.group.id))
    assert street.group.circle.get(Page, street.note("Another").id).value.title == "Another"
