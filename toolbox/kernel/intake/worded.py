"""Words of a form with the language they are in, where it is not that of the page."""

from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from toolbox.kernel.intake.questions import Both


class Worded(NamedTuple):
    """Words for a page. `attribute` stands in the tag around them."""

    words: str
    language: str = ""  # empty where it is the page's own

    def __str__(self) -> str:
        return self.words

    @property
    def attribute(self) -> SafeString:
        """`lang` and `dir`, where the words are in another language than the page."""
        if not self.language:
            return SafeString("")
        direction = "rtl" if get_language_info(self.language)["bidi"] else "ltr"
        return format_html(' lang="{}" dir="{}"', self.language, direction)


def worded(both: Both) -> Worded:
    """What a form says, in the language of the page or in the one that it has."""
    here = get_language() or "en"
    spoken = both.spoken(here)
    return Worded(both.here(here), "" if here.partition("-")[0] == spoken else spoken)
