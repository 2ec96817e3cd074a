"""Which hosts and addresses may be asked: only those that anybody on the Internet could ask.

The networks are those of IANA's special-purpose registries (RFC 6890 and its updates). They are written out,
because Python's own `is_global` differs between versions and calls multicast and several tunnels global.
"""

import re
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_CLOSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by the customers of one provider (RFC 6598)
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, and everything above it
    )
)
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4 holds an IPv4 address
        "3fff::/20",
    )
)
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64 holds an IPv4 address (RFC 6052)
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")
_LOCAL_ENDINGS = frozenset(
    {"localhost", "localdomain", "local", "internal", "intranet", "private", "lan", "home", "corp", "arpa"}
)
_HIDDEN_ENDINGS = frozenset({"onion", "i2p"})  # only a proxy can find them


class NotPublic(Exception):
    """This host or address is not one that we may ask."""


def literal(host: str) -> Address | None:
    """The address that a host spells out, old forms such as 0x7f.1 and 2130706433 too; None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def is_public(address: Address) -> bool:
    """Whether an address is one on the open Internet, an IPv4 address inside an IPv6 address included."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _TRANSLATED:
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def check_host(host: str, *, proxied: bool) -> None:
    """Refuse a host by how it is spelled, before anything is resolved. Raises NotPublic."""
    address = literal(host)
    if address is not None:
        if not is_public(address):
            raise NotPublic
        return
    if not _NAME.fullmatch(host) or len(host) > 253:  # a single word is a name on the local network
        raise NotPublic
    ending = host.rsplit(".", 1)[-1]
    if ending in _LOCAL_ENDINGS or (ending in _HIDDEN_ENDINGS and not proxied):
        raise NotPublic
