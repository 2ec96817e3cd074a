"""Somebody writes a phone number on a scrap of paper, and another person dials it."""

import pytest

from toolbox.kernel.records.phones import dialled, kept, shown


@pytest.mark.parametrize("number", ["(202) 555-0143", "202.555.0143", "1 202 555 0143", "+1 202 555-0143"])
def test_one_number_written_in_many_ways_is_kept_in_one(number: str) -> None:
    assert kept(number, "US") == "+12025550143"


def test_an_extension_is_kept() -> None:
    number = kept("202-555-0143 ext. 12", "US")
    assert number == "+12025550143;ext=12"
    assert shown(number, "US") == "(202) 555-0143 ext. 12"
    assert dialled(number) == "tel:+1-202-555-0143;ext=12"


def test_a_number_of_another_country_shows_its_country() -> None:
    number = kept("+52 55 5555 0143", "US")
    assert shown(number, "US").startswith("+52 ")
    assert not shown(number, "MX").startswith("+")


@pytest.mark.parametrize("number", ["555-0100", "911", "", "soup", "2" * 60, "+999 1234567"])
def test_what_cannot_be_dialled_from_elsewhere_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="area code"):
        kept(number, "US")


def test_what_is_no_number_is_shown_as_it_is() -> None:
    assert shown("ask at the shop", "US") == "ask at the shop"
    assert dialled("ask at the shop") == ""
