"""The boot key: made anew when the server starts, shared by its workers, never written down.

A restart signs everybody out: their sessions are sealed under it and open no more.
"""

import os

_key = os.urandom(32)  # the web server loads this before it makes its workers, so all of them have the same


def boot_key() -> bytes:
    """32 random bytes of this run of the server."""
    return _key
