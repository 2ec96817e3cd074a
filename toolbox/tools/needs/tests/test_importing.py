"""A spreadsheet comes in: matched, looked at, brought in, stopped, left, undone. What is wrong in it is a sentence."""

import datetime
import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.vault.models import File
from toolbox.tools.needs import importing
from toolbox.tools.needs.imports import Import, ImportStep
from toolbox.tools.needs.records import Came, Offer, Urgency
from toolbox.tools.needs.rules.columns import Target
from toolbox.tools.needs.tests.town import asks, opened, written

pytestmark = pytest.mark.django_db

SHEET = """Timestamp,Full Name,Phone Number,Address,Neighborhood,What do you need?,Language,Household size,Notes,SSN
5/3/2026 14:22,Rosa,(202) 555-0143,Alder Street and Third,North side,"Groceries; Formula or diapers",Spanish,4,floor 3,1
5/4/2026 09:00,Plum,202-555-0144,,,a tarp,English,2,,2
5/4/2026 10:00,Wren,12345,,,Groceries,,,,3
5/4/2026 11:00,Fig,202-555-0145,,,,,,,4
"""


def chooses(desk: Desk, content: bytes | str, name: str = "list.csv", **typed: str) -> Any:
    """Choose a file and press."""
    data = content.encode() if isinstance(content, str) else content
    page = desk.at("needs_imports")
    file = SimpleUploadedFile(name, data, "text/csv")
    return desk.alder.post(page, {**hidden(desk.alder, page, page), "what": "asks", **typed, "file": file})


def begun(desk: Desk, content: bytes | str, **typed: str) -> str:
    """The page of an import that was begun."""
    answer = chooses(desk, content, **typed)
    assert answer.status_code == 302, said(answer)
    return str(answer.url)


def columns(desk: Desk, page: str) -> dict[str, str]:
    """What the page of columns would send as it stands."""
    held = the_import(desk)
    return {f"column-{place}": target for place, target in enumerate(held.value.columns)} | {"head": "0"}


def looked(desk: Desk, page: str, **typed: str) -> str:
    """On to what would come of it."""
    answer = sent(desk.alder, page, page, do="match", **{**columns(desk, page), **typed})
    assert answer.status_code == 302, said(answer)
    return words(desk.alder, page)


def the_import(desk: Desk) -> Any:
    (held,) = opened(desk).circle.shelf(Import)
    return held


def brought_in(desk: Desk, content: bytes | str, **typed: str) -> str:
    page = begun(desk, content)
    looked(desk, page, **typed)
    sent(desk.alder, page, page, do="start")
    return words(desk.alder, page)


def test_a_list_comes_in_with_its_columns_guessed(desk: Desk) -> None:
    assert "Bring in a spreadsheet" in words(desk.alder, desk.at("needs"))
    page = begun(desk, SHEET)
    guessed = the_import(desk).value.columns
    assert guessed == ("came", "name", "phone", "street", "zone", "wants", "language", "people", "words", "")
    shown = words(desk.alder, page)
    assert "Alder Street and Third" in shown
    shown = looked(desk, page)
    assert "Nothing of it is on the board yet." in shown
    assert "2 rows come in." in shown
    assert "2 rows cannot be read and are left out." in shown
    assert "phone number: “12345” This phone number is too short or too long." in shown
    assert "Nothing says what they need." in shown
    assert asks(desk) == []
    answer = sent(desk.alder, page, page, do="start")
    assert answer.status_code == 302
    done = words(desk.alder, page)
    assert "2 are on the board now." in done
    rosa, plum = (held.value for held in asks(desk))
    assert rosa.source is Came.LIST
    assert rosa.wants == ("groceries", "baby")
    assert (rosa.who.name, rosa.who.contacts[0].value, rosa.who.languages) == ("Rosa", "+12025550143", ("es",))
    assert (rosa.adults, rosa.words) == (4, "floor 3")
    assert rosa.place is not None
    assert (rosa.place.street, rosa.place.zone) == ("Alder Street and Third", "North side")
    assert timezone.localtime(rosa.came).date() == datetime.date(2026, 5, 3)
    assert (plum.wants, plum.words) == ((), "a tarp")
    assert "1" not in [rosa.words, plum.words], "what nobody needs is left out"


