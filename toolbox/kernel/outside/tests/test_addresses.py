"""Addresses as people write them and as servers send them."""

import httpx
import pytest

from toolbox.kernel.outside import addresses


@pytest.mark.parametrize(
    "text",
    [
        "", "garden", "/page", "ftp://garden.example.org/", "mailto:hello@example.org", "javascript:alert(1)",
        "http://", "http:///page", "http://[::1", "http://example.org:0/", "http://example.org:99999/",
        "file:///etc/passwd", "http://１２７.0.0.1/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(addresses.NotAnAddress):
        addresses.read(text)


def test_a_name_and_passphrase_in_an_address_are_neither_used_nor_written() -> None:
    url = addresses.read("https://ana:secret@garden.example.org/seeds?for=all#beans")
    assert addresses.written(url) == "https://garden.example.org/seeds?for=all"
    assert b"secret" not in url.netloc


def test_a_long_address_is_cut() -> None:
    assert len(addresses.written(addresses.read("https://example.org/" + "a" * 900))) == 500


def test_a_redirect_may_be_relative_or_absolute_but_stays_on_the_web() -> None:
    here = httpx.URL("https://garden.example.org/old/page")
    assert str(addresses.follow(here, "../new")) == "https://garden.example.org/new"
    assert str(addresses.follow(here, "//www.example.net/")) == "https://www.example.net/"
    assert str(addresses.follow(here, "/jardín")) == "https://garden.example.org/jard%C3%ADn"
    with pytest.raises(addresses.NotAnAddress):
        addresses.follow(here, "file:///etc/passwd")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("https://www.garden.example.org/seeds/", True),
        ("http://garden.example.org:80/seeds#top", True),
        ("https://garden.example.org/seeds?new=1", False),
        ("https://garden.example.org/", False),
        ("https://garden.example.net/seeds", False),
        ("http://garden.example.org:8080/seeds", False),
    ],
)
def test_only_scheme_www_and_the_last_slash_make_no_other_page(other: str, same: bool) -> None:
    assert addresses.same_page(httpx.URL("http://garden.example.org/seeds"), httpx.URL(other)) is same
