"""What sealing costs: searching a full shelf, a page of fifty, and a new root while others work."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import serving
from benchmarks.figure import Figure


def figures() -> Iterator[Figure]:
    """Figures named vault-…"""
    yield from _opening(_measured("opening"))
    yield from _page(_measured("page"))
    yield from _rotation(_measured("rotating"))


def _measured(what: str) -> dict[str, float]:
    """What a script of this folder prints, run in a process and a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TOOLBOX_DATA": str(Path(folder) / "data")}
        command = [sys.executable, "-m", f"benchmarks.vault.{what}"]
        done = subprocess.run(command, cwd=serving.ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _opening(found: dict[str, float]) -> Iterator[Figure]:
    ciphers = (
        f"beside it, for opening the same {found.pop('bytes') / 1e6:.1f} MB: OpenSSL {found.pop('OpenSSL'):.0f} ms, "
        f"libsodium {found.pop('libsodium'):.0f} ms"
    )
    worst = max(found, key=lambda asked: found[asked])
    quickest = min(found.values())
    measured = f"{quickest:.0f} to {found[worst]:.0f} ms (slowest: {worst}); {ciphers}"
    yield Figure("vault-search-of-10k", measured, "at most 120 ms a request", found[worst] <= 120)


def _page(found: dict[str, float]) -> Iterator[Figure]:
    ratio = found["sealed"] / found["plain"]
    measured = f"{ratio:.2f} times the same from plain rows ({found['sealed']:.1f} ms against {found['plain']:.1f} ms)"
    yield Figure("vault-page-of-50", measured, "at most 1.5 times", ratio <= 1.5)


def _rotation(found: dict[str, float]) -> Iterator[Figure]:
    first, whole = found["first"] * 1000, found["whole"]
    measured = f"{first:.0f} ms (and before it at most {found['waited'] * 1000:.0f} ms of waiting)"
    yield Figure("vault-rotation-begins", measured, "at most 100 ms", first <= 100)
    yield Figure("vault-rotation-of-10k", f"{whole:.1f} s", "at most 5 s", whole <= 5)
    measured = (
        f"{found['read']:.0f} read and {found['written']:.0f} written meanwhile, {found['failed']:.0f} failed, "
        f"the longest wait {found['worst'] * 1000:.0f} ms"
    )
    yield Figure("vault-rotation-meanwhile", measured, "none fails", not found["failed"] and found["written"] > 0)
