"""What boards may begin with: content/needs.toml."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec
from django.conf import settings

from toolbox.kernel.intake.questions import Both


class _Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A category of content/needs.toml."""

    name: str
    says: Both
    parent: str = ""
    by: tuple[str, ...] = ()
    remote: bool = False
    car: bool = False
    common: bool = False
    also: tuple[str, ...] = ()


class _Skill(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A skill of content/needs.toml."""

    name: str
    says: Both
    car: bool = False
    common: bool = False


class Pool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that boards may begin with."""

    category: tuple[_Category, ...]
    skill: tuple[_Skill, ...]


@cache
def pool() -> Pool:
    """The file, read once. Raises msgspec.ValidationError for one with a mistake."""
    text = (Path(settings.CONTENT) / "needs.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Pool)
