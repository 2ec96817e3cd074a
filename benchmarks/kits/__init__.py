"""Kits: how long all of them take to be checked, one of them to be printed, and what their pages weigh."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import serving
from benchmarks.figure import Figure

FIRST_WINDOW = 13_000
"""Bytes of body that arrive in one round trip, as in benchmarks/pages."""


def figures() -> Iterator[Figure]:
    """Figures named kits-…"""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with serving.toolbox(data) as (port, _process, _seconds):
            slugs = _slugs()
            yield _weight(port, slugs)
            yield _booklet(port, slugs)
        yield _check(data)


def _slugs() -> list[str]:
    found = (serving.ROOT / "content" / "kits").iterdir()
    return sorted(path.name for path in found if (path / "kit.toml").is_file() and not path.name.startswith("_"))


def _weight(port: int, slugs: list[str]) -> Figure:
    pages = [f"{before}/kits/{rest}" for before in ("", "/es") for rest in ("", *(f"{slug}/" for slug in slugs))]
    pages += [f"{before}/sheets/{rest}" for before in ("", "/es") for rest in ("", "rights-home/")]
    sizes = {page: len(serving.get(port, page)) for page in pages}
    heaviest = max(sizes, key=lambda page: sizes[page])
    measured = f"{sizes[heaviest]:,} bytes compressed, the heaviest of {len(sizes)} ({heaviest})"
    return Figure("kits-page-weight", measured, f"at most {FIRST_WINDOW:,}", sizes[heaviest] <= FIRST_WINDOW)


def _booklet(port: int, slugs: list[str]) -> Figure:
    times: dict[str, float] = {}
    for slug in slugs:
        for paper in ("a4-folded", "a4-large"):
            page = f"/es/kits/{slug}/booklet/pdf/?paper={paper}"
            begun = time.perf_counter()
            serving.get(port, page)
            times[f"{slug}, {paper}"] = time.perf_counter() - begun
    slowest = max(times, key=lambda name: times[name])
    median = statistics.median(times.values())
    measured = f"{times[slowest]:.2f} s for the slowest of {len(times)} ({slowest}), median {median:.2f} s"
    return Figure("kits-booklet", measured, "at most 1.5 s", times[slowest] <= 1.5)


def _check(data: Path) -> Figure:
    environment = {**os.environ, "TOOLBOX_DATA": str(data)}
    command = [sys.executable, "-m", "benchmarks.kits.checking"]
    done = subprocess.run(command, cwd=serving.ROOT, env=environment, check=True, capture_output=True, text=True)
    count, problems, seconds = done.stdout.split()
    measured = f"{float(seconds):.2f} s for {count} kits ({problems} problems)"
    return Figure("kits-check", measured, "at most 1 s", float(seconds) <= 1)
