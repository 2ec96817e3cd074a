"""Somebody prints a kit: as a booklet to fold, in large type, or tonight's page by itself."""

import pytest
from django.test import Client

from toolbox.kernel.printing.tests import reading

pytestmark = pytest.mark.django_db


def test_the_page_offers_booklet_tonight_and_sheets(client: Client, library: None) -> None:
    page = client.get("/kits/pods/booklet/").content.decode()
    for paper in ("a5", "a4-folded", "letter-folded", "a4-large", "letter-large"):
        assert f'value="{paper}"' in page
    assert 'id="tonight"' in page
    assert 'href="/sheets/pod-map/"' in page


def test_the_booklet_has_the_kit_and_its_library_with_addresses(client: Client, library: None) -> None:
    response = client.get("/kits/bail-fund/booklet/pdf/?paper=a5")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="bail-fund.pdf"'
    pages = reading.words(response.content)
    assert "Tonight:4people,90minutes,thesethings" in pages[0]
    shown = "".join(pages)
    assert "NationalBailFundNetwork" in shown
    assert "http://testserver/kits/bail-fund/" in pages[-1]
    assert reading.missing_shapes(response.content) == 0


def test_it_comes_in_spanish_from_the_spanish_page_or_by_choice(client: Client, library: None) -> None:
    for path in ("/es/kits/bail-fund/booklet/pdf/?paper=a5", "/kits/bail-fund/booklet/pdf/?paper=a5&language=es"):
        shown = "".join(reading.words(client.get(path).content))
        assert "Quiénes lo han hecho".replace(" ", "") in shown
        assert "Fondodefianzas" in shown


def test_tonight_comes_by_itself(client: Client, library: None) -> None:
    response = client.get("/kits/pods/booklet/pdf/?only=tonight&paper=letter")
    assert reading.sizes(response.content) == {(612, 792)}
    assert len(reading.words(response.content)) == 1
    large = client.get("/kits/pods/booklet/pdf/?only=tonight&paper=letter&large=yes")
    assert large.content != response.content


@pytest.mark.parametrize("query", ["paper=cardboard", "only=tonight&paper=a5"])
def test_a_paper_that_is_none_is_said(query: str, client: Client, library: None) -> None:
    response = client.get(f"/kits/pods/booklet/pdf/?{query}")
    assert response.status_code == 400
    assert "Choose one of these papers." in response.content.decode()


def test_a_kit_that_is_none_is_not_found(client: Client) -> None:
    for path in ("/kits/nothing/booklet/", "/kits/nothing/booklet/pdf/"):
        assert client.get(path).status_code == 404
