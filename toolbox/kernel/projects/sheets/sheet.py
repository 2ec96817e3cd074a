"""Sheets as data: found and read. docs/reference/sheets.md says what stands in them."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec
from django.conf import settings

from toolbox.kernel.projects.sheets.written import Sheet


@cache
def sheets() -> dict[str, Sheet]:
    """Every sheet by the name of its file, in order. Raises where one of them cannot be read."""
    folder = Path(settings.CONTENT) / "sheets"
    found = {path.stem: read(path) for path in folder.glob("*.toml")}
    return dict(sorted(found.items(), key=lambda pair: (pair[1].order, pair[0])))


def read(path: Path) -> Sheet:
    """One file. Raises msgspec.ValidationError or tomllib.TOMLDecodeError."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Sheet)
