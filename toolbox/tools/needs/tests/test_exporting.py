"""A table to take along: nobody's name in it, or names after the passphrase, and then everybody sees who took it."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from tests.people import again, browser, joins
from toolbox.kernel.intake.tests.desk import Desk, hidden, said, words
from toolbox.kernel.members import accounts
from toolbox.kernel.members.tests.filling import crowd
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import Ask, Came, Offer, Who
from toolbox.tools.needs.tests.town import divided, opened, written

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
    divided(desk, "North side")
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


@pytest.fixture
def plum(desk: Desk) -> None:
    """Somebody who drives, and somebody who cooks and has ended."""
    divided(desk, "North side")
    group = opened(desk)
    who = Who(name="Plum", contacts=(Contact(kind=ContactKind.PHONE, value="+12025550177"),))
    drives = Offer(
        came=timezone.now(), source=Came.PHONE, number=0, who=who, can=("drive",), words="=A small car",
        zones=("North side", "Basement, 12 Hill Street"), limits="No stairs", at_once=2, times=("mon-evening",),
    )  # fmt: skip
    keeping.begin_offer(group, drives)
    cooks = keeping.begin_offer(group, replace(drives, can=("cook",), who=Who(name="Quince")))
    keeping.end_offer(group, cooks, timezone.now())


def test_offers_leave_without_names(desk: Desk, plum: None) -> None:
    assert "As a table" in words(desk.alder, desk.at("offers"))
    page = desk.at("offers_export")
    answer = takes(desk.alder, page, "csv")
    (row,) = table(answer)
    assert (row["What they can do"], row["Parts of town"], row["Errands at the same time"]) == (
        "Drive",
        "North side",
        "2",
    )
    assert row["When"] == "Monday: evening"
    for word in ("Plum", "555", "small car", "stairs", "Quince", "Hill"):
        assert word not in answer.content.decode()
    (ended,) = table(takes(desk.alder, f"{page}?show=ended", "csv"))
    assert ended["Ended on"] == timezone.localdate().isoformat()
    assert "There is nothing here to take along." in words(desk.alder, f"{page}?show=news")


def test_offers_leave_with_names_after_the_passphrase(desk: Desk, plum: None, heron: Client) -> None:
    page = desk.at("offers_export")
    assert "Type your passphrase." in said(takes(heron, page, "names-csv"))
    (row,) = table(takes(heron, page, "names-csv", passphrase=PASSPHRASE))
    assert (row["Name"], row["Phone"], row["What they cannot do"]) == ("Plum", "(202) 555-0177", "No stairs")
    assert row["In their own words"] == "'=A small car", "no formula"
    (taken,) = keeping.board_of(opened(desk).circle).value.taken
    assert (taken.count, taken.offers) == (1, True)
    assert "1 offer" in words(desk.birch, desk.at("needs_export")), "it stands on both pages"


def test_what_was_searched_leaves_too(desk: Desk, plum: None) -> None:
    list_, page = desk.at("offers"), desk.at("offers_export")
    found = desk.alder.post(list_, {**hidden(desk.alder, list_, list_), "q": "plum"})
    assert "1 offer" in said(found)
    answer = desk.alder.post(page, {**hidden(desk.alder, page, page), "q": "plum"})
    assert "1 offer: <bdi>“plum”</bdi>" in said(answer)


def test_who_is_not_of_the_circle_takes_nothing(desk: Desk, rosa: None) -> None:
    assert Client().post(desk.at("needs_export"), {"do": "csv"}).status_code == 404
    assert Client().get(desk.at("needs_export")).status_code == 404
    assert Client().get(desk.at("offers_export")).status_code == 404
