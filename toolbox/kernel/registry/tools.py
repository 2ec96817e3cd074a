"""Tools: what circles do together. Each declares itself in the `tool.py` of its room and is found by itself."""

import datetime
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module, util
from typing import Any, NamedTuple

from django.apps import apps as installed

from toolbox.kernel.registry.kinds import Kind

PACKAGE = "toolbox.tools"


class Hit(NamedTuple):
    """Something that a circle's search found: what it is called, and the page on which it stands."""

    title: str
    url_name: str
    args: tuple[Any, ...]  # of the address, the circle's id among them
    excerpt: str = ""


class Due(NamedTuple):
    """Something that waits for a member: a line of the desk, and the page on which it is dealt with."""

    says: str
    url: str


class Step(NamedTuple):
    """What becomes of something that was sent: a button, and the page of a tool on which it is done."""

    says: Any  # translated lazily: "Make it an entry of the library"
    url_name: str  # takes the circle and the record
    there: str = ""  # the page of what became of it; takes the circle and that record
    # Of a group, what was sent, and the envelope that came about it (None: it was handed on to another circle).
    heard: Callable[[Any, Any, Any], None] | None = None


def _always(_circle: Any) -> bool:
    return True


@dataclass(frozen=True)
class Tool:
    """What a tool is and has. Whatever is left out here, the tool does not have."""

    name: str  # its folder, and the part of addresses that names it: /c/<circle>/<name>/
    says: Any  # what people call it, translated lazily
    summary: Any  # one sentence for the circle's page
    urls: str  # its module of addresses; every one takes the circle
    home: str  # the address name of its first page
    records: tuple[Kind[Any], ...]
    public: str = ""  # its module of addresses for everybody, if it has any; each with @public
    order: int = 50  # where it stands among the others
    first_words: bool = False  # whether a circle writes down its first thing there
    here: Callable[[Any], bool] = _always  # of an opened circle: whether it has this tool
    search: Callable[..., Iterable[Hit]] | None = None  # of an opened circle and words: what is found in it
    first: Callable[..., Iterable[Hit]] | None = None  # of an opened circle: what its page shows at once
    waiting: Callable[..., Iterable[Due]] | None = None  # of a group and a moment: what waits there for its member
    rarely: Callable[..., Iterable[Due]] | None = None  # of a group: ways that the settings of every circle show
    takes: Mapping[str, Step] = field(default_factory=dict)  # what it makes of what was sent, by the form's purpose
    mailboxes: Callable[[], Iterable[tuple[int, str]]] | None = None  # of published forms, with their public names
    open: Callable[..., Iterable[Due]] | None = None  # of a group: what is not ended yet, for who winds something down
    kit: Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]] | None = (
        None  # what is wrong with a kit’s table: key, says
    )
    follows: "Follows | None" = None  # what it does when something happens to the circle


@dataclass(frozen=True)
class Follows:
    """What a room does when something happens in a room below it: declared, never a signal.

    `stopped` and `lifted` are called with an opened circle once it is so. `fewer` and `ended` are called before it
    happens, while the circle still opens, and give back what is done after it has happened.
    """

    stopped: Callable[[Any, datetime.date | None], None] | None = None  # a legal paper came; None: it was lifted
    fewer: Callable[[Any, int], Callable[[], None]] | None = None  # only so many people are left
    ended: Callable[[Any], Callable[[], None]] | None = None  # all that it holds is destroyed
    taken_back: Callable[[int], None] | None = None  # who sent it wants no more read what was published under an id
    skipped: Callable[[datetime.date], None] | None = None  # the sweep that comes next follows days that nobody saw
    swept: Callable[[datetime.date], int] | None = None  # each night: destroy what is due, return how many


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
    """Every declaration: of the tools, and of other rooms of ours with a `tool.py`.

    Raises AttributeError where one has no `TOOL`.
    """
    names = [config.name for config in installed.get_app_configs() if config.name.startswith("toolbox.")]
    rooms = [name for name in names if name.startswith(f"{PACKAGE}.") or util.find_spec(f"{name}.tool")]
    found = [import_module(f"{name}.tool").TOOL for name in rooms]
    return tuple(sorted(found, key=lambda tool: (tool.order, tool.name)))


def tools_of(circle: Any) -> list[Tool]:
    """The tools that an opened circle has."""
    return [tool for tool in tools() if tool.here(circle)]
