"""Needs and offers: a board of ten thousand asks, who does what exactly and greedily, a spreadsheet brought in."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import serving
from benchmarks.figure import Figure

BOARD = 250
"""Milliseconds of one core for any page of a board of 10,000 open asks."""


ROWS, IMPORT, PAGE = 5_000, 60, 2
"""Rows of a spreadsheet, seconds in which they are brought in, and seconds of one page meanwhile."""


def figures() -> Iterator[Figure]:
    """Figures named needs-…"""
    yield _board(_measured("board"))
    yield from _fill(_measured("filling"))
    for kind in ("csv", "xlsx"):
        yield _import(kind, _measured("importing", kind))


def _measured(what: str, *more: str) -> dict[str, Any]:
    """What a script of this folder prints, run in a process and a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TOOLBOX_DATA": str(Path(folder) / "data")}
        command = [sys.executable, "-m", f"benchmarks.needs.{what}", *more]
        done = subprocess.run(command, cwd=serving.ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _board(found: dict[str, Any]) -> Figure:
    times: dict[str, float] = found["times"]
    worst = max(times, key=lambda page: times[page])
    measured = (
        f"{min(times.values()):.0f} to {times[worst]:.0f} ms (slowest: {worst}), {found['asks']:,} open asks; beside "
        f"it an empty board {found['empty']:.0f} ms"
    )
    return Figure("needs-board-of-10k", measured, f"at most {BOARD} ms of one core", times[worst] <= BOARD)


def _fill(found: dict[str, Any]) -> Iterator[Figure]:
    small = found["1k"]
    measured = f"{small['exact']:.2f} s without added packages, {small['ratio']:.0f} times greedy"
    yield Figure("needs-fill-1k", measured, "at most 0.5 s", small["exact"] <= 0.5)
    measured = (
        f"{small['more']:.1f}% more served than greedy; where both serve all, {small['cheaper']:.1f}% fewer points"
    )
    yield Figure("needs-fill-gains", measured, "never worse than greedy", small["more"] >= 0 and small["cheaper"] >= 0)
    large = found.get("10k")
    if large is None:
        yield Figure("needs-fill-10k", "not measured: the optional package is not installed", "at most 3 s", False)
        return
    measured = f"{large['exact']:.2f} s with SciPy, {large['served']:,} of 10,000 served"
    yield Figure("needs-fill-10k", measured, "at most 3 s", large["exact"] <= 3)


def _import(kind: str, found: dict[str, Any]) -> Figure:
    whole = found["read"] + found["looked"] + found["brought"]
    measured = (
        f"{whole:.1f} s for {found['made']:,} asks: read {found['read']:.1f} s, looked at {found['looked']:.1f} s, "
        f"brought in {found['brought']:.1f} s in {found['pages']} pages, the slowest {found['slowest']:.1f} s; "
        f"undone in {found['undone']:.1f} s"
    )
    holds = found["made"] == ROWS and whole <= IMPORT and found["slowest"] <= PAGE
    goal = f"at most {IMPORT} s, no page over {PAGE} s"
    return Figure(f"needs-import-of-5k-{kind}", measured, goal, holds)
