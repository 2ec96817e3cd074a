"""A passphrase is stretched; what comes out must never change, or nobody could sign in again."""

from collections.abc import Callable

import pytest

from toolbox.kernel.members.argon import LEAST_MEMORY, LEAST_PASSES, stretch, unlock, verifier

pytestmark = pytest.mark.dear

PASSPHRASE = "river lantern ocho maple señal tin"
SALT = bytes(range(16))
PEPPER = bytes(range(32, 64))
STRETCHED = bytes.fromhex("13469f0785e6fbd745e05120f2bf05d9cfbfc09dd9fdbb9f33cb139179483da2")
"""Checked against OpenSSL's Argon2id and BLAKE2b."""


def run(passphrase: str = PASSPHRASE, salt: bytes = SALT, pepper: bytes = PEPPER, passes: int = LEAST_PASSES) -> bytes:
    return stretch(passphrase, salt, pepper, LEAST_MEMORY, passes)


def test_the_same_passphrase_gives_the_same_today_as_when_this_was_written() -> None:
    assert run() == STRETCHED


def test_what_is_made_from_it_stays_the_same_too() -> None:
    assert verifier(STRETCHED).hex() == "766b49a20c91cd456b6352bcb80902498bba624bf8aabeb4fcf2004ec7889762"
    assert unlock(STRETCHED).hex() == "ad3850315bcbdcda0408804b2f9119b25ca16c4a545e663d4edfeae8be6be466"


def test_every_ingredient_counts() -> None:
    results = {
        STRETCHED,
        run(passphrase=PASSPHRASE + "."),
        run(salt=bytes(16)),
        run(pepper=bytes(32)),
        run(passes=LEAST_PASSES + 1),
        stretch(PASSPHRASE, SALT, PEPPER, LEAST_MEMORY + 1024, LEAST_PASSES),
    }
    assert len(results) == 6
    assert {len(result) for result in results} == {32}


def test_no_text_is_so_odd_that_an_error_would_show_it() -> None:
    assert len(run(passphrase="\ud800 broken")) == 32


@pytest.mark.parametrize(
    ("salt", "pepper", "memory", "passes"),
    [
        (SALT[:-1], PEPPER, LEAST_MEMORY, LEAST_PASSES),
        (SALT, PEPPER[:-1], LEAST_MEMORY, LEAST_PASSES),
        (SALT, b"", LEAST_MEMORY, LEAST_PASSES),
        (SALT, PEPPER, LEAST_MEMORY - 1, LEAST_PASSES),
        (SALT, PEPPER, LEAST_MEMORY, LEAST_PASSES - 1),
    ],
)
def test_nothing_weaker_than_promised_is_made(salt: bytes, pepper: bytes, memory: int, passes: int) -> None:
    with pytest.raises(ValueError, match="least"):
        stretch(PASSPHRASE, salt, pepper, memory, passes)


@pytest.mark.parametrize("make", [verifier, unlock])
def test_only_what_was_stretched_makes_keys(make: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        make(b"")