def test_the_rows_are_sealed_while_they_wait_and_gone_when_it_is_over(desk: Desk) -> None:
    page = begun(desk, SHEET)
    assert File.objects.count() == 1, "what was uploaded is gone; its rows are sealed"
    held = the_import(desk)
    assert held.dies is not None
    assert held.dies <= timezone.localdate() + datetime.timedelta(days=14)
    looked(desk, page)
    sent(desk.alder, page, page, do="start")
    words(desk.alder, page)
    assert File.objects.count() == 0
    assert the_import(desk).value.table is None


def test_a_mistake_loses_nobody_where_it_goes_into_their_words(desk: Desk) -> None:
    done = brought_in(desk, SHEET, mend="yes", otherwise="groceries")
    assert "4 are on the board now." in done
    wren = next(held.value for held in asks(desk) if held.value.who.name == "Wren")
    assert wren.words == "Phone Number: 12345"
    fig = next(held.value for held in asks(desk) if held.value.who.name == "Fig")
    assert fig.wants == ("groceries",)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [({}, "1 is"), ({"double": "3"}, "2 are"), ({"twice": "yes"}, "3 are"), ({"double": "x"}, "1 is")],
)
def test_who_is_there_already_is_shown_and_left_out_unless_it_is_ticked(
    desk: Desk, chosen: dict[str, str], count: str
) -> None:
    brought_in(desk, "Name,Phone,Need\nRosa,202 555 0143,Groceries\n")
    (first,) = asks(desk)
    again = "Name,Phone,Need\nRosa,2025550143,A cot\nPlum,2025550199,A cot\nPlum,2025550199,Soup\n"
    page = str(chooses(desk, again).url)
    held = next(one for one in opened(desk).circle.shelf(Import) if one.value.step is ImportStep.COLUMNS)
    typed = {f"column-{place}": target for place, target in enumerate(held.value.columns)}
    sent(desk.alder, page, page, do="match", head="0", **typed)
    shown = words(desk.alder, page)
    assert "1 row comes in." in shown
    assert "2 rows seem to be there already." in shown
    assert desk.at("need", first.id) in shown
    assert "the same number as row 3" in shown
    ticks = re.findall(r'name="double" value="(\d+)" form="bring"', shown)
    assert len(ticks) == 2
    sent(desk.alder, page, page, do="start", **chosen)
    assert f"{count} on the board now." in words(desk.alder, page)


def test_what_no_category_is_called_is_listed(desk: Desk) -> None:
    page = begun(desk, "Name,Need\nRosa,Groceries; a tarp\nPlum,A TARP\nFig,a stove\n")
    shown = words(desk.alder, page) + looked(desk, page)
    assert "a tarp (2)" in shown
    assert "a stove (1)" in shown
    assert "Groceries (" not in shown


def test_where_nothing_came_in_nothing_is_said_to_be_undone(desk: Desk) -> None:
    assert "It can be undone until" in brought_in(desk, "Name,Need\nRosa,Groceries\n")
    again = str(chooses(desk, "Name,Phone\nFig,2025550199\n").url)
    held = next(one for one in opened(desk).circle.shelf(Import) if one.value.step is ImportStep.COLUMNS)
    typed = {f"column-{place}": target for place, target in enumerate(held.value.columns)}
    sent(desk.alder, again, again, do="match", head="0", **typed)
    sent(desk.alder, again, again, do="start")
    shown = words(desk.alder, again)
    assert "0 are on the board now." in shown
    assert "It can be undone until" not in shown


