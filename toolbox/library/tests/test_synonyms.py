"""Whoever says it with another word finds it too."""

import pytest

from toolbox.library import synonyms
from toolbox.library.catalogue import current
from toolbox.library.search.words import folded_words


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("pantry", "food-not-bombs"),
        ("despensa", "food-not-bombs"),
        ("attorney", "national-lawyers-guild"),
        ("abogada", "right-to-counsel-toolkit"),
        ("narcan", "next-distro"),
        ("albergue", "share-wheel"),
        ("needle exchange", "guide-to-syringe-access-programs"),
    ],
)
@pytest.mark.usefixtures("library")
def test_a_word_of_ones_own_finds_it(word: str, slug: str) -> None:
    found = current().index.search(word)
    assert slug in found.keys
    assert not found.loose


def test_a_text_without_any_such_word_gets_none() -> None:
    assert synonyms.others(["A quilt of a hundred squares."]) == ()
    assert synonyms.others(["a foodie magazine"]) == (), "only whole words count"


def test_a_phrase_counts_only_whole() -> None:
    assert synonyms.others(["They film the police."])
    assert not any("film" in group for group in synonyms.others(["They film birds."]))


def test_groups_are_of_use() -> None:
    for group in synonyms.groups():
        assert len(group) > 1
        assert all(folded_words(word) for word in group)
        assert len({word.casefold() for word in group}) == len(group)
