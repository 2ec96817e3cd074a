"""Bounds the child process, where the machine can: memory, time, and no file of any kind."""

MEMORY = 512 * 1024 * 1024
"""Bytes of data the child may hold."""


def bound(seconds: int) -> None:
    """Limit this process to `MEMORY`, to some seconds of computing, and to no file and no core dump."""
    try:
        import resource
    except ImportError:  # Not on Windows; the parent's time limit still holds there.
        return
    for what, most in (
        # Data and not address space: threads reserve much of that without using it.
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_CPU, seconds * 2),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        limit = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):  # A system that does not know this limit.
            continue
