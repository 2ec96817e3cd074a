"""Somebody prints their recovery sheet."""

import pytest
from django.urls import reverse

from tests.people import browser
from toolbox.kernel.members import accounts
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.tests.filling import crowd, field, send, text
from toolbox.kernel.printing.tests.reading import words as words_of
from toolbox.kernel.vault import words

pytestmark = pytest.mark.django_db

PASSPHRASE = "acorn bacon cabbage daffodil easel fabric"


@pytest.fixture
def alder() -> Me:
    return accounts.make("three-herons", PASSPHRASE)


def test_ten_words_are_shown_once_and_a_new_sheet_voids_the_old_one(alder: Me) -> None:
    client = browser(alder)
    page = send(client, client.get(reverse("recovery_sheet")), passphrase=PASSPHRASE)
    first = field(page, "sheet_code").value
    assert len(first.split()) == words.SHEET
    assert accounts.has_sheet_code("three-herons", first)
    assert page.headers["Cache-Control"] == "no-store"
    assert first not in text(client.get(reverse("recovery_sheet")))
    again = send(client, client.get(reverse("recovery_sheet")), passphrase=PASSPHRASE)
    assert accounts.has_sheet_code("three-herons", field(again, "sheet_code").value)
    assert not accounts.has_sheet_code("three-herons", first)


def test_the_printed_sheet_has_the_words_and_names_nobody(alder: Me) -> None:
    client = browser(alder)
    page = send(client, client.get(reverse("recovery_sheet")), passphrase=PASSPHRASE)
    code = field(page, "sheet_code").value
    pdf = send(client, page, sheet_code=code, paper="letter")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"] == 'inline; filename="sheet.pdf"'
    assert pdf.headers["Cache-Control"] == "no-store"
    printed = "".join(words_of(pdf.content))
    assert all(word in printed for word in code.split())
    assert "three" not in printed
    assert accounts.has_sheet_code("three-herons", code), "printing changes nothing"


def test_it_prints_no_other_words(alder: Me) -> None:
    client = browser(alder)
    page = send(client, client.get(reverse("recovery_sheet")), passphrase=PASSPHRASE)
    refused = send(client, page, sheet_code="something else", paper="a4")
    assert refused.headers["Content-Type"].startswith("text/html")


def test_without_the_passphrase_there_is_no_sheet(alder: Me) -> None:
    client = browser(alder)
    page = send(client, client.get(reverse("recovery_sheet")), passphrase="wrong")
    assert "This is not your passphrase" in text(page)
    with crowd():
        busy = send(client, client.get(reverse("recovery_sheet")), passphrase=PASSPHRASE)
    assert busy.status_code == 503
    assert "again in a minute" in text(busy)
