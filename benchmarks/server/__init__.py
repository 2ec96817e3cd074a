"""The memory of the whole application, the time to its first answer, and the time of a booklet."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import serving
from benchmarks.figure import Figure

MOST_MEMORY = 160
BOOKLET = "/library/booklet/pdf/?paper=a4-folded"


def figures() -> Iterator[Figure]:
    """Figures named server-…"""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with serving.toolbox(data):
            pass  # the first start sets up
        with serving.toolbox(data) as (port, process, seconds):
            yield Figure("server-cold-start", f"{seconds:.2f} s to the first answer", "at most 1 s", seconds <= 1)
            for page in ("/", "/library/", "/library/?q=pen+pals", "/es/library/"):
                serving.get(port, page)
            rest = serving.memory(process)
            goal = f"at most {MOST_MEMORY} MB"
            yield Figure("server-memory", f"{rest:.0f} MB with one worker at rest", goal, rest <= MOST_MEMORY)
            begun = time.perf_counter()
            size = len(serving.get(port, BOOKLET))
            printing = time.perf_counter() - begun
            measured = f"{printing:.2f} s for the whole library, folded ({size:,} bytes)"
            yield Figure("server-booklet", measured, "at most 1.5 s", printing <= 1.5)
            after = serving.memory(process)
            yield Figure("server-memory-after-booklet", f"{after:.0f} MB", goal, after <= MOST_MEMORY)
