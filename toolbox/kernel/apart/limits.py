"""Bounds a child process, where the machine can: memory, time, no file of any kind, and nobody to speak to."""

import sys

MEMORY = 512 * 1024 * 1024
"""Bytes of data the child may hold."""

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # of Linux' sched.h; os.unshare is there from Python 3.12 on


def bound(seconds: int, space: int | None = None) -> None:
    """Limit this process to `MEMORY`, to some seconds of computing, and to no file and no core dump.

    `space` limits the addresses too, in bytes: for a child without threads, which reserve much and use little.
    """
    limits = {"RLIMIT_DATA": MEMORY, "RLIMIT_CPU": seconds, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    _limit(limits if space is None else limits | {"RLIMIT_AS": space})


def cut_off() -> None:
    """From now on this process opens no file and no line and starts no other process or thread.

    It keeps the pipes that it has. What it will need must be imported before. On Linux it also leaves the network and
    the server's side of its user, so that it cannot look into the memory of the server.
    """
    if sys.platform == "linux":
        import ctypes

        # Some machines do not let it go; the limits below hold there too.
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)
    # A new file or socket would need a number below the limit, and there is none below 0.
    _limit({"RLIMIT_NOFILE": 0, "RLIMIT_NPROC": 0})


def _limit(limits: dict[str, int]) -> None:
    """Set limits, and let nothing raise them again."""
    try:
        import resource
    except ImportError:  # Not on Windows; the parent's time limit still holds there.
        return
    for name, most in limits.items():
        if (what := getattr(resource, name, None)) is None:
            continue
        _, ceiling = resource.getrlimit(what)
        limit = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):  # A system that does not know this limit.
            continue
