"""Settings: what it was told, and whether that fits together."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from toolbox.site.running.doctor.finding import Finding, fine, mind, wrong

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Told(NamedTuple):
    """The settings that are looked at."""

    host: str
    port: int
    address: str  # TOOLBOX_ADDRESS
    names: tuple[str, ...]  # those it answers to
    time_zone: str
    debug: bool
    workers: int
    processors: int
    relay: str = ""  # the server that takes mail for bells
    proxy: str = ""


def look(told: Told) -> Iterator[Finding]:
    """What is wrong with them."""
    yield from _who_can_reach_it(told)
    yield from _names(told)
    if told.debug:
        yield wrong(
            "TOOLBOX_DEBUG is on.",
            "Error pages show what people sent. A toolbox with members does not start with it.",
            "Take TOOLBOX_DEBUG out of the settings.",
        )
    if told.time_zone == "UTC":
        yield mind(
            "The time zone is UTC.",
            "Pages show hours that are not those of your town, and the night's work is done at another hour.",
            "Set TOOLBOX_TIME_ZONE, such as America/Chicago.",
        )
    if told.workers > told.processors:
        yield mind(
            f"{told.workers} workers share {told.processors} processors.",
            "Each keeps the whole list in memory, and none is quicker for it.",
            f"Set TOOLBOX_WORKERS={told.processors}, or take it out.",
        )
    if told.relay:
        yield fine(f"Mail for bells goes out through {told.relay}, encrypted.")
    if _is_onion(urlsplit(told.address).hostname) and not told.proxy:
        yield mind(
            "It is an onion service, and asks the network under its own number.",
            "Link checks, bells and mail show whoever is at the other end where the onion service is.",
            "Set TOOLBOX_PROXY=socks5h://127.0.0.1:9050, and set no TOOLBOX_SMTP.",
        )


def _who_can_reach_it(told: Told) -> Iterator[Finding]:
    https, outside = told.address.startswith("https://"), told.host not in LOOPBACK
    if https and outside:
        yield wrong(
            f"It listens on {told.host}, beside the proxy that TOOLBOX_ADDRESS stands for.",
            "Whoever asks it past the proxy can say that they came by https, and everything travels in the open.",
            "Set HOST=127.0.0.1, or block the port in the firewall if the proxy is on another computer.",
        )
    elif https:
        yield fine("It listens to the proxy on this computer only, and is reached by https.")
    elif outside or (told.address and not _is_onion(urlsplit(told.address).hostname)):
        yield wrong(
            "Others reach it without https.",
            "Whoever is on the same line reads along: pages, what is written, passphrases.",
            "Put a proxy in front, and set TOOLBOX_ADDRESS=https://… (docs/how-to/set-up-a-server.md).",
        )
    else:
        yield fine("Only this computer reaches it, or an onion service.")


def _names(told: Told) -> Iterator[Finding]:
    if "*" in told.names or any(name.startswith(".") for name in told.names):
        yield wrong(
            "It answers to any name.",
            "A foreign page can make browsers send it requests under a name of its own.",
            "Write the exact names into TOOLBOX_HOSTS.",
        )
    named = urlsplit(told.address).hostname
    if named and named not in told.names:
        yield wrong(
            f"It does not answer to {named}, its own address.",
            "Everybody who comes by that address gets “This address is not known here”.",
            f"Add {named} to TOOLBOX_HOSTS.",
        )
    if _are_numbers(told.names) and told.address.startswith("https://"):
        yield mind(
            "It is called by numbers.",
            "Numbers change, and certificates want names.",
            "Give it a name, and put that into TOOLBOX_HOSTS.",
        )


def _is_onion(host: str | None) -> bool:
    return bool(host and host.endswith(".onion"))


def _are_numbers(names: Iterable[str]) -> bool:
    outside = [name for name in names if name.strip("[]") not in LOOPBACK]
    return bool(outside) and all(map(_is_number, outside))


def _is_number(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