def test_it_comes_in_in_slices_stops_and_goes_on_and_nothing_comes_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "TOGETHER", 2)
    monkeypatch.setattr(importing, "SLICE", 0.0)
    rows = "".join(f"P{number},Groceries\n" for number in range(7))
    page = begun(desk, f"Name,Need\n{rows}")
    looked(desk, page)
    sent(desk.alder, page, page, do="start")
    first = desk.birch.get(page)
    assert first.headers["Refresh"] == "1", "it moves without a script"
    assert "2 of 7 rows" in said(first)
    sent(desk.alder, page, page, do="stop")
    count = len(asks(desk))
    shown = said(desk.alder.get(page))
    assert "Stopped" in shown
    assert "Under way" in words(desk.birch, desk.at("needs_imports"))
    assert "1 spreadsheet waits on its way to the board." in words(desk.birch, "/desk/")
    assert len(asks(desk)) == count, "it rests"
    sent(desk.birch, page, page, do="go-on")
    while "Refresh" in (answer := desk.alder.get(page)).headers:
        pass
    assert "7 are on the board now." in said(answer)
    assert sorted(held.value.who.name for held in asks(desk)) == [f"P{number}" for number in range(7)]
    assert [held.value.who.name for held in asks(desk)] == [f"P{number}" for number in range(7)], "in their order"


def test_of_two_who_look_on_at_once_each_row_comes_once(desk: Desk) -> None:
    page = begun(desk, "Name,Need\nRosa,Soup\nPlum,Soup\n")
    looked(desk, page)
    sent(desk.alder, page, page, do="start")
    alders, birchs = the_import(desk), the_import(desk)
    importing.carry_on(opened(desk), alders)
    after = importing.carry_on(opened(desk), birchs)
    assert after.value.step is ImportStep.DONE
    assert len(asks(desk)) == 2


def test_undone_what_somebody_touched_stays(desk: Desk) -> None:
    brought_in(desk, "Name,Need\nRosa,Soup\nPlum,Soup\nFig,Soup\n")
    page = desk.at("needs_import", the_import(desk).id)
    touched = asks(desk)[1]
    sent(desk.birch, desk.at("need", touched.id), desk.at("need_do", touched.id), do="claim")
    assert "Undo this import?" in words(desk.alder, desk.at("needs_import_undo", the_import(desk).id))
    sent(desk.alder, desk.at("needs_import_undo", the_import(desk).id), page, do="undo")
    shown = words(desk.alder, page)
    assert "2 were destroyed again." in shown
    assert "1 stays: somebody did something with it since." in shown
    assert [held.id for held in asks(desk)] == [touched.id]
    answer = sent(desk.alder, page.replace("/undo", ""), page, do="undo") if "Undo this" in shown else None
    assert answer is None, "it cannot be undone twice"


def test_a_legal_paper_stops_the_undoing(desk: Desk) -> None:
    brought_in(desk, "Name,Need\nRosa,Soup\n")
    page, there = desk.at("needs_import", the_import(desk).id), desk.at("needs_import_undo", the_import(desk).id)
    typed = hidden(desk.alder, there, page)
    stopping.stop(opened(desk))
    answer = desk.alder.post(page, {**typed, "do": "undo"})
    assert answer.status_code == 409
    assert "A legal paper came." in said(answer)
    assert len(asks(desk)) == 1


def test_given_up_nothing_of_it_is_left(desk: Desk) -> None:
    page = begun(desk, SHEET)
    sent(desk.alder, page, page, do="give-up")
    assert opened(desk).circle.shelf(Import) == []
    assert File.objects.count() == 0
    answer = desk.alder.get(page)
    assert answer.status_code == 404
    assert "somebody gave it up" in said(answer)


def test_two_columns_cannot_be_the_same_thing(desk: Desk) -> None:
    page = begun(desk, SHEET)
    answer = sent(desk.alder, page, page, do="match", **{**columns(desk, page), "column-9": "name"})
    assert answer.status_code == 409
    assert "More than one column is said to be: name." in said(answer)


