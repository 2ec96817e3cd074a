"""Somebody prints: one entry, a reading list, what a filter leaves, or everything."""

import re
from io import BytesIO

import pikepdf
import pytest
from django.test import Client

from toolbox.library import keeping
from toolbox.library.tests.reader import html, words
from toolbox.library.tests.shelf import DAY, FRIDGE, LETTERS, PANTRY, load

pytestmark = pytest.mark.django_db
FORM = "/library/booklet/"
PDF = "/library/booklet/pdf/"


@pytest.fixture(autouse=True)
def _three(db: None) -> None:
    load(FRIDGE, PANTRY, LETTERS)


def printed(client: Client, query: str) -> tuple[int, int]:
    """The width and height of the first page, in points."""
    response = client.get(f"{PDF}?{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(response.content)) as book:
        left, bottom, right, top = (round(float(edge)) for edge in book.pages[0].mediabox)
    return right - left, top - bottom


def papers(page: str) -> list[str]:
    return re.findall(r'name="paper" value="([^"]+)"', page)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "Mutual aid: models and tools 3 entries"),
        ("category=food", "Mutual aid: models and tools · Food 2 entries"),
        ("only=porch-pantry", "Porch Pantry 1 entry"),
        ("r=letters-inside.porch-pantry.nobody", "A reading list 2 entries"),
    ],
)
def test_the_form_says_what_will_be_printed(client: Client, query: str, says: str) -> None:
    assert says in words(html(client, f"{FORM}?{query}"))


@pytest.mark.parametrize("query", ["category=food", "only=porch-pantry", "r=letters-inside.porch-pantry"])
def test_the_form_hands_on_what_was_chosen(client: Client, query: str) -> None:
    name, _equals, value = query.partition("=")
    assert f'<input type="hidden" name="{name}" value="{value}">' in html(client, f"{FORM}?{query}")


SHEETS = ["a5", "a4-pair", "letter-pair", "a4-large", "letter-large"]


def test_one_entry_and_many_come_on_different_papers(client: Client) -> None:
    assert papers(html(client, FORM)) == ["a4-folded", "letter-folded", "a5"]
    assert papers(html(client, f"{FORM}?only=porch-pantry")) == SHEETS
    assert papers(html(client, f"{FORM}?kind=guide")) == SHEETS


@pytest.mark.parametrize("query", ["category=food", "only=porch-pantry&paper=a4-pair", "r=letters-inside.porch-pantry"])
@pytest.mark.parametrize("language", ["", "/es"])
def test_the_pdf_is_made(client: Client, language: str, query: str) -> None:
    response = client.get(f"{language}{PDF}?{query}")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    single = "only" in query
    assert (
        response.headers["Content-Disposition"] == f'inline; filename="{"porch-pantry" if single else "library"}.pdf"'
    )


def test_the_pages_are_of_the_paper_that_was_chosen(client: Client) -> None:
    assert printed(client, "paper=a5") == (420, 595)
    assert printed(client, "paper=a4-folded") == (842, 595)
    assert printed(client, "paper=letter-folded") == (792, 612)


def test_a_paper_that_there_is_not_is_refused_with_the_form(client: Client) -> None:
    for query in ("paper=a0", "paper=a4-pair", "only=porch-pantry&paper=a4-folded", "paper=<script>"):
        page = html(client, f"{PDF}?{query}", status=400)
        assert "Choose one of these papers." in page
        assert "<script>" not in page


@pytest.mark.parametrize("query", ["r=", "r=nobody", "only=nobody", "only=retired", "category=bail-funds"])
def test_nothing_is_printed_where_nothing_was_chosen(client: Client, query: str) -> None:
    keeping.add({**PANTRY, "slug": "retired"}, DAY)
    keeping.retire("retired", DAY)
    assert "There is nothing to print here." in html(client, f"{FORM}?{query}")
    html(client, f"{PDF}?{query}", status=404)


def test_what_stands_in_an_entry_is_text_on_paper_too(client: Client) -> None:
    keeping.edit("porch-pantry", {"name": '#panic("x") $x$ *b* \\', "offers": "<b> #let x = 1; `raw` رف 🌱"}, DAY)
    assert printed(client, "only=porch-pantry") == (420, 595)


def test_a_list_is_folded_from_a4_unless_somebody_chooses_otherwise(client: Client) -> None:
    page = html(client, f"{FORM}?r=porch-pantry.letters-inside")
    assert 'value="a4-folded" checked' in page
    assert 'value="a5" checked' in html(client, f"{FORM}?only=porch-pantry")
