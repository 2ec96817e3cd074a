"""Nothing private is ever asked, however it is spelled."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.outside import guard

PRIVATE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.2.7", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.9", "224.0.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:192.168.1.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1",
    "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1",
    "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "64:ff9b::1.1.1.1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_and_special_addresses_are_not_public(address: str) -> None:
    assert not guard.is_public(ip_address(address))
    with pytest.raises(guard.NotPublic):
        guard.check_host(address, proxied=True)


@pytest.mark.parametrize("address", [*PUBLIC, "::ffff:1.1.1.1"])
def test_addresses_on_the_open_internet_are_public(address: str) -> None:
    assert guard.is_public(ip_address(address))
    guard.check_host(address, proxied=False)


@pytest.mark.parametrize(
    "host", ["127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0x7f000001", "192.168.257", "017700000001", "0"]
)
def test_old_spellings_of_private_addresses_are_seen_through(host: str) -> None:
    for proxied in (True, False):
        with pytest.raises(guard.NotPublic):
            guard.check_host(host, proxied=proxied)


@pytest.mark.parametrize(
    "host",
    ["localhost", "a.localhost", "printer.local", "db.internal", "router.lan", "nas.home", "router.home.arpa",
     "intranet", "router", "", "a..b", "127.0.0.%31", "exa%20mple.org", ".example.org", "a" * 64 + ".org"],
)  # fmt: skip
def test_local_and_broken_names_are_refused_with_and_without_a_proxy(host: str) -> None:
    for proxied in (True, False):
        with pytest.raises(guard.NotPublic):
            guard.check_host(host, proxied=proxied)


def test_hidden_services_need_a_proxy() -> None:
    guard.check_host("garden.onion", proxied=True)
    with pytest.raises(guard.NotPublic):
        guard.check_host("garden.onion", proxied=False)


def test_public_names_pass() -> None:
    for host in ("example.org", "www.example.org", "a_b.example.org", "xn--bcher-kva.example"):
        guard.check_host(host, proxied=False)


@given(st.ip_addresses())
def test_we_never_call_public_what_python_knows_to_be_private(address: guard.Address) -> None:
    if guard.is_public(address) and getattr(address, "ipv4_mapped", None) is None:
        assert address.is_global
        assert not address.is_multicast
