"""A real toolbox in a process of its own, as `make run` starts it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until a server that does not answer is given up


class Running(NamedTuple):
    """A toolbox that answers."""

    port: int
    folder: Path  # holds the data folder, the keys and what the process wrote
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def output(self) -> str:
        return (self.folder / "output.txt").read_text("utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a toolbox in a folder of its own: none of ours, but what a process needs to run."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TOOLBOX_", "DJANGO_", "PYTEST", "COV"))}
    return {**kept, "TOOLBOX_DATA": str(folder / "data"), "PYTHONWARNINGS": "default", **settings}


def toolbox(folder: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run one `toolbox` command to its end."""
    command = [sys.executable, "-m", "toolbox", *words]
    env = environment(folder, **settings)
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE)


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Running]:
    """`toolbox serve` until the block ends; then it is stopped as Ctrl-C would."""
    port = free_port()
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "toolbox", "serve"],
            cwd=ROOT,
            env=environment(folder, PORT=str(port), **settings),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        running = Running(port, folder, process)
        try:
            _wait(running)
            yield running
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(running: Running) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)) as connection:
                connection.request("GET", "/healthz")
                with connection.getresponse() as response:
                    if response.status == http.HTTPStatus.OK:
                        return
        except OSError:
            if running.process.poll() is not None:
                break
            time.sleep(0.02)  # waiting for a process, not for a result
    raise AssertionError(f"The toolbox did not start:\n{running.output()}")
