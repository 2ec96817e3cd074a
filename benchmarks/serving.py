"""Starts real servers for measuring: the toolbox itself, and Django's hello page."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def toolbox(data: Path, **settings: str) -> Iterator[tuple[int, int, float]]:
    """`toolbox serve` on a data folder: its port, its process id and the seconds to its first answer."""
    port = free_port()
    environment = {**os.environ, "TOOLBOX_DATA": str(data), "PORT": str(port), **settings}
    with _running([sys.executable, "-m", "toolbox", "serve"], port, "/healthz", environment) as (process, seconds):
        yield port, process, seconds


@contextmanager
def hello() -> Iterator[int]:
    """Django's default project with one view that says hello, on the same kind of server: its port."""
    port = free_port()
    bind = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4", "--log-level", "critical"]
    command = [sys.executable, "-m", "gunicorn", *bind, "benchmarks.hello:application"]
    with _running(command, port, "/", dict(os.environ)):
        yield port


@contextmanager
def _running(command: list[str], port: int, page: str, environment: dict[str, str]) -> Iterator[tuple[int, float]]:
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                get(port, page)
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - begun > 30:
                    raise RuntimeError("The server did not start.") from None
                time.sleep(0.005)
        yield process.pid, time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(20)


def get(port: int, page: str) -> bytes:
    """One page, compressed as a browser gets it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", page, headers={"Accept-Encoding": "gzip"})
        return _body(connection.getresponse(), page)
    finally:
        connection.close()


def _body(response: http.client.HTTPResponse, page: str) -> bytes:
    body = response.read()
    if response.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{page} answered {response.status}: nothing to measure.")
    return body


def medians(pages: list[tuple[int, str]], rounds: int = 400) -> list[float]:
    """The median seconds of each page, one client, connections kept open, taken in turns."""
    connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for port, _page in pages]
    times: list[list[float]] = [[] for _page in pages]
    for turn in range(rounds + 20):
        for connection, (_port, page), seconds in zip(connections, pages, times, strict=True):
            begun = time.perf_counter()
            connection.request("GET", page, headers={"Accept-Encoding": "gzip"})
            _body(connection.getresponse(), page)
            if turn >= 20:
                seconds.append(time.perf_counter() - begun)
    return [statistics.median(seconds) for seconds in times]


def memory(process: int) -> float:
    """Megabytes of a process and its children: memory of their own, and what they share, counted once (PSS)."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    total = 0
    for number in [str(process), *children]:
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024
