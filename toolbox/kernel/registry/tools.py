"""Tools: features that circles and projects share. Each declares itself in its `tool.py` and is found by itself."""

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module, util
from typing import Any, NamedTuple

from toolbox.kernel.registry.kinds import Kind

PACKAGE = "toolbox.tools"


class Hit(NamedTuple):
    """Something that a circle's search found: what it is called, and the page on which it stands."""

    title: str
    url_name: str
    args: tuple[Any, ...]  # of the address, the circle's id among them
    excerpt: str = ""


@dataclass(frozen=True)
class Tool:
    """What a tool is and has. Whatever is left out here, the tool does not have."""

    name: str  # its folder, and the part of addresses that names it: /c/<circle>/<name>/
    says: Any  # what people call it, translated lazily
    summary: Any  # one sentence for the circle's page
    urls: str  # its module of addresses; every one takes the circle
    home: str  # the address name of its first page
    records: tuple[Kind[Any], ...]
    search: Callable[..., Iterable[Hit]] | None = None  # of an opened circle and words: what is found in it
    first: Callable[..., Iterable[Hit]] | None = None  # of an opened circle: what its page shows at once


def folders() -> list[str]:
    """The folders of tools, by name."""
    found = util.find_spec(PACKAGE)
    paths = list(found.submodule_search_locations or []) if found else []
    return sorted(module.name for module in pkgutil.iter_modules(paths) if module.ispkg)


def apps() -> list[str]:
    """The tools as Django applications: their templates and sheets. Reads no tool."""
    return [f"{PACKAGE}.{name}" for name in folders()]


@cache
def tools() -> tuple[Tool, ...]:
    """Every tool's declaration. Raises AttributeError where a folder has no `tool.TOOL`."""
    return tuple(import_module(f"{PACKAGE}.{name}.tool").TOOL for name in folders())
