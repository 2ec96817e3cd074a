"""Strangers' forms: five hundred at once, a photograph over a slow line, and what a form weighs."""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks import serving
from benchmarks.figure import Figure
from tests import strangers

MANY, AT_ONCE = 500, 100
LARGE = 25 * 1024 * 1024 - 4096
MOST_MORE = 20  # megabytes above rest
FIRST_WINDOW = 13_000


def figures() -> Iterator[Figure]:
    """Figures named intake-…"""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with serving.toolbox(data):
            pass  # the first start sets up
        _somebody({"TOOLBOX_DATA": str(data)})
        with serving.toolbox(data, TOOLBOX_WORKERS="2") as (port, _process, _seconds):
            yield from _many(port, "sqlite", {"TOOLBOX_DATA": str(data)})
        with serving.toolbox(data) as (port, process, _seconds):
            yield _weight(port)
            yield _slow_line(port, process)
    yield from _on_postgresql()


def _on_postgresql() -> Iterator[Figure]:
    from tests import postgres

    try:
        with postgres.cluster() as server, tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            settings = {"DATABASE_URL": server.database("strangers"), "TOOLBOX_DATA": str(data)}
            address = {"DATABASE_URL": settings["DATABASE_URL"]}
            with serving.toolbox(data, **address):
                pass
            _somebody(settings)
            with serving.toolbox(data, TOOLBOX_WORKERS="2", **address) as (port, _process, _seconds):
                yield from _many(port, "postgresql", settings)
    except postgres.Missing as missing:
        yield Figure("intake-none-lost-postgresql", str(missing), "PostgreSQL is there", False)


def _somebody(settings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.saturday"]
    subprocess.run(command, cwd=serving.ROOT, env={**os.environ, **settings}, check=True)


def _count(settings: dict[str, str]) -> int:
    """How many envelopes lie in the database."""
    code = (
        "import os, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'toolbox.site.settings'); django.setup();"
        "from toolbox.kernel.intake.models import Envelope; print(Envelope.objects.count())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=serving.ROOT, env={**os.environ, **settings}, check=True, capture_output=True
    )
    return int(done.stdout)


def _many(port: int, name: str, settings: dict[str, str]) -> Iterator[Figure]:
    """Five hundred forms, a hundred at a time; every tenth is sent twice, as with a double press."""
    with ThreadPoolExecutor(8) as people:
        codes = list(people.map(lambda _one: strangers.carried(port, strangers.GROCERIES), range(MANY)))
    bodies = [strangers.groceries(code, number) for number, code in enumerate(codes)]
    twice = random.Random(1).sample(bodies, MANY // 10)
    before = _count(settings)
    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = list(people.map(lambda body: strangers.sends(port, body), [*bodies, *twice]))
    there = _count(settings) - before
    first = answers[:MANY]
    lost = sum(not one.code for one in first)
    spent = sorted(one.seconds for one in first)
    p95 = spent[MANY * 95 // 100 - 1]
    measured = f"{there} envelopes of {MANY} forms, {lost} not acknowledged, {len(twice)} of them sent twice"
    yield Figure(f"intake-none-lost-{name}", measured, "none lost, none doubled", there == MANY and not lost)
    measured = f"p95 {p95:.2f} s, median {spent[MANY // 2]:.2f} s, {AT_ONCE} at a time, two workers"
    yield Figure(f"intake-at-once-{name}", measured, "p95 at most 0.6 s", p95 <= 0.6)


def _weight(port: int) -> Figure:
    pages = (strangers.GROCERIES, f"/es{strangers.GROCERIES}")
    heaviest = max(len(serving.get(port, page)) for page in pages)
    measured = f"{heaviest:,} bytes compressed"
    return Figure("intake-groceries-weight", measured, f"at most {FIRST_WINDOW:,}", heaviest <= FIRST_WINDOW)


def _slow_line(port: int, process: int) -> Figure:
    code = strangers.carried(port, strangers.WRITE)
    rest = serving.memory(process)
    peak, status = rest, [0]

    def send() -> None:
        status[0] = strangers.drips(port, code, LARGE)

    worker = threading.Thread(target=send)
    worker.start()
    while worker.is_alive():
        peak = max(peak, serving.memory(process))
        time.sleep(0.02)
    worker.join()
    if status[0] != 200:
        return Figure("intake-slow-line-memory", f"answered {status[0]}", f"at most {MOST_MORE} MB", False)
    measured = f"{peak - rest:.0f} MB above rest ({rest:.0f} MB) for 25 MB at 1 MB/s"
    return Figure("intake-slow-line-memory", measured, f"at most {MOST_MORE} MB", peak - rest <= MOST_MORE)
