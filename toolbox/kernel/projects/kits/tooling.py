"""The tools that kits speak of, from content/tools.toml: one that is not built yet is done on paper."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec
from django.conf import settings

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.registry.tools import tools


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tool as kits speak of it."""

    name: str
    says: Both
    what: Both


@cache
def named() -> dict[str, Named]:
    """All of them by name."""
    whole = tomllib.loads((Path(settings.CONTENT) / "tools.toml").read_text(encoding="utf-8"))
    return {one.name: one for one in msgspec.convert(whole["tool"], list[Named])}


def is_built(name: str) -> bool:
    """Whether a tool is there; otherwise it is done on paper for now."""
    return any(tool.name == name for tool in tools())
