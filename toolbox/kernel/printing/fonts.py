"""Finds the fonts that came with the program; what the machine has is never used."""

import sys
from pathlib import Path


def folders() -> list[str]:
    """The folders of all installed Noto font packages, sorted by name.

    A further script needs one more `fontpkg-noto-*` package and nothing else.
    """
    found = {folder for place in sys.path if place for folder in Path(place).glob("fontpkg_noto_*/files")}
    return sorted((str(folder) for folder in found), key=lambda folder: (Path(folder).parent.name, folder))
