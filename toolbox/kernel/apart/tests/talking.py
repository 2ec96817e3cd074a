"""A child for tests: reads everything, then does what its first argument says."""

import ctypes
import os
import resource
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from toolbox.kernel.apart import limits

MEMORY = 400_000_000


def main() -> None:
    limits.bound(5, space=MEMORY)
    if sys.argv[1] == "deaf":
        time.sleep(60)
    given = sys.stdin.buffer.read()
    if sys.argv[1] == "count":
        sys.stdout.write(f"{len(given)} {sorted(os.environ)}")
    elif sys.argv[1] == "flood":
        with suppress(BrokenPipeError):
            while True:
                sys.stdout.buffer.write(bytes(65_536))
    elif sys.argv[1] == "endless":
        while True:
            pass
    elif sys.argv[1] in {"open", "cut off"}:
        if sys.argv[1] == "cut off":
            limits.cut_off()
        os.close(0)  # so that a number for a new file is free
        sys.stdout.write("\n".join(f"{name}: {_tried(way)}" for name, way in WAYS.items()))


def _tried(way: Callable[[], object]) -> str:
    try:
        way()
    except (OSError, MemoryError, ValueError):
        return "no"
    return "yes"


def _raise_the_limit() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    socket.socket().close()


def _look_into_the_server() -> None:
    """As debuggers do, without a file."""
    here = ctypes.create_string_buffer(8)
    local = (ctypes.c_size_t * 2)(ctypes.addressof(here), 8)
    there = (ctypes.c_size_t * 2)(int(sys.argv[2]), 8)
    if ctypes.CDLL(None).process_vm_readv(os.getppid(), local, 1, there, 1, 0) != 8:
        raise OSError


WAYS: dict[str, Callable[[], object]] = {
    "read a file": lambda: Path(__file__).read_bytes(),
    "write a file": lambda: Path(sys.argv[3]).write_bytes(b"x"),
    "speak to somebody": lambda: socket.socket().close(),
    "take much memory": lambda: bytearray(MEMORY),
    "raise the limit": _raise_the_limit,
    "look into the server": _look_into_the_server,
}

if __name__ == "__main__":
    main()
