"""What a search gives back."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from toolbox.library.search import highlighting
from toolbox.library.search.matching import Matcher


@dataclass(frozen=True, slots=True)
class Found:
    """The entries that match a query, and how to show why they do."""

    keys: tuple[str, ...]
    """Keys of the entries, best first."""
    did_you_mean: str | None
    """The whole query spelled better, when it has a word that no entry has and a close one that some has."""
    loose: bool
    """True if no entry has all words, and these have only some of them."""
    _matcher: Matcher = field(repr=False, compare=False)

    def mark(self, text: str) -> SafeString:
        """Give any text as HTML with ``<mark>`` round each word, or beginning of one, that was found."""
        return highlighting.mark(text, self._matcher)

    def snippet(self, text: str, length: int = 200) -> SafeString:
        """Give the telling part of a text as HTML, about ``length`` characters, marked in the same way."""
        return highlighting.snippet(text, self._matcher, length)
