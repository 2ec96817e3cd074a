"""The page that HSDS wraps a list in."""

from collections.abc import Callable

from toolbox.library.hsds.choosing import Entries
from toolbox.library.hsds.parts import Object
from toolbox.library.models import Resource


def page(entries: Entries, number: int, size: int, show: Callable[[Resource], Object]) -> Object:
    """One page of entries, `number` from 1. A page after the last is empty, and says that it is the last."""
    total = entries.count()
    pages = -(-total // size)
    begin = (number - 1) * size
    contents = [show(entry) for entry in entries[begin : begin + size]] if begin < total else []
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }
