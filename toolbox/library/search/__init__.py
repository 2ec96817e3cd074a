"""Search that forgives: typing errors, word forms of English and Spanish, accents, half-typed words."""

from toolbox.library.search.found import Found
from toolbox.library.search.index import Index
from toolbox.library.search.store import Entry

__all__ = ["Entry", "Found", "Index"]
