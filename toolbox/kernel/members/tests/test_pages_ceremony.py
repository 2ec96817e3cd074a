"""Somebody chooses a passphrase."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from toolbox.kernel.members.pages.ceremony import Ceremony
from toolbox.kernel.vault import words

SIX = "acorn bacon cabbage daffodil easel fabric"


def filled(**typed: str) -> Ceremony:
    posted = QueryDict(mutable=True)
    posted.update({"proposed": SIX, "passphrase": "", "own": "", "again": "", **typed})
    return Ceremony(posted, known=["three-herons"])


def said(form: Ceremony, name: str) -> str:
    assert not form.is_valid()
    return str(form.errors[name][0])


def test_the_words_of_these_tests_are_on_the_list() -> None:
    assert not words.unknown(SIX)


def test_six_words_are_proposed_in_the_language_of_the_page() -> None:
    assert set(Ceremony().words) <= set(words.wordlist("en"))
    with override("es"):
        form = Ceremony()
        assert set(form.words) <= set(words.wordlist("es"))
        assert 'lang="es"' in str(form)
    assert Ceremony().words != Ceremony().words


@pytest.mark.parametrize("copied", [SIX, SIX.upper(), f"  {SIX.replace(' ', '   ')} "])
def test_the_copied_words_are_the_passphrase(copied: str) -> None:
    form = filled(passphrase=copied)
    assert form.is_valid()
    assert form.chosen == SIX


@pytest.mark.parametrize(
    ("copied", "sentence"),
    [
        ("", "Type the six words that stand above."),
        ("acorn bacon cabage daffodil easel fabric", "This word is not the one above: number 3."),
        ("bacon bacon cabbage daffodil easel fibre", "These words are not the ones above: numbers 1, 6."),
        ("bacon acorn cabbage daffodil easel fabric", "in the order of the numbers"),
        ("acorn bacon cabbage daffodil easel", "These are 5 words."),
        ("acorn", "This is 1 word."),
        ("acorn, bacon, cabbage, daffodil, easel, fabric", "not the ones above: numbers 1, 2, 3, 4, 5"),
        ("acorn-bacon-cabbage-daffodil-easel-fabric", "Put a space between them"),
    ],
)
def test_a_wrong_copy_is_told_by_its_place_and_the_words_stay(copied: str, sentence: str) -> None:
    form = filled(passphrase=copied)
    told = said(form, "passphrase")
    assert sentence in told
    assert not set(told.split()) & set(SIX.split())
    assert " ".join(form.words) == SIX
    assert f'name="proposed" value="{SIX}"' in str(form)


def test_the_copy_stays_to_be_mended_and_own_words_are_never_shown() -> None:
    form = filled(passphrase="acorn bacom", own="zebra two", again="zebra three")
    assert not form.is_valid()
    assert 'type="text" name="passphrase" value="acorn bacom"' in str(form)
    assert "zebra" not in str(form)
    assert str(form).count('type="password"') == 2


def test_a_copy_of_other_words_goes_with_them() -> None:
    assert "acorn bacom" not in str(filled(proposed="", passphrase="acorn bacom"))


def test_words_that_we_did_not_propose_are_replaced_and_never_taken() -> None:
    for foreign in ("", "my own six words right here", "acorn acorn acorn acorn acorn acorn"):
        form = filled(proposed=foreign, passphrase=foreign)
        assert "These six words are new" in said(form, "passphrase")
        assert not words.unknown(" ".join(form.words))
        assert len(set(form.words)) == 6


def test_ones_own_words_are_judged() -> None:
    assert "can be guessed" in said(filled(own="horse battery", again="horse battery"), "own")
    assert "Leave out your handle" in said(filled(own="three-herons", again="three-herons"), "own")
    own = "la lluvia oxida nueve trombones violetas"
    assert "not the same" in said(filled(own=own, again="la lluvia oxida"), "again")
    good = filled(own=own, again=own.upper())
    assert good.is_valid()
    assert good.chosen == own


def test_what_was_wrong_with_ones_own_stands_open() -> None:
    assert "<details" in str(filled(passphrase="acorn"))
    assert " open>" not in str(filled(passphrase="acorn"))
    assert " open>" in str(filled(own="horse", again="horse"))


def test_both_at_once_is_asked_about() -> None:
    assert "one of them, not both" in said(filled(passphrase=SIX, own="horse", again="horse"), "passphrase")
