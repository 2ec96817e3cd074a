"""More time for somebody whose file is still on its way: set by the web server that cuts off late requests."""

from collections.abc import Callable


def _nothing() -> None:
    """Where no server waits, such as in tests."""


more: Callable[[], None] = _nothing
"""Called with every piece of a file that arrived."""
