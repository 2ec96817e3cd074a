"""Somebody counts a fund, in whole cents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.records.money import Money, plain, shown, written


def dollars(cents: int) -> Money:
    """An amount in US dollars."""
    return Money(amount=cents, currency="USD")


def test_amounts_of_one_currency_are_counted_together() -> None:
    assert dollars(1250) + dollars(50) - dollars(300) == dollars(1000)
    assert 3 * dollars(50) == dollars(50) * 3 == dollars(150)
    assert -dollars(5) < dollars(0) <= dollars(0)
    assert max(dollars(5), dollars(7), dollars(6)) == dollars(7)
    assert dollars(7) > dollars(5)
    assert sum([dollars(1), dollars(2)], dollars(0)) == dollars(3)


def test_two_currencies_never_mix() -> None:
    euros = Money(amount=1, currency="EUR")
    assert euros != dollars(1)
    for mixed in (dollars(1).__add__, dollars(1).__sub__, dollars(1).__lt__, dollars(1).__le__):
        with pytest.raises(ValueError, match="different currencies"):
            mixed(euros)


def test_money_is_not_counted_with_bare_numbers_or_fractions() -> None:
    with pytest.raises(TypeError):
        dollars(1) + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        dollars(1) * 0.5  # type: ignore[operator]
    with pytest.raises(TypeError):
        dollars(1) * True


@pytest.mark.parametrize(
    ("text", "language", "cents"),
    [
        ("12", "en", 1200),
        (" 12.50 ", "en", 1250),
        ("12.5", "en", 1250),
        ("12,50", "en", 1250),
        ("12.50", "es", 1250),
        ("1,250", "en", 125_000),
        ("1.250", "es", 125_000),
        ("1,250.50", "es", 125_050),
        ("1.250,50", "en", 125_050),
        ("1\u202f250,50", "fr", 125_050),
        ("1,250,000", "en", 125_000_000),
        ("-3", "en", -300),
        ("٣٫٥", "ar", 350),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, language: str, cents: int) -> None:
    assert written(text, "USD", language) == dollars(cents)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("", "en"), ("soup", "en"), ("nan", "en"), ("1e5", "en"), ("12 50", "en"), ("$5", "en")),
        *(("1,250", "es"), ("1.250", "en"), ("12.5050", "en"), ("1,250,50", "en"), ("9" * 15, "en"), ("9" * 99, "en")),
    ],
)
def test_what_could_mean_two_things_is_refused_and_not_guessed(text: str, language: str) -> None:
    with pytest.raises(ValueError, match=r"^(Write|This) .*\.$"):
        written(text, "USD", language)


def test_a_currency_has_its_own_coins() -> None:
    assert written("1250", "JPY", "en").amount == 1250
    assert written("1.250", "KWD", "ar").amount == 1250
    with pytest.raises(ValueError, match="too many digits"):
        written("12.5", "JPY", "en")
    with pytest.raises(ValueError, match="not known"):
        written("12", "QQQ", "en")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "$1,250.50"), ("es", "1.250,50\xa0US$"), ("es-US", "$1,250.50"), ("zz", "$1,250.50")]
)
def test_an_amount_is_shown_as_people_write_it(language: str, words: str) -> None:
    assert shown(dollars(125_050), language) == words


@given(st.integers(min_value=-(2**53), max_value=2**53))
def test_what_is_shown_can_be_typed_again(cents: int) -> None:
    assert written(shown(dollars(cents), "en").replace("$", ""), "USD", "en") == dollars(cents)
    for language in ("en", "es", "ar"):
        assert written(plain(dollars(cents)), "USD", language) == dollars(cents)


def test_a_plain_amount_has_the_coins_of_its_currency() -> None:
    amounts = [Money(amount=1250, currency=one) for one in ("USD", "JPY", "KWD")]
    assert [plain(one) for one in amounts] == ["12.50", "1250", "1.250"]
