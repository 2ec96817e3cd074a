"""What kits may name: entries of the library, forms, sheets, tools, kinds of records."""

import tomllib
from functools import cache

import msgspec
from django.conf import settings

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects import starters
from toolbox.kernel.projects.kits.checking import Known
from toolbox.kernel.registry.kinds import kinds
from toolbox.kernel.registry.tools import tools
from toolbox.library.catalogue import current


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tool as kits speak of it."""

    name: str
    says: Both
    what: Both


@cache
def named() -> dict[str, Named]:
    """The tools of content/tools.toml by name."""
    whole = tomllib.loads((settings.CONTENT / "tools.toml").read_text(encoding="utf-8"))
    return {one.name: one for one in msgspec.convert(whole["tool"], list[Named])}


def is_built(name: str) -> bool:
    """Whether a tool is there; otherwise it is done on paper for now."""
    return any(tool.name == name for tool in tools())


@cache
def sheets() -> tuple[str, ...]:
    """The sheets of content/sheets by name."""
    return tuple(sorted(path.stem for path in (settings.CONTENT / "sheets").glob("*.toml")))


def known() -> Known:
    """Everything that a kit is checked against."""
    tools()  # whatever they write down is declared by then
    return Known(
        resources=frozenset(current().by_slug),
        forms={name: one.asking().form for name, one in starters.everything().items()},
        sheets=frozenset(sheets()),
        tools=frozenset(named()),
        keep_days={kind.name: kind.keep_days for kind in kinds() if kind.keep_days is not None},
    )
