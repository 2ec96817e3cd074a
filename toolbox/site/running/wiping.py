"""Removing a file that may hold what was destroyed meanwhile."""

import os
from pathlib import Path

BLOCK = 1 << 20  # bytes


def wipe(path: Path) -> None:
    """Write zeros over a file, then remove it: the keys of destroyed records may stand in it."""
    if not path.is_file():
        return
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(BLOCK, left)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
