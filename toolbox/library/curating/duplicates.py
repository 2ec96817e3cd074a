"""Whether something is on the list already, perhaps under another name. Pure: cells and entries in, likely ones out."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from toolbox.library.search.words import folded_words

TRACKING = ("utm_", "mc_", "pk_")
TRACKERS = frozenset({"fbclid", "gclid", "igshid", "msclkid", "ref", "source", "si"})
NEAR = 0.8  # of the groups of three letters of two names
LEAST_LETTERS = 6  # shorter names that are nearly the same say nothing
MOST = 5
SMALL = frozenset({"the", "a", "an", "of", "and", "for", "el", "la", "los", "las", "de", "del", "y", "e", "para"})


class Why(StrEnum):
    """What makes two entries alike, the surest first."""

    ADDRESS = "address"
    PHONE = "phone"
    NAME = "name"
    NEAR = "near"


class Listed(NamedTuple):
    """What is compared of an entry that is on the list, or was."""

    slug: str
    name: str
    name_es: str = ""
    url: str = ""
    phone: str = ""


class Likely(NamedTuple):
    """An entry that may be the same thing, and what makes us think so."""

    slug: str
    why: Why


class _Compared(NamedTuple):
    """An entry in the form in which it is compared."""

    address: str
    phone: str
    names: frozenset[str]
    threes: tuple[frozenset[str], ...]  # of the names that are long enough


def likely(cells: Mapping[str, str], items: Iterable[Listed]) -> list[Likely]:
    """The entries that may be the same as what the cells tell, the surest first, at most five."""
    texts = [cells.get(name, "") for name in ("name", "name_es", "url", "phone")]
    mine = _compared(Listed("", *texts))
    order = list(Why)
    found = [Likely(item.slug, why) for item in items if (why := _alike(mine, _of_the_list(item)))]
    return sorted(found, key=lambda one: (order.index(one.why), one.slug))[:MOST]


def _alike(mine: _Compared, theirs: _Compared) -> Why | None:
    if mine.address and mine.address == theirs.address:
        return Why.ADDRESS
    if mine.phone and mine.phone == theirs.phone:
        return Why.PHONE
    if mine.names & theirs.names:
        return Why.NAME
    return Why.NEAR if any(_near(one, other) for one in mine.threes for other in theirs.threes) else None


def _compared(item: Listed) -> _Compared:
    names = frozenset(filter(None, (_name(item.name), _name(item.name_es))))
    threes = tuple(_threes(name) for name in names if len(name) >= LEAST_LETTERS)
    return _Compared(same_address(item.url), _digits(item.phone), names, threes)


@lru_cache(maxsize=20_000)
def _of_the_list(item: Listed) -> _Compared:
    """Of what is public already; what somebody typed is never kept."""
    return _compared(item)


def same_address(url: str) -> str:
    """An address in the form in which two are compared: host and path, without what only counts visitors."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _counts(pair[0].lower())]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if host else ""


def _counts(name: str) -> bool:
    return name.startswith(TRACKING) or name in TRACKERS


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())


def _name(name: str) -> str:
    """A name folded, without its small words."""
    words = folded_words(name)
    return " ".join([word for word in words if word not in SMALL] or words)


def _threes(name: str) -> frozenset[str]:
    padded = f"  {name} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= NEAR * (len(one) + len(other))
