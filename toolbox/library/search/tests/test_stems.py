"""Word forms meet, and strangers do not."""

import pytest

from toolbox.library.search.stems import english_stem, spanish_stem


@pytest.mark.parametrize(("one", "other"), [("fianza", "fianzas"), ("redada", "redadas"), ("comida", "comidas")])
def test_spanish_forms_of_a_word_meet(one: str, other: str) -> None:
    assert spanish_stem(one) == spanish_stem(other)


def test_english_forms_of_a_word_meet() -> None:
    assert english_stem("organizers") == english_stem("organizer")


@pytest.mark.parametrize(("raid", "stranger"), [("redada", "red"), ("redadas", "redes"), ("comida", "come")])
def test_a_word_of_which_little_would_be_left_keeps_its_own_stem(raid: str, stranger: str) -> None:
    assert spanish_stem(raid) != spanish_stem(stranger)