def test_a_workbook_comes_in_and_its_formulas_are_never_worked_out(desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nombre", "Teléfono", "Necesidad", "Fecha", "Urgencia", "Notas"])
    sheet.append(["Rosa", 2025550143, "Víveres", datetime.date(2026, 5, 3), "urgente", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    brought_in(desk, out.getvalue())
    (held,) = asks(desk)
    assert held.value.who.contacts[0].value == "+12025550143"
    assert held.value.wants == ("groceries",)
    assert held.value.urgency is Urgency.TODAY
    assert held.value.words == "=1+1"
    assert timezone.localtime(held.value.came).date() == datetime.date(2026, 5, 3)


def test_of_several_sheets_one_is_chosen(desk: Desk) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Please read this"])
    book.create_sheet("Nothing")
    hidden_one = book.create_sheet("Old numbers")
    hidden_one.append(["Name"])
    hidden_one.sheet_state = "hidden"
    requests = book.create_sheet("Pedidos 1")
    requests.append(["Nombre", "Teléfono", "Necesidad"])
    requests.append(["Rosa", 2025550143, "Víveres"])
    out = io.BytesIO()
    book.save(out)
    page = begun(desk, out.getvalue())
    shown = said(desk.alder.get(page))
    assert "Pedidos 1" in shown
    assert "Nothing</option>" not in shown
    assert "Old numbers" not in shown
    assert len(the_import(desk).value.columns) == 1
    sent(desk.alder, page, page, do="sheet", sheet="9")
    assert len(the_import(desk).value.columns) == 1, "there is no such sheet"
    sent(desk.alder, page, page, do="sheet", sheet="1")
    assert the_import(desk).value.columns == (Target.NAME, Target.PHONE, Target.WANTS)
    looked(desk, page)
    sent(desk.alder, page, page, do="start")
    words(desk.alder, page)  # which brings them in
    (held,) = asks(desk)
    assert (held.value.who.name, held.value.wants) == ("Rosa", ("groceries",))


def test_offers_come_in_too(desk: Desk) -> None:
    sheet = "Name,E-mail,How can you help?,Zone\nPlum,plum@example.org,Drive / Cook,North side\n"
    page = begun(desk, sheet, what="offers")
    looked(desk, page)
    sent(desk.alder, page, page, do="start")
    assert "To the offers" in words(desk.alder, page)
    (held,) = opened(desk).circle.shelf(Offer)
    assert held.value.can == ("drive", "cook")
    assert held.value.zones == ("North side",)
    assert f"{held.value.number:04d}" in words(desk.birch, desk.at("offers"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in this file"),
        (b"\n\n", "There is nothing in this file"),
        (b"%PDF-1.7 not a table", "This is no table that can be read here."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "This is an old Excel file, or one with a password."),
        (b"PK\x03\x04 cut off", "This file is damaged or not complete."),
        (b"a,b\n" * (10 * 1024 * 1024 // 4 + 1), "This file is larger than 10 MB."),
        (b"a,b\n" * 20_001, "This file has more than 20000 rows."),
    ],
)
def test_what_cannot_be_read_is_a_sentence(desk: Desk, content: bytes, sentence: str) -> None:
    answer = chooses(desk, content)
    assert answer.status_code == 409
    assert sentence in said(answer)
    assert File.objects.count() == 0 or sentence.startswith("This file is larger"), "what is not needed is not kept"


def test_no_file_is_a_sentence_too(desk: Desk) -> None:
    page = desk.at("needs_imports")
    assert "Choose a file first." in said(sent(desk.alder, page, page, what="asks"))


def test_an_ask_that_was_there_is_not_touched(desk: Desk) -> None:
    before = written(desk)
    brought_in(desk, "Name,Need\nRosa,Soup\n")
    assert before.id in {held.id for held in asks(desk)}
