"""A request whose session is awake: what views of sealed pages are given."""

from django.http import HttpRequest

from toolbox.kernel.members.me import Me
from toolbox.kernel.vault.circle import Circle


class MemberRequest(HttpRequest):
    """`me` is there on every page for members; `circle` where the address names one of theirs."""

    me: Me
    circle: Circle


def signed_in(request: HttpRequest) -> Me | None:
    """The member of a request, on pages that anybody may open too."""
    return getattr(request, "me", None)
