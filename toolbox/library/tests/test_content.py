"""The list that comes with the toolbox: whole, in both languages, and honest about what is not known."""

import csv
import io
import re
from functools import cache

import pytest
from django.conf import settings

from toolbox.library import categories
from toolbox.library.columns import NAMES, RESERVED
from toolbox.library.keeping import known
from toolbox.library.rows import read
from toolbox.library.tests.founding import CATEGORIES, GUESSES, NAMED, OLD_LAW
from toolbox.library.vocabulary import Face, Kind

FOLDER = settings.CONTENT / "library"


@cache
def file() -> bytes:
    return bytes((FOLDER / "resources.csv").read_bytes())


@cache
def rows() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(io.StringIO(file().decode(), newline="")))


def slugs(column: str, text: str) -> set[str]:
    return {row["slug"] for row in rows() if text in row[column].split("; ")}


def test_the_file_is_right_and_has_every_column() -> None:
    assert read(file(), known()).problems == ()
    assert list(rows()[0]) == list(NAMES)
    assert len(rows()) == 124


def test_every_entry_of_the_founding_list_is_there_and_none_was_invented() -> None:
    named = [slug for found in NAMED.values() for slug in found]
    founding = [row["slug"] for row in rows() if row["origin"] == "founding"]
    assert len(named) == len(set(named))
    assert set(founding) == set(named)


def test_entries_have_the_names_that_the_founding_list_gave_them() -> None:
    names = {row["slug"]: row["name"] for row in rows()}
    for slug, name in {
        "food-not-bombs": "Food Not Bombs",
        "a-katrina-reader": "A Katrina Reader",
        "lightning-bolt": "Lightning Bolt",
        "assatas-daughters": "Assata's Daughters",
        "on-conflict-and-consensus": "On Conflict and Consensus",
        "deportation-101": "Deportation 101",
        "trans-buddy-program": "Trans Buddy Program",
        "hearts-on-a-wire": "Hearts on a Wire",
        "f2l": "F2L",
    }.items():
        assert names[slug].startswith(name)


def test_the_guesses_are_marked_and_nothing_else_is() -> None:
    assert slugs("guess", "yes") == GUESSES
    for row in rows():
        if row["guess"]:
            assert "likely" in row["name"], row["slug"]


def test_the_categories_are_the_founding_lists_in_its_order() -> None:
    order = [category.slug for category in categories.load()]
    assert order == ["starting-points", *CATEGORIES]
    assert {row["category"] for row in rows()} == set(order)


@pytest.mark.parametrize("name", ["offers", "for_whom", "licence", "languages_note"])
def test_every_text_is_there_in_spanish(name: str) -> None:
    for row in rows():
        assert bool(row[name]) == bool(row[f"{name}_es"]), row["slug"]
        assert not row[name] or row[name] != row[f"{name}_es"], row["slug"]


def test_only_names_and_bare_years_have_no_spanish() -> None:
    for row in rows():
        assert row["years_es"] or not re.search(r"[a-z]{2}", row["years"]), row["slug"]
        assert row["place_es"] or not re.search(r"\b(online|across|and|of|worldwide|many|city)\b", row["place"], re.I)
        assert not row["years_es"] or row["years"], row["slug"]


def test_categories_projects_and_places_are_whole_in_both_languages() -> None:
    for category in categories.load():
        for name in ("name", "short", "introduction"):
            english, spanish = getattr(category, name), getattr(category, f"{name}_es")
            assert english
            assert spanish
            assert english != spanish
        assert bool(category.notice) == bool(category.notice_es)
    for project in categories.projects():
        assert project.name
        assert project.name_es
        assert project.what
        assert project.what_es
        assert set(project.faces) <= set(Face)
    assert {face for project in categories.projects() for face in project.faces} == set(Face)


def test_slugs_of_categories_are_free_for_feeds_and_no_page_of_ours() -> None:
    order = [category.slug for category in categories.load()]
    assert len(order) == len(set(order))
    assert not {"new", "changed"} & set(order)
    assert not RESERVED & {row["slug"] for row in rows()}


def test_texts_about_the_law_from_before_2018_say_that_laws_change() -> None:
    assert slugs("warnings", "old-law") == OLD_LAW
    for row in rows():
        if row["slug"] in OLD_LAW:
            assert not row["since"] or int(row["since"]) < 2018, row["slug"]
            assert row["kind"] != Kind.ORGANISATION


def test_texts_that_teach_medicine_say_that_they_replace_no_training() -> None:
    assert slugs("warnings", "health") >= {"chicago-action-medical-handbook", "guide-to-syringe-access-programs"}


def test_nothing_is_made_up() -> None:
    for row in rows():
        assert row["phone"] == "", row["slug"]  # none has been looked up yet
        assert (row["url"] == "") == (row["link_source"] == "none"), row["slug"]
        assert not row["looked_on"] or row["link_source"] in {"seen", "site-seen"}, row["slug"]


def test_filters_fit_the_words() -> None:
    for row in rows():
        first = re.search(r"\b(1[89]\d\d|20\d\d)", row["years"])
        assert not row["since"] or first, row["slug"]
        assert not row["until"] or row["until"] in row["years"], row["slug"]
        assert row["areas"] or row["place"] in {"", "in print"}, row["slug"]


def test_no_two_entries_have_one_name() -> None:
    names = [row["name"].casefold() for row in rows()]
    assert len(names) == len(set(names))
