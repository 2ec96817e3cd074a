"""Codes are drawn, printed, read out, typed on bad telephones and mistyped; keys are compared as words."""

import hashlib
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey

from toolbox.kernel.vault import words

LANGUAGES = ("en", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_as_many_different_words_as_five_dice_have_throws(language: str) -> None:
    listed = words.wordlist(language)

    assert len(listed) == len(set(listed)) == 6**5
    assert [word for word in listed if not (word.isascii() and word.isalpha() and word.islower())] == []


@pytest.mark.parametrize(
    ("language", "digest"),
    [
        ("en", "77690ca9861a853c91afb445f1ab6c3cff06cc548525a9a4a5a08535246ed1bd"),
        ("es", "e9dfcb3eef3cdabaaf313cf7b5d2c9634c5211a4d4c9153c2bbff26c462fba4f"),
    ],
)
def test_a_list_stays_as_it_is_because_fingerprints_are_on_paper(language: str, digest: str) -> None:
    assert hashlib.sha256("\n".join(words.wordlist(language)).encode()).hexdigest() == digest


def test_no_spanish_word_sounds_like_another_or_hurts_who_reads_it() -> None:
    listed = set(words.wordlist("es"))

    for one, other in [("caballo", "cavallo"), ("hierbas", "yerbas"), ("cazar", "kassar"), ("beto", "veto")]:
        assert len({one, other} & listed) == 1
    assert not {"redada", "mierda", "matarme", "psoe", "xxiii"} & listed


def test_a_language_without_list_gets_english_words() -> None:
    assert words.wordlist("tlh") == words.wordlist("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("count", "bits"), [(words.INVITE, 90), (words.SHEET, 129), (words.PASSPHRASE, 77), (words.FINGERPRINT, 51)]
)
def test_a_code_has_the_promised_words_and_bits(count: int, bits: int, language: str) -> None:
    code = words.code(count, language)

    assert len(code.split(" ")) == count
    assert set(code.split(" ")) <= set(words.wordlist(language))
    assert int(count * math.log2(words.LENGTH)) == bits


def test_no_code_comes_twice() -> None:
    assert len({words.code(words.INVITE, "es") for _ in range(500)}) == 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_counts_however_it_is_typed(language: str) -> None:
    for _ in range(50):
        code = words.code(words.SHEET, language)
        typed = [
            code,
            code.upper(),
            code.title(),
            f"  {code.replace(' ', '   ')}\r\n",
            code.replace(" ", "-"),
            code.replace(" ", "\n"),
            code.replace(" ", ", ") + ".",
            code.replace(" ", "\u00a0\u2014 "),
            "\u202b" + "\u00ad".join(code),
            code.translate({letter: letter + 0xFEE0 for letter in range(ord("a"), ord("z") + 1)}),
        ]
        assert {words.normal(text) for text in typed} == {code}
        assert words.unknown(code) == []


def test_spanish_words_count_with_and_without_accents() -> None:
    assert words.normal("Árbol ÑANDÚ pingüino") == words.normal("arbol nandu pinguino") == "arbol nandu pinguino"


@settings(deadline=None)
@given(st.text())
def test_what_is_normal_stays_so(text: str) -> None:
    once = words.normal(text)

    assert words.normal(once) == once
    assert once == " ".join(once.split())


def test_a_mistyped_word_is_named_and_the_right_one_suggested() -> None:
    assert words.unknown("Maple, abacus-mapel\nzzzzz") == ["mapel", "zzzzz"]
    assert words.nearest("mapel", ["abacus", "maple", "staple"]) == "maple"
    assert words.nearest("bosqeu") == "bosque"
    assert words.nearest("ABÁNICP") == "abanico"
    assert words.nearest("abacs") == "abacus"


def test_words_of_both_languages_are_known_in_one_code() -> None:
    assert words.unknown("abanico abacus") == []


@pytest.mark.parametrize("typed", ["zzzzz", "", "q", "12345", "a" * 5000, "abanicoxyz", "two words"])
def test_nothing_is_suggested_where_nothing_is_near(typed: str) -> None:
    assert words.nearest(typed) == ""


def test_two_slips_in_a_short_word_are_another_word() -> None:
    assert words.nearest("boxx", ["book"]) == ""
    assert words.nearest("boxkshelf", ["bookshelf"]) == "bookshelf"
    assert words.nearest("boxkshelv", ["bookshelf"]) == "bookshelf"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_slip_leads_back_to_a_word_of_the_list(language: str) -> None:
    for word in words.wordlist(language)[::997]:
        swapped = word[:-2] + word[-1] + word[-2]
        assert words.nearest(swapped, [word]) == word
        assert words.nearest(word + "x", [word]) == word
        assert words.nearest(word[:1] + word[2:], [word]) == word


def test_two_comrades_compare_a_key_as_four_words() -> None:
    key = bytes(PrivateKey.generate().public_key)

    for language in LANGUAGES:
        shown = words.fingerprint(key, language)
        assert shown == words.fingerprint(key, language)
        assert len(shown.split()) == 4
        assert set(shown.split()) <= set(words.wordlist(language))
    assert words.fingerprint(key, "en") != words.fingerprint(key, "es")


def test_a_swapped_key_has_other_words() -> None:
    shown = {words.fingerprint(bytes(PrivateKey.generate().public_key), "en") for _ in range(200)}

    assert len(shown) == 200


def test_a_fingerprint_that_was_printed_is_the_same_today() -> None:
    assert words.fingerprint(bytes(32), "en") == "mammogram overvalue reseller feisty"
    assert words.fingerprint(bytes(32), "es") == "italo macizos paesa encima"
