"""`{% still %}…{% endstill %}`: a part of a page that is the same for everybody who reads it in one language.

It is made once in each process, and pages that a hundred people ask for at once are made quicker. Nothing about anybody
can get into it: it is made of an empty context, in which no variable of the page is there.
"""

from collections.abc import Hashable

from django.conf import settings
from django.template import Context, Library, Node, NodeList
from django.template.base import Parser, Token
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = Library()


class Still(Node):
    """What stands between the two tags, kept as it was made in each language."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.made: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """As it was made before, or made now."""
        key = (get_language(), get_urlconf(), settings.ROOT_URLCONF, get_script_prefix())
        if (made := self.made.get(key)) is None:
            made = self.made[key] = self.nodelist.render(context.new())
        return made


@register.tag
def still(parser: Parser, token: Token) -> Still:
    """A part that depends on nothing but the language."""
    nodelist = parser.parse(("endstill",))
    parser.delete_first_token()
    return Still(nodelist)
