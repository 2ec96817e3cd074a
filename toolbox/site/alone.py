"""One process at a time: a locked file in the data folder. The kernel drops the lock with the process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether we are the only ones at it, for as long as the block lasts. Does not wait."""
    descriptor = os.open(settings.DATA / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)
