"""Somebody told how it went, agreed to have it published, and later takes it back."""

import pytest
from django.test import Client

from toolbox.library import experiences, keeping
from toolbox.library.experiences import Told
from toolbox.library.models import Experience
from toolbox.library.tests.reader import html, words
from toolbox.library.tests.shelf import DAY, FRIDGE, LATER, load

pytestmark = pytest.mark.django_db
PAGE = "/library/riverbend-fridge/"
HILL = Told(
    "riverbend-fridge",
    "We put one on a porch.\nIt took an evening.",
    worked="Neighbours filled it.",
    failed="<b>Ice</b> in the door.",
    who="Hill Street kitchen",
    place="Riverbend",
    year=2025,
)


def test_an_entry_shows_how_it_went_for_others(client: Client) -> None:
    load(FRIDGE)
    assert "How it went for others" not in html(client, PAGE)
    experiences.publish(HILL, LATER)
    page = html(client, PAGE)
    assert "Hill Street kitchen · Riverbend · 2025" in words(page)
    assert "We put one on a porch.<br>It took an evening." in page
    assert "What worked Neighbours filled it. What did not" in words(page)
    assert "<b>Ice</b>" not in page
    assert "Published on 2 April 2026" in page
    assert ' lang="en" dir="auto"' in html(client, f"/es{PAGE}")


def test_who_and_where_may_stay_unsaid(client: Client) -> None:
    load(FRIDGE)
    experiences.publish(Told("riverbend-fridge", "It went well."), LATER)
    page = html(client, PAGE)
    assert "<h3>Somebody</h3>" in page
    assert "What worked" not in page


def test_taken_back_the_words_are_gone_from_the_page_and_the_table(client: Client) -> None:
    load(FRIDGE)
    number = experiences.publish(HILL, LATER)
    assert experiences.find(number) is not None
    assert experiences.take_back(number)
    assert "How it went for others" not in html(client, PAGE)
    assert "porch" not in str(list(Experience.objects.values()))
    assert "Hill Street" not in str(list(Experience.objects.values()))
    assert not experiences.take_back(number)
    assert experiences.find(number) is None


def test_what_is_about_a_kind_of_project_stands_there_and_on_no_entry(client: Client) -> None:
    load({**FRIDGE, "slug": "food-sharing"})
    experiences.publish(HILL._replace(slug="food-sharing", kit=True), LATER)
    assert [one.who for one in experiences.about_kit("food-sharing")] == ["Hill Street kitchen"]
    assert experiences.about_kit("pods") == ()
    assert "How it went for others" not in html(client, "/library/food-sharing/")


def test_the_reason_for_taking_an_entry_off_is_told_only_if_wanted(client: Client) -> None:
    load(FRIDGE)
    keeping.retire("riverbend-fridge", DAY, because="The porch was sold.")
    assert "porch" not in html(client, PAGE, status=410)
    keeping.restore("riverbend-fridge", DAY)
    keeping.retire("riverbend-fridge", DAY, because="The porch was sold.", because_es="Se vendió el porche.", told=True)
    assert "The porch was sold." in html(client, PAGE, status=410)
    assert "Se vendió el porche." in html(client, f"/es{PAGE}", status=410)
