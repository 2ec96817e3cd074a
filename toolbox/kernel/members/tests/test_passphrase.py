"""Somebody takes the passphrase that we propose, or tries one of their own and gets advice."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zxcvbn import matching

from toolbox.kernel.members import passphrase
from toolbox.kernel.vault import words

LONGER = "This can be guessed. Make it longer: six words that have nothing to do with each other."
RARER = "This can be guessed. Take rarer words that have nothing to do with each other."
SLOGAN = "Slogans and lines of songs are tried first. Take six words that have nothing to do with each other."
DATE = "Dates are tried first. Take six words that have nothing to do with each other."
KEYS = "Rows of keys and repeats are tried first. Take six words that have nothing to do with each other."
HANDLE = "Leave out your handle and your names: they are tried first."


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_we_propose_is_six_different_words_and_good(language: str) -> None:
    proposed = passphrase.propose(language)

    assert len(set(proposed.split(" "))) == 6
    assert set(proposed.split(" ")) <= set(words.wordlist(language))
    assert passphrase.normal(proposed) == proposed
    assert passphrase.judge(proposed, language) == ""


@pytest.mark.parametrize("language", ["en", "es"])
def test_six_words_thrown_with_dice_at_home_are_good_too(language: str) -> None:
    thrown = [words.code(6, language) for _ in range(500)]

    assert [text for text in thrown if passphrase.judge(text, language)] == []


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("maple", LONGER),
        ("--- /// !!!", LONGER),
        ("me gusta el café", LONGER),
        ("hola amigo guapo", LONGER),
        ("correct horse battery staple", LONGER),
        ("Tr0ub4dor&3", LONGER),
        ("i really like coffee with milk", RARER),
        ("no justice no peace", SLOGAN),
        ("No Justice! No Peace! 2024", SLOGAN),
        ("4b0l1sh 1c3 n0 just1c3", SLOGAN),
        ("El-Pueblo-Unido, ¡jamás será vencido!", SLOGAN),
        ("elpueblounidojamasseravencido", SLOGAN),
        ("abolish ice free them all no one is illegal", SLOGAN),
        ("sin papeles, sin miedo", SLOGAN),
        ("12 de octubre de 1987", DATE),
        ("casacasacasacasacasacasacasacasa", KEYS),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", KEYS),
        ("Riverbend Rosa river", HANDLE),
        ("riverbendrosa river", HANDLE),
    ],
)
def test_what_is_guessed_early_gets_the_advice_that_helps(typed: str, advice: str) -> None:
    assert passphrase.judge(typed, "en", ["riverbend-rosa", ""]) == advice


@pytest.mark.parametrize(
    "typed",
    [
        "my grandmother sells purple umbrellas in winter",
        "mi tía pinta jirafas azules los jueves con prisa",
        "aB3$kd9Lp2#xQv7!mN",
        "xk7dq2m9vt4hw8pz3",
        "бабушка сушит грибы на крыше",
    ],
)
def test_an_own_passphrase_that_is_long_and_odd_is_good(typed: str) -> None:
    assert passphrase.judge(typed, "en", ["riverbend-rosa"]) == ""


@pytest.mark.parametrize("typed", ["", "   ", "\n\t"])
def test_nothing_typed_is_said(typed: str) -> None:
    assert passphrase.judge(typed, "en") == "Type a passphrase."


def test_a_thousand_characters_are_the_most() -> None:
    long = " ".join(words.code(1, "en") for _ in range(300))

    assert passphrase.judge(long[:1000], "en") == ""
    assert passphrase.judge(long[:1001].ljust(1001, "x"), "en") == "This is too long. Use at most 1,000 characters."


def test_a_good_end_beyond_what_is_judged_does_not_count() -> None:
    assert passphrase.judge("a" * 72 + words.code(6, "en"), "en") == KEYS


def test_capitals_and_wide_spaces_make_no_difference_but_accents_do() -> None:
    assert passphrase.normal("  Mi\u00a0TÍA \n pinta ") == "mi tía pinta"
    assert passphrase.normal("mi ti\u0301a pinta") == "mi tía pinta"
    assert passphrase.normal("mi tia pinta") != "mi tía pinta"


@given(st.text())
def test_what_is_normal_stays_so(text: str) -> None:
    once = passphrase.normal(text)

    assert passphrase.normal(once) == once


@settings(deadline=None)
@given(st.text(), st.lists(st.text(), max_size=3))
def test_whatever_is_typed_gets_an_answer(text: str, own_words: list[str]) -> None:
    assert len(passphrase.judge(text, "en", own_words)) < 120


@pytest.mark.parametrize("nasty", ["4@({[<369!|1705+$%2", "g69i1l7tz2", "a", "12", "1 2/3-", "\ufdfa", "각"])
def test_nobody_keeps_the_judge_busy(nasty: str) -> None:
    passphrase.judge("Alder", "en")  # the first in a process reads its lists of words, whatever is judged
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    # Calls are counted, not seconds, which would differ with the computer.
    sys.setprofile(count)
    try:
        passphrase.judge((nasty * 1000)[:1000], "en")
    finally:
        sys.setprofile(None)
    assert steps < 500_000


def test_a_handle_is_not_kept_for_the_next_person() -> None:
    passphrase.judge("something else", "en", ["riverbend-rosa"])

    assert not any("riverbendrosa" in listed for listed in matching.RANKED_DICTIONARIES.values())
    assert "own" not in passphrase._dictionaries()
