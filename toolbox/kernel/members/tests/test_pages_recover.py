"""Somebody lost their passphrase and has their recovery sheet."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.people import browser
from toolbox.kernel.members import accounts
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.tests.filling import crowd, field, proposal, send, text
from toolbox.kernel.vault import words

pytestmark = pytest.mark.django_db

OLD = "acorn bacon cabbage daffodil easel fabric"


@pytest.fixture
def alder() -> Me:
    return accounts.make("three-herons", OLD)


@pytest.fixture
def sheet(alder: Me) -> str:
    code = words.code(words.SHEET, "en")
    accounts.new_sheet(alder, OLD, code)
    return code


def ask(client: Client, handle: str, code: str) -> object:
    return send(client, client.get(reverse("recover")), handle=handle, sheet_code=code)


def test_with_the_sheet_they_choose_a_new_passphrase_and_are_in(alder: Me, sheet: str) -> None:
    elsewhere = browser(alder)
    assert elsewhere.get(reverse("me")).status_code == 200
    client = Client()
    page = ask(client, " Three-Herons", sheet.upper().replace(" ", "\n"))
    assert "The sheet is yours" in text(page)
    new = proposal(page)
    wrong = send(client, page, passphrase=OLD)
    assert proposal(wrong) == new
    done = send(client, wrong, passphrase=new)
    assert done.url == reverse("recovered")
    assert "Print a new recovery sheet" in text(client.get(done.url))
    assert accounts.sign_in("three-herons", OLD, "", timezone.now()) is None
    assert accounts.sign_in("three-herons", new, "", timezone.now()) is not None
    assert elsewhere.get(reverse("me")).status_code == 403


def test_a_sheet_opens_once(sheet: str) -> None:
    client = Client()
    page = ask(client, "three-herons", sheet)
    other_window = ask(Client(), "three-herons", sheet)
    assert send(client, page, passphrase=proposal(page)).status_code == 302
    late = send(Client(), other_window, passphrase=proposal(other_window))
    assert "was used or replaced" in text(late)
    assert "was used or replaced" in text(ask(Client(), "three-herons", sheet))


def test_a_word_that_is_none_of_ours_is_named(sheet: str) -> None:
    page = ask(Client(), "three-herons", "acorm " + sheet.partition(" ")[2])
    assert "Word 1, “acorm”, is none of ours. Did you mean “acorn”?" in text(page)
    page = ask(Client(), "three-herons", "acorn bacon")
    assert "These are 2 words. The code has 10." in text(page)
    assert field(page, "handle").value == "three-herons"


def test_nothing_tells_which_was_wrong(sheet: str) -> None:
    nobody = ask(Client(), "nobody", sheet)
    not_theirs = ask(Client(), "three-herons", words.code(words.SHEET, "en"))
    sentence = "The handle or the ten words are not right"
    assert sentence in text(nobody)
    assert sentence in text(not_theirs)


def test_in_a_crowd_the_six_words_stay(sheet: str) -> None:
    client = Client()
    page = ask(client, "three-herons", sheet)
    with crowd():
        busy = send(client, page, passphrase=proposal(page))
    assert busy.status_code == 503
    assert proposal(busy) == proposal(page)
    assert send(client, busy, passphrase=proposal(busy)).status_code == 302


def test_another_site_cannot_send_this_form(sheet: str) -> None:
    sent = Client().post(
        reverse("recover"), {"handle": "three-herons", "sheet_code": sheet}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert sent.status_code == 403


def test_the_page_is_kept_nowhere_and_speaks_spanish(sheet: str) -> None:
    page = ask(Client(), "three-herons", sheet)
    assert page.headers["Cache-Control"] == "no-store"  # type: ignore[attr-defined]
    assert Client().get("/es/in/sheet/").status_code == 200
