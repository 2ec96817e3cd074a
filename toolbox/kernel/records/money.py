"""Amounts of money, in whole cents, that never mix their currencies."""

import re
from decimal import Decimal
from functools import cache
from typing import Annotated, Final, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, get_currency_precision, get_decimal_symbol, list_currencies
from django.utils.translation import gettext as _
from msgspec import Meta

from toolbox.kernel.records.values import Value

MOST: Final = 2**53
"""The largest amount, in minor units: what a spreadsheet still counts exactly."""

_WRITTEN: Final = re.compile(
    r"(?P<minus>[-\u2212])?(?P<whole>\d{1,3}(?P<parts>[.,'’ ])\d{3}(?:(?P=parts)\d{3}){0,4}|\d{1,15})"
    r"(?:(?!(?P=parts))[.,](?P<coins>\d{1,15}))?"
)
_ARABIC_MARKS: Final = str.maketrans("٫٬", ".,")

Currency: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
"""A currency's code, ISO 4217."""


class Money(Value, frozen=True, kw_only=True):
    """An amount in the currency's minor unit (cents): `Money(amount=1250, currency="USD")` is $12.50."""

    amount: Annotated[int, Meta(ge=-MOST, le=MOST)]
    currency: Currency

    def check(self) -> None:
        """Raise ValueError for a currency that does not exist."""
        if self.currency not in _currencies():
            raise ValueError(_("This currency is not known. Write its three letters, for example USD."))

    def __add__(self, other: "Money") -> "Money":
        """The sum. Raises ValueError for another currency."""
        return Money(amount=self.amount + self._same(other), currency=self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """The difference. Raises ValueError for another currency."""
        return Money(amount=self.amount - self._same(other), currency=self.currency)

    def __mul__(self, times: int) -> "Money":
        """So many times the amount, in whole numbers."""
        if not isinstance(times, int) or isinstance(times, bool):
            return NotImplemented
        return Money(amount=self.amount * times, currency=self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        """What is owed instead of owned."""
        return Money(amount=-self.amount, currency=self.currency)

    def __lt__(self, other: "Money") -> bool:
        """Whether it is less. Raises ValueError for another currency."""
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        """Whether it is no more. Raises ValueError for another currency."""
        return self.amount <= self._same(other)

    def _same(self, other: "Money") -> int:
        """The other's amount. Raises ValueError for another currency, TypeError for what is no money."""
        if not isinstance(other, Money):
            raise TypeError("Only money can be counted together with money.")
        if self.currency != other.currency:
            raise ValueError(_("These amounts are in different currencies and cannot be counted together."))
        return other.amount


def written(text: str, currency: str, language: str) -> Money:
    """An amount as somebody wrote it: "12", "12.5", "1,250.50" and "1.250,50" in any language. Raises ValueError.

    The language decides only what "1,250" is: where a comma does not part thousands it is refused, not guessed.
    Nothing is rounded: what is finer than the currency's smallest coin is refused.
    """
    if currency not in _currencies():
        raise ValueError(_("This currency is not known. Write its three letters, for example USD."))
    found = _WRITTEN.fullmatch(" ".join(text.split()).translate(_ARABIC_MARKS))
    if found is None:
        raise ValueError(_("Write an amount in numbers, for example 12 or 12.50."))
    whole, parts, coins = found["whole"], found["parts"], found["coins"] or ""
    digits = get_currency_precision(currency)
    if not coins and _may_be_coins(whole, parts, language):
        if digits < 3:
            raise ValueError(_("Write this amount without dots or commas between the thousands."))
        whole, coins = whole.split(parts)
    if len(coins) > digits:
        raise ValueError(_("This amount has too many digits after the point."))
    amount = int((whole.replace(parts, "") if parts else whole) + coins.ljust(digits, "0"))
    if amount > MOST:
        raise ValueError(_("This amount is too large."))
    return Money(amount=-amount if found["minus"] else amount, currency=currency)


def shown(money: Money, language: str) -> str:
    """An amount as people of a language write it: "$12.50"; in Spanish "12,50 US$"."""
    number = Decimal(money.amount).scaleb(-get_currency_precision(money.currency))
    return str(format_currency(number, money.currency, locale=_locale(language)))


def plain(money: Money) -> str:
    """An amount as `written` reads it again in any language: "12.50"."""
    digits = get_currency_precision(money.currency)
    return f"{Decimal(money.amount).scaleb(-digits):.{digits}f}"


def _may_be_coins(whole: str, parts: str | None, language: str) -> bool:
    """Whether the last three digits could be meant as coins: the one mark before them is the language's for that."""
    return parts is not None and whole.count(parts) == 1 and parts == get_decimal_symbol(_locale(language))


def _locale(language: str) -> Locale:
    """What is known about writing numbers in a language; English where nothing is."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def _currencies() -> frozenset[str]:
    """The codes of all currencies."""
    return frozenset(list_currencies())
