"""Addresses as people type them."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from toolbox.kernel.notices import post, where
from toolbox.kernel.notices.where import Way, Where
from toolbox.kernel.vault.trouble import Damaged


@pytest.fixture(autouse=True)
def both(settings: Settings) -> None:
    settings.RELAY = post.relay("smtps://mail.example.org")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" river@example.org ", Where(Way.MAIL, "river@example.org")),
        ("mailto:river+bell@mail.example.org", Where(Way.MAIL, "river+bell@mail.example.org")),
        ("https://ntfy.sh/k7mwq2xh9rtvbn4c", Where(Way.NTFY, "https://ntfy.sh/k7mwq2xh9rtvbn4c")),
        ("ntfy.sh/river_0142/", Where(Way.NTFY, "https://ntfy.sh/river_0142")),
        ("https://NTFY.example.org:8443/a-b", Where(Way.NTFY, "https://ntfy.example.org:8443/a-b")),
    ],
)
def test_an_address_is_read(typed: str, read: Where) -> None:
    assert where.read(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "river", "river@", "@example.org", "river@example..org", "a b@example.org", "río@example.org",
        "a@example.org,b@example.org", "a@example.org\r\nBcc: b@example.org", "Ana <a@example.org>",
        "https://ntfy.sh", "https://ntfy.sh/", "https://ntfy.sh/a/b", "https://ntfy.sh/a?b=c", "https://ntfy.sh/a#b",
        "https://ana:word@ntfy.sh/topic", "https://ntfy.sh/a%2fb", "ftp://ntfy.sh/topic", "https:///topic",
        "https://ntfy.sh/" + "a" * 65, "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_none_is_told_with_an_example_of_both(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"river@example\.org, or the address of an ntfy topic"):
        where.read(typed)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "127.1", "2130706433", "192.168.1.4", "10.0.0.2", "169.254.169.254", "printer.local",
     "nas.lan", "router", "db.internal", "garden.onion"],
)  # fmt: skip
def test_no_address_of_a_private_network(host: str) -> None:
    for typed in (f"https://{host}/topic", f"river@{host}"):
        with pytest.raises(ValidationError, match="private network"):
            where.read(typed)


def test_no_address_of_a_private_network_in_brackets() -> None:
    with pytest.raises(ValidationError, match="private network"):
        where.read("https://[::1]/topic")


def test_a_topic_behind_tor_needs_a_proxy(settings: Settings) -> None:
    settings.PROXY = "socks5h://127.0.0.1:9050"
    assert where.read("https://garden.onion/topic").way is Way.NTFY


def test_http_is_refused_with_its_reason() -> None:
    with pytest.raises(ValidationError, match="so that nobody on the line reads along"):
        where.read("http://ntfy.sh/topic")


def test_what_is_switched_off_is_not_taken(settings: Settings) -> None:
    settings.RELAY = None
    with pytest.raises(ValidationError, match="must be the address of an ntfy topic"):
        where.read("river@example.org")
    settings.RELAY, settings.NTFY = post.relay("smtps://mail.example.org"), False
    with pytest.raises(ValidationError, match="must be an e-mail address, such as"):
        where.read("https://ntfy.sh/topic")


def test_it_is_stored_sealed_under_the_pepper_and_for_one_row(settings: Settings) -> None:
    to = Where(Way.MAIL, "river@example.org")
    sealed = where.seal(7, to)
    assert b"river" not in sealed
    assert where.unseal(7, sealed) == to
    assert len(sealed) == len(where.seal(8, Where(Way.NTFY, "https://ntfy.example.org/" + "t" * 64)))
    with pytest.raises(Damaged):
        where.unseal(8, sealed)
    settings.PEPPER = bytes(32)
    with pytest.raises(Damaged):
        where.unseal(7, sealed)
