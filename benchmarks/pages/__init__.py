"""The list page against Django's own hello page, and what pages weigh."""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import serving
from benchmarks.figure import Figure

ROWS = 500
FIRST_WINDOW = 13_000  # bytes of body that arrive in one round trip (RFC 6928: 10 segments, less headers)
FIRST_VISIT = 50_000
PAGES = (
    *("/", "/es/", "/library/", "/es/library/", "/library/?q=pen+pals", "/library/categories/"),
    *("/library/categories/immigrant-support/", "/library/food-not-bombs/", "/library/list/", "/library/share/"),
    *("/library/booklet/", "/support/", "/es/support/?face=violence", "/offer/", "/start/", "/es/start/"),
    *("/about/", "/about/list/", "/privacy/"),
)


def figures() -> Iterator[Figure]:
    """Figures named pages-…"""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with serving.toolbox(data) as (port, _process, _seconds):
            yield from _weights(port)
        few = _queries(data)
        _fill(data)
        many = _queries(data)
        measured = f"{few} with 124 entries, {many} with {ROWS}"
        yield Figure("pages-list-queries", measured, "the same however long the list", few == many)
        with serving.toolbox(data) as (port, _process, _seconds), serving.hello() as hello_port:
            hello, rows = serving.medians([(hello_port, "/"), (port, "/library/")])
        ratio = rows / hello
        measured = f"{ratio:.1f} times hello ({rows * 1000:.2f} ms against {hello * 1000:.2f} ms, 50 rows of {ROWS})"
        yield Figure("pages-list-against-hello", measured, "at most 15 times", ratio <= 15)


def _weights(port: int) -> Iterator[Figure]:
    sizes = {page: len(serving.get(port, page)) for page in PAGES}
    heaviest = max(sizes, key=lambda page: sizes[page])
    measured = f"{sizes[heaviest]:,} bytes compressed, the heaviest of {len(sizes)} ({heaviest})"
    yield Figure("pages-first-window", measured, f"at most {FIRST_WINDOW:,}", sizes[heaviest] <= FIRST_WINDOW)
    html = gzip.decompress(serving.get(port, "/library/")).decode()
    parts = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html))
    sheet = next(part for part in parts if part.endswith(".css"))
    weight = len(serving.get(port, sheet))
    yield Figure("pages-style-sheet", f"{weight:,} bytes compressed", "at most 12,000", weight <= 12_000)
    visit = {page: len(serving.get(port, page)) for page in [*parts, "/library/", "/sw.js"]}
    measured = f"{sum(visit.values()):,} bytes in {len(visit)} requests (the library, with scripts on)"
    holds = sum(visit.values()) <= FIRST_VISIT and len(visit) <= 6
    yield Figure("pages-first-visit", measured, f"at most {FIRST_VISIT:,} in 6", holds)


def _queries(data: Path) -> int:
    """The queries that a list page costs, counted in a process of its own."""
    environment = {**os.environ, "TOOLBOX_DATA": str(data)}
    command = [sys.executable, "-m", "benchmarks.pages.queries"]
    done = subprocess.run(command, cwd=serving.ROOT, env=environment, check=True, capture_output=True, text=True)
    return int(done.stdout)


def _fill(data: Path) -> None:
    """Add made-up entries until there are 500."""
    entries = [
        {
            "slug": f"made-up-{number}",
            "name": f"Made-up entry {number}",
            "kind": "guide",
            "category": "food",
            "offers": f"Shows how neighbours number {number} share what they have, in a sentence of usual length.",
            "areas": "Online",
            "languages": "en; es",
            "kits": "food-sharing",
        }
        for number in range(ROWS - 124)
    ]
    file = data / "more.json"
    file.write_text(json.dumps({"format": "mutual-aid-toolbox-library", "version": 1, "resources": entries}))
    environment = {**os.environ, "TOOLBOX_DATA": str(data)}
    load = [sys.executable, "-m", "toolbox", "library", "load", str(file)]
    subprocess.run(load, env=environment, check=True, stdout=subprocess.DEVNULL)
