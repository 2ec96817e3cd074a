"""A table to take along: nobody's name in it, or names after the passphrase, and then everybody sees who took it."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from tests.people import again, browser, joins
from toolbox.kernel.intake.tests.desk import Desk, hidden, said, words
from toolbox.kernel.members import accounts
from toolbox.kernel.members.tests.filling import crowd
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import Ask, Came, Who
from toolbox.tools.needs.tests.town import opened, written

pytestmark = pytest.mark.django_db

PASSPHRASE = "acorn bacon cabbage daffodil easel fabric"
ROSA = Who(name="Rosa", contacts=(Contact(kind=ContactKind.PHONE, value="+12025550143"),), safe="after six")


@pytest.fixture
def heron(desk: Desk) -> Client:
    """Somebody of the circle who knows their passphrase."""
    group = joins(accounts.make("three-herons", PASSPHRASE), opened(desk), "Heron")
    return browser(again(group.me))


@pytest.fixture
def rosa(desk: Desk) -> None:
    ask = Ask(
        came=timezone.now(),
        source=Came.PHONE,
        number=0,
        who=ROSA,
        words="=HYPERLINK(1) Third floor",
        wants=("groceries",),
        adults=2,
        children=1,
        place=Place(street="Alder Street 12", zone="North side"),
    )
    keeping.begin_ask(opened(desk), ask)


def table(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf"), "a spreadsheet sees that it is UTF-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def takes(client: Client, page: str, do: str, **typed: str) -> Any:
    """Press one of the buttons; the last form of the page is the one with names."""
    action = page.partition("?")[0]
    return client.post(action, {**hidden(client, page, action), "do": do, **typed})


def test_without_names_nothing_tells_who_it_is(desk: Desk, rosa: None) -> None:
    assert "As a table" in words(desk.alder, desk.at("needs"))
    page = desk.at("needs_export")
    answer = takes(desk.alder, page, "csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="table.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    (row,) = table(answer)
    assert (row["What is needed"], row["Part of town"], row["People"]) == ("Groceries", "North side", "3")
    assert row["How it stands"] == "nobody yet"
    for word in ("Rosa", "555", "Alder Street", "Third", "after six", "HYPERLINK"):
        assert word not in answer.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(takes(desk.alder, page, "xlsx").content))
    assert book.active is not None
    assert [cell.value for cell in book.active[2]][1] == "Groceries"


def test_it_is_what_the_filter_shows(desk: Desk, rosa: None) -> None:
    written(desk, "A cot", wants=("bed",))
    page = f"{desk.at('needs_export')}?show=mine"
    assert "There is nothing here to take along." in words(desk.alder, page)
    everything = table(takes(desk.alder, desk.at("needs_export"), "csv"))
    assert len(everything) == 2
    answer = desk.alder.post(
        desk.at("needs_export"), {**hidden(desk.alder, desk.at("needs_export"), desk.at("needs_export")), "q": "third"}
    )
    assert "1 ask" in said(answer)


def test_names_go_out_after_the_passphrase_and_everybody_sees_it(desk: Desk, rosa: None, heron: Client) -> None:
    page = desk.at("needs_export")
    assert "Type your passphrase." in said(takes(heron, page, "names-csv"))
    assert "This is not your passphrase." in said(takes(heron, page, "names-csv", passphrase="wrong"))
    assert keeping.board_of(opened(desk).circle).value.taken == ()
    (row,) = table(takes(heron, page, "names-csv", passphrase=PASSPHRASE))
    assert (row["Name"], row["Phone"], row["Where"]) == ("Rosa", "(202) 555-0143", "Alder Street 12")
    assert row["In their own words"] == "'=HYPERLINK(1) Third floor", "no formula"
    (taken,) = keeping.board_of(opened(desk).circle).value.taken
    assert taken.count == 1
    shown = words(desk.birch, page)
    assert "Taken out with names" in shown
    assert "Heron" in shown


def test_where_many_are_at_the_door_nothing_goes_out(desk: Desk, rosa: None, heron: Client) -> None:
    with crowd():
        answer = takes(heron, desk.at("needs_export"), "names-xlsx", passphrase=PASSPHRASE)
    assert answer.status_code == 503
    assert "Nothing was taken out." in said(answer)
    assert keeping.board_of(opened(desk).circle).value.taken == ()


def test_who_is_not_of_the_circle_takes_nothing(desk: Desk, rosa: None) -> None:
    assert Client().post(desk.at("needs_export"), {"do": "csv"}).status_code == 404
    assert Client().get(desk.at("needs_export")).status_code == 404
