"""Somebody who has no account looks for a sheet, chooses paper, and prints it: blank, or with a few words on it."""

import pytest
from django.test import Client

from toolbox.kernel.printing.tests import reading
from toolbox.kernel.projects.sheets.sheet import sheets

pytestmark = pytest.mark.django_db


def test_all_sheets_stand_on_one_page_with_what_each_is_for(client: Client) -> None:
    page = client.get("/sheets/").content.decode()
    for name, sheet in sheets().items():
        assert f'href="/sheets/{name}/"' in page
        assert sheet.about.en.split("’")[0][:40] in page
    assert "Ronda" in client.get("/es/sheets/").content.decode()


def test_kits_lead_to_the_sheets_and_a_kit_to_its_own(client: Client, library: None) -> None:
    assert 'href="/sheets/"' in client.get("/kits/").content.decode()
    page = client.get("/kits/bail-fund/").content.decode()
    assert 'href="/sheets/court-date-card/"' in page
    assert 'href="/kits/bail-fund/booklet/"' in page
    assert 'href="/kits/bail-fund/booklet/#tonight"' in page


def test_a_sheet_is_chosen_and_printed_blank(client: Client) -> None:
    page = client.get("/sheets/go-round/").content.decode()
    assert 'action="/sheets/go-round/pdf/"' in page
    response = client.get("/sheets/go-round/pdf/?paper=letter&large=yes")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="go-round.pdf"'
    assert reading.sizes(response.content) == {(612, 792)}
    assert "HowamI?" in "".join(reading.words(response.content))
    assert not response.cookies


def test_it_prints_in_the_language_that_is_chosen_or_in_that_of_the_page(client: Client) -> None:
    chosen = client.get("/sheets/go-round/pdf/?language=es")
    assert "¿Cómoestoy?" in "".join(reading.words(chosen.content))
    page = client.get("/es/sheets/go-round/pdf/")
    assert "¿Cómoestoy?" in "".join(reading.words(page.content))


def test_words_are_put_onto_it_and_stand_in_no_address(client: Client) -> None:
    typed = {"paper": "a4", "name": "Rose Street", "phone": "555-0100", "language": "en"}
    response = client.post("/sheets/court-date-card/pdf/", typed)
    assert response.status_code == 200
    shown = "".join(reading.words(response.content))
    assert "555-0100" in shown
    assert "RoseStreet" in shown
    assert "Rose" not in response["Content-Disposition"]


def test_words_in_an_address_are_not_put_onto_it(client: Client) -> None:
    response = client.get("/sheets/court-date-card/pdf/?phone=555-0100")
    assert "555-0100" not in "".join(reading.words(response.content))


def test_who_checked_it_takes_the_place_of_the_band(client: Client) -> None:
    asked = "Who checked it, for which place, on which day"
    assert asked in client.get("/sheets/rights-home/").content.decode()
    assert asked not in client.get("/sheets/go-round/").content.decode()
    response = client.post("/sheets/rights-home/pdf/", {"checked": "legal aid of Fern County, 3 March 2026"})
    shown = "".join(reading.words(response.content))
    assert "Checkedhere:legalaidofFernCounty,3March2026" in shown
    assert "Notcheckedhereyet" not in shown


def test_addresses_are_typed_with_an_empty_line_between(client: Client) -> None:
    typed = "Alder Inventado\r\n12 Fern Street\r\n\r\n\r\nBirch Inventada\r\nBox 5\r\n"
    (runs,) = reading.drawn(client.post("/sheets/labels/pdf/", {"labels": typed}).content)
    assert [text for _, _, text in runs] == ["AlderInventado", "12FernStreet", "BirchInventada", "Box5"]


def test_a_form_of_another_site_is_refused(client: Client) -> None:
    response = client.post("/sheets/labels/pdf/", {"labels": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403


def test_a_paper_that_is_none_is_said_and_what_was_typed_stays(client: Client) -> None:
    response = client.post("/sheets/route/pdf/", {"paper": "cardboard", "name": "Rose Street"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "Choose one of these papers." in page
    assert 'value="Rose Street"' in page


def test_a_sheet_that_is_none_is_not_found(client: Client) -> None:
    for path in ("/sheets/nothing/", "/sheets/nothing/pdf/"):
        assert client.get(path).status_code == 404
