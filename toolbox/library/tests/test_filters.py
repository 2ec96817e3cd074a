"""The filters as rules: what an address may choose, and what each choice would leave."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolbox.library.filters import DIMENSIONS, MOST_CHARACTERS, PERIODS, Filters, Masks, parse, period

ALLOWED = {name: {"a", "b", "c"} for name in DIMENSIONS}
VALUES = st.frozensets(st.sampled_from("abc"), max_size=2)
ENTRIES = st.lists(st.fixed_dictionaries(dict.fromkeys(DIMENSIONS, VALUES)), max_size=12)
CHOICES = st.dictionaries(st.sampled_from(DIMENSIONS), st.sampled_from("abc"), max_size=3)


def test_only_values_that_there_are_can_be_chosen() -> None:
    filters = parse({"kind": "a", "place": "z", "colour": "a", "sort": "name", "q": "  food   maps "}, ALLOWED)
    assert filters == Filters({"kind": "a"}, "food maps", "name")
    assert filters.any
    assert not parse({"sort": "x", "q": " "}, ALLOWED).any


def test_a_search_is_cut_and_cleaned() -> None:
    assert len(parse({"q": "x" * 10_000}, ALLOWED).words) == MOST_CHARACTERS
    assert parse({"q": "a\0b\n\tc"}, ALLOWED).words == "ab c"


def test_an_address_brings_back_the_same_filters() -> None:
    filters = Filters({"kind": "a", "period": "b"}, "bread & roses", "year")
    assert filters.query() == "q=bread+%26+roses&kind=a&period=b&sort=year"
    assert filters.query(kind="", q="") == "period=b&sort=year"
    assert filters.query(after="x-1") == "q=bread+%26+roses&kind=a&period=b&sort=year&after=x-1"


@pytest.mark.parametrize(
    ("year", "name"),
    [(None, ""), (1900, "-1999"), (1999, "-1999"), (2000, "2000-2009"), (2016, "2010-2016"), (2017, "2017-")],
)
def test_each_year_falls_into_one_period(year: int | None, name: str) -> None:
    assert period(year) == name
    assert not name or name in dict(PERIODS)


@settings(deadline=None, database=None)
@given(entries=ENTRIES, chosen=CHOICES)
def test_counting_with_masks_is_counting_by_hand(
    entries: list[dict[str, frozenset[str]]], chosen: dict[str, str]
) -> None:
    masks = Masks(entries)
    found = [n for n, entry in enumerate(entries) if all(value in entry[name] for name, value in chosen.items())]
    assert masks.numbers(masks.matching(chosen)) == found
    counts = masks.counts(chosen)
    for name in DIMENSIONS:
        others = {other: value for other, value in chosen.items() if other != name}
        left = [entry for entry in entries if all(value in entry[other] for other, value in others.items())]
        assert counts[name] == Counter(value for entry in left for value in entry[name])


@settings(deadline=None, database=None)
@given(entries=ENTRIES, chosen=CHOICES, numbers=st.sets(st.integers(0, 11)))
def test_a_search_narrows_down_what_is_counted(
    entries: list[dict[str, frozenset[str]]], chosen: dict[str, str], numbers: set[int]
) -> None:
    among = {number for number in numbers if number < len(entries)}
    masks = Masks(entries)
    assert masks.numbers(masks.of(among)) == sorted(among)
    inside = Masks([entries[number] for number in sorted(among)])
    assert masks.counts(chosen, masks.of(among)) == inside.counts(chosen)
