"""Three sheets of paper: made once, each printed alone, two of them open the circle when nobody else can."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group
from toolbox.kernel.circles.tests.seen import code_of, hidden, on_paper
from toolbox.kernel.circles.tests.sending import send, send_blind

pytestmark = pytest.mark.django_db


def _sheets(page: str) -> list[str]:
    return re.findall(r'name="code" value="([^"]*)"', page)


def test_two_sheets_open_the_circle_and_somebody_is_invited() -> None:
    alder = circle(somebody())
    page = reverse("paper_member", args=[alder.id])
    client = browser(alder.me)
    shown = send(client, page, do="make")
    sheets = _sheets(shown.content.decode())
    assert [len(sheet.split()) for sheet in sheets] == [33, 33, 33]
    assert not _sheets(client.get(page).content.decode()), "shown once"
    assert send(client, page, do="make").status_code == 409, "there is one already"
    stranger, door = Client(), reverse("paper_in")
    answer = stranger.post(door, {"first": sheets[0], "second": sheets[2]})
    assert answer["Location"] == reverse("circle", args=[alder.id])
    assert "You came in with two sheets of paper." in stranger.get(answer["Location"]).content.decode()
    assert stranger.get(reverse("desk")).status_code == 200
    invited = send(stranger, reverse("invite", args=[alder.id]), for_whom="", language="en", role="keeper")
    joined = browser(somebody()).post(reverse("join"), {"code": code_of(invited), "name": "Elder"})
    assert joined["Location"] == reverse("circle", args=[alder.id])
    people = group.opened(again(alder.me), alder.id).settings.people
    assert [(one.name, one.role.value) for one in people] == [
        ("Alder", "keeper"),
        ("Paper", "paper"),
        ("Elder", "keeper"),
    ]


def test_one_sheet_is_not_enough_and_old_sheets_open_nothing() -> None:
    alder = circle(somebody())
    page, door = reverse("paper_member", args=[alder.id]), reverse("paper_in")
    client = browser(alder.me)
    old = _sheets(send(client, page, do="make").content.decode())
    once = Client().post(door, {"first": old[0], "second": ""}).content.decode()
    assert "Two shares are needed." in once
    assert old[0] in once, "what was typed stays"
    assert "same share twice" in Client().post(door, {"first": old[0], "second": old[0]}).content.decode()
    assert send(client, page, do="remove")["Location"] == reverse("new_key", args=[alder.id])
    gone = Client().post(door, {"first": old[0], "second": old[1]})
    assert "they open nothing any more" in gone.content.decode()
    assert "session" not in gone.cookies


def test_a_sheet_is_printed_alone_and_names_nobody() -> None:
    alder = circle(somebody(), "Alder Street Kitchen")
    page = reverse("paper_member", args=[alder.id])
    client = browser(alder.me)
    shown = send(client, page, do="make").content.decode()
    sheets = _sheets(shown)
    fields = {"do": "print", "number": 2, "paper": "a4", "token": hidden(shown, "token")}
    answer = client.post(page, {**fields, "code": sheets[1]})
    assert answer["Content-Type"] == "application/pdf"
    text = on_paper(answer.content)
    assert "Sheet2of3" in text
    assert all(word in text for word in sheets[1].split())
    assert not all(word in text for word in sheets[0].split()), "no other share beside it"
    assert "Kitchen" not in text
    assert client.post(page, {**fields, "code": "too few words"}).status_code == 404


def test_helpers_leave_it_to_keepers() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    page = reverse("paper_member", args=[alder.id])
    answer = send_blind(browser(birch.me), page, reverse("new_circle"), do="make")
    assert answer.status_code == 409
    assert "Only keepers do this." in answer.content.decode()
