"""Identifiers that are the same on every toolbox: UUIDs made from what a thing is and its slug."""

from functools import lru_cache
from uuid import UUID, uuid5

# Never to be changed: every identifier comes from it.
NAMESPACE = UUID("094e1a3b-88db-4e6b-9cba-f4111bd32ed5")


@lru_cache(maxsize=65_536)
def identify(what: str, *names: str) -> str:
    """The UUID (version 5) of one thing, such as identify("service", "a-slug")."""
    return str(uuid5(NAMESPACE, ":".join((what, *names))))
