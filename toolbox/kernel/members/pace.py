"""Answers that come no sooner than others, so that a clock tells nothing."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

LEAST = 0.4  # seconds that every sign-in takes at least (VAULT: known and unknown handles alike)


@contextmanager
def at_least(seconds: float = LEAST) -> Iterator[None]:
    """Leave the block no sooner than `seconds` after it was entered, however it ends."""
    begun = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, begun + seconds - time.monotonic()))
