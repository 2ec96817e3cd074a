"""A circle splits its paper member's secret over three sheets; two people bring theirs back."""

import itertools
import secrets

import pytest
from shamir_mnemonic import generate_mnemonics

from toolbox.kernel.vault.shares import CannotJoin, join, split

SECRET = bytes(range(32))


def message(*texts: str) -> str:
    with pytest.raises(CannotJoin) as caught:
        join(texts)
    # Logs hold the exception, never what was typed.
    assert str(caught.value) == ""
    return caught.value.message


@pytest.fixture(scope="module")
def shares() -> list[str]:
    return split(SECRET)


def test_any_two_of_three_sheets_give_the_secret_back() -> None:
    secret = secrets.token_bytes(32)
    made = split(secret)

    assert [len(share.split()) for share in made] == [33, 33, 33]
    for pair in itertools.permutations(made, 2):
        assert join(pair) == secret
    assert join(made) == secret
    assert join(["", made[2], made[0]]) == secret


def test_every_split_gives_other_words(shares: list[str]) -> None:
    assert not set(split(SECRET)) & set(shares)


def test_capitals_commas_and_line_breaks_make_no_difference(shares: list[str]) -> None:
    typed = [shares[0].upper().replace(" ", ",\r\n "), "  " + shares[1].title().replace(" ", " - ") + ". "]

    assert join(typed) == SECRET


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_only_secrets_of_32_bytes_are_split(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        split(bytes(length))


def test_one_sheet_is_too_few(shares: list[str]) -> None:
    for given in ([], [shares[0]], ["", shares[1], "  \n"]):
        assert message(*given) == "Two shares are needed. Type the words of two different sheets."


def test_the_same_sheet_twice_is_said(shares: list[str]) -> None:
    assert message(shares[0], shares[0].upper()).startswith("This is the same share twice.")
    assert join([shares[0], shares[0], shares[1]]) == SECRET


def test_a_mistyped_word_is_named_with_its_place(shares: list[str]) -> None:
    typed = shares[1].split()
    right = typed[4]
    typed[4] = right + "q"

    assert message(shares[0], " ".join(typed)) == (
        f"Share 2, word 5: we do not know “{right}q”. Did you mean “{right}”?"
    )


def test_a_word_like_no_other_is_named_without_a_guess(shares: list[str]) -> None:
    typed = ["zzzzzz", *shares[0].split()[1:]]

    assert message(" ".join(typed), shares[1]) == "Share 1, word 1: we do not know “zzzzzz”. Compare it with the paper."


def test_a_known_word_in_the_wrong_place_is_noticed(shares: list[str]) -> None:
    for place in range(32):
        typed = shares[0].split()
        typed[place] = "academic" if typed[place] != "academic" else "acid"
        assert message(shares[1], " ".join(typed)) == (
            "Share 2 is not right: one word is wrong or in the wrong place. Compare it with the paper."
        )


@pytest.mark.parametrize("count", [1, 32, 34, 66])
def test_a_missing_or_doubled_word_is_noticed(shares: list[str], count: int) -> None:
    typed = " ".join((shares[0].split() * 2)[:count])

    assert message(typed, shares[1]).startswith(f"Share 1 has {count} words instead of 33.")


def test_sheets_of_two_circles_do_not_fit(shares: list[str]) -> None:
    other = next(made for made in iter(lambda: split(bytes(32)), None) if made[0].split()[:2] != shares[0].split()[:2])

    assert message(shares[0], other[1]).startswith("These shares belong to different sets.")
    assert message(shares[0], shares[1], other[1]).startswith("These shares belong to different sets.")


def test_sheets_that_only_begin_alike_give_no_wrong_secret(shares: list[str]) -> None:
    from shamir_mnemonic import Share

    ours, theirs = Share.from_mnemonic(shares[0]), Share.from_mnemonic(split(bytes(32))[1])
    forged = Share(**{**vars(theirs), "identifier": ours.identifier}).mnemonic()

    assert message(shares[0], forged).startswith("These shares do not fit together.")


def test_a_share_from_elsewhere_is_refused_before_it_makes_work() -> None:
    three_of_five = generate_mnemonics(1, [(3, 5)], SECRET, iteration_exponent=0)[0]
    slow = generate_mnemonics(1, [(2, 3)], SECRET, iteration_exponent=2)[0]

    assert message(*three_of_five[:2]) == "Share 1 is not from a toolbox."
    assert message(*slow[:2]) == "Share 1 is not from a toolbox."
