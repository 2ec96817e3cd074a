"""Something is on the list already under another name, another spelling or another address of the same page."""

import pytest

from toolbox.library.curating.duplicates import Listed, Why, likely, same_address

FRIDGE = Listed(
    "fridge", "Riverbend Fridge", "La nevera de Riverbend", "https://fridge.example.org/what", "+1 415-555-0142"
)
OTHERS = [
    FRIDGE,
    Listed("pods", "Pod mapping"),
    Listed("pads", "Padlock mapping for bridges", url="https://example.org/"),
    Listed("f2l", "F2L"),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a/", "http://www.example.org/a"),
        ("https://Example.org/a?utm_source=news&b=1", "https://example.org/a?b=1&fbclid=x"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org", "https://example.org/"),
    ],
)
def test_addresses_that_lead_to_the_same_page(one: str, other: str) -> None:
    assert same_address(one) == same_address(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://example.org/a?page=1", "https://example.org/a?page=2"),
    ],
)
def test_addresses_that_do_not(one: str, other: str) -> None:
    assert same_address(one) != same_address(other)


@pytest.mark.parametrize("nothing", ["", "nowhere", "https://[", "mailto:a@example.org"])
def test_what_is_no_address_is_like_nothing(nothing: str) -> None:
    assert same_address(nothing) == ""
    assert likely({"name": "", "url": nothing}, [Listed("a", "", url=nothing)]) == []


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"name": "Something", "url": "http://www.fridge.example.org/what/"}, Why.ADDRESS),
        ({"name": "Something", "phone": "+14155550142"}, Why.PHONE),
        ({"name": "the RIVERBEND frïdge"}, Why.NAME),
        ({"name": "Nevera de Riverbend"}, Why.NAME),
        ({"name": "Riverbend Fridges"}, Why.NEAR),
        ({"name": "Riverbend Free Store"}, None),
        ({"name": "River Bend Pantry"}, None),
    ],
)
def test_what_makes_two_alike(cells: dict[str, str], why: Why | None) -> None:
    assert likely(cells, OTHERS) == ([("fridge", why)] if why else [])


def test_short_names_must_be_the_same_to_be_alike() -> None:
    assert likely({"name": "F2M"}, OTHERS) == []
    assert [one.slug for one in likely({"name": "f2l"}, OTHERS)] == ["f2l"]


def test_the_surest_stand_first_and_five_are_enough() -> None:
    many = [Listed(f"e-{number}", "Riverbend Fridges") for number in range(9)]
    found = likely({"name": "Riverbend Fridge", "url": FRIDGE.url}, [*many, FRIDGE])
    assert len(found) == 5
    assert found[0] == ("fridge", Why.ADDRESS)
