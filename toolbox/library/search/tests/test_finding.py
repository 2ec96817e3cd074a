"""Somebody types what she has in mind, and finds it although she types it her way."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from toolbox.library.search import Entry, Index
from toolbox.library.search.tests.library import SHELF, entry, shelf


@pytest.fixture(scope="module")
def index() -> Index:
    return shelf()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("pantry", "porch-pantry"),
        ("PANTRY porch", "porch-pantry"),
        ("pa", "porch-pantry"),
        ("tenant uni", "tenants-handbook"),
        ("organizing neighbor", "tenants-handbook"),
        ("neighbourhood organize", "tenants-handbook"),
        ("sindicato inquilina", "tenants-handbook"),
        ("organizaciones", "tenants-handbook"),
        ("organizacion vecino", "tenants-handbook"),
        ("carcel", "river-bail-fund"),
        ("CÁRCEL", "river-bail-fund"),
        ("pantyr", "porch-pantry"),
        ("pntry", "porch-pantry"),
        ("paantry", "porch-pantry"),
        ("oantry", "porch-pantry"),
        ("inquiilno", "tenants-handbook"),
        ("hanbo", "tenants-handbook"),
        ("copwatch", "cop-watch"),
        ("cop-watch", "cop-watch"),
        ("copwach", "cop-watch"),
        ("know your rights", "rights-cards"),
        ("know-your-rights", "rights-cards"),
        ("knowyourrights", "rights-cards"),
        ("peoples rights", "rights-cards"),
        ("“people’s” rights!", "rights-cards"),
        ("رسائل", "letters"),
        ("互助", "letters"),
        ("書 prison", "letters"),
        ("how to start a bail fund", "river-bail-fund"),
        ("cómo empezar un fondo de fianzas", "river-bail-fund"),
        ("where do I find the porch pantry?", "porch-pantry"),
    ],
)
def test_she_finds_it_first(index: Index, typed: str, key: str) -> None:
    assert index.search(typed).keys[:1] == (key,)


STRANGE = (
    *("", " ", "\x00", "🙂🙂", "---", '"', "'", "AND OR NOT", "a:b^2~ *", "()[]{}", "\ud800", "name:bail"),
    *("-bail", "how to", "cómo", "a", "ß", "ﷺ", "½", "\u0301"),
    *("x" * 100_000, "é" * 5_000, "bail " * 10_000, "漢" * 3_000),
)


@pytest.mark.parametrize("typed", STRANGE, ids=lambda typed: ascii(typed)[:12])
def test_nothing_that_can_be_typed_breaks_it(index: Index, typed: str) -> None:
    found = index.search(typed)
    assert set(found.keys) <= {one.key for one in SHELF}
    assert found.mark("plain") == "plain"


def test_a_query_without_any_word_finds_nothing(index: Index) -> None:
    found = index.search(" … 🙂 ")
    assert (found.keys, found.did_you_mean, found.loose) == ((), None, False)


def test_every_word_must_be_there(index: Index) -> None:
    assert index.search("food").keys == ("porch-pantry", "jail-support")
    assert index.search("food porch").keys == ("porch-pantry",)


def test_a_known_word_is_not_taken_for_a_typing_error(index: Index) -> None:
    """Who asks for *jail* does not want *bail*."""
    assert index.search("jail").keys == ("jail-support", "river-bail-fund")
    assert "river-bail-fund" not in index.search("jail support").keys


def test_words_of_three_letters_are_taken_at_their_word(index: Index) -> None:
    assert index.search("cip").keys == ()


def test_a_wrong_word_that_exists_is_forgiven_when_nothing_else_fits(index: Index) -> None:
    """*Form* is a word of this library, but it is *farm* that stands beside *bread*."""
    known = Index([entry("one", "Form letters", texts=("prisons",)), entry("two", "Farm stand", texts=("bread",))])
    found = known.search("form bread")
    assert found.keys == ("two",)
    assert found.mark("Farm bread") == "<mark>Farm</mark> <mark>bread</mark>"


def test_when_no_entry_has_all_words_those_with_most_come_and_she_is_told(index: Index) -> None:
    found = index.search("tenant handbook zanzibar")
    assert found.loose
    assert found.keys == ("tenants-handbook",)
    assert not index.search("tenant handbook").loose
    assert not index.search("zanzibar").loose


def test_kinds_of_match_come_in_their_order() -> None:
    texts = Index(
        [
            entry("beginning", "one", texts=("marching",)),
            entry("text", "two", texts=("march",)),
            entry("name beginning", "Marchers"),
            entry("name", "March"),
        ]
    )
    assert texts.search("march").keys == ("name", "name beginning", "text", "beginning")
    forms = Index(
        [
            entry("stem", "one", texts=("organizing",)),
            entry("name stem", "Organizing"),
            entry("exact", "two", texts=("organizes",)),
            entry("other", "three", texts=("organdy",)),
        ]
    )
    assert forms.search("organizes").keys == ("name stem", "exact", "stem")


def test_the_whole_name_comes_first() -> None:
    index = Index([entry("long", "The Bail Fund Network"), entry("whole", "Bail Fund"), entry("in", "Fund for bail")])
    assert index.search("bail fund").keys[0] == "whole"
    assert index.search("bail f").keys[0] == "whole"
    assert index.search("the bail fun").keys[0] == "long"


def test_equals_stay_in_the_order_of_entry() -> None:
    keys = [f"key {number}" for number in (5, 3, 9, 1, 7)]
    index = Index(Entry(key, ("Soup kitchen",), ()) for key in keys)
    assert list(index.search("soup").keys) == keys
    assert list(index.search("soup", limit=2).keys) == keys[:2]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tennant union", "tenant union"),
        ("Know your rigths!", "Know your rights!"),
        ("carcle", "cárcel"),
        ("copwach", None),
        ("tenant union", None),
        ("tenan", None),
        ("organizing", None),
        ("zanzibar", None),
    ],
)
def test_she_is_asked_whether_she_meant_the_word_that_is_known(index: Index, typed: str, meant: str | None) -> None:
    assert index.search(typed).did_you_mean == meant


def test_an_empty_library_answers() -> None:
    assert Index([]).search("bail").keys == ()
    assert Index([entry("bare", "")]).search("bail").keys == ()


def test_many_readers_at_once_get_the_same_answer(index: Index) -> None:
    typed = ["bail", "tennant union", "organizacion", "cop watch", "food porch zanzibar"] * 40

    def read(query: str) -> tuple[tuple[str, ...], str]:
        found = index.search(query)
        return found.keys, found.mark("Tenant unions organize bail and cop watch; organización")

    alone = [read(query) for query in typed]
    with ThreadPoolExecutor(8) as readers:
        assert list(readers.map(read, typed)) == alone
