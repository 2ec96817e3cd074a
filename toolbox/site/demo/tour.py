"""A walk through the invented town, in eleven stops. There only while every page says that the town is invented."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toolbox.kernel.registry.audience import public


class Stop(NamedTuple):
    """Where to go, as whom, and what to try."""

    title: str
    tries: str
    goes: str  # what the link says
    url: str
    handle: str = ""  # of whoever signs in; nobody where it is empty


def stops() -> Iterator[Stop]:
    """The eleven, in the language of the page."""
    in_, desk = _("Sign in"), reverse("sign_in")
    yield Stop(
        _("You are hungry, and you have an old phone"),
        _(
            "Ask the Saturday Table for groceries. You need no account and no name. "
            "At the end you get seven words: write them down."
        ),
        _("I need support"),
        reverse("support"),
    )
    yield Stop(
        _("You come back with seven words"),
        _(
            "Type the words that you wrote down, or those of a receipt in the terminal: one has an answer, "
            "one was handed on to another group. Write something more. Then withdraw it, and look for it again."
        ),
        _("I have a receipt"),
        reverse("receipt"),
    )
    yield Stop(
        _("You are the hotline tonight"),
        _(
            "Open the bail fund, then its inbox, and press “Next one”. Cover a word that nobody needs, and answer, as "
            "briefly as at midnight. Find what the others already look after, and print it, one slip each."
        ),
        in_,
        desk,
        "sorrel",
    )
    yield Stop(
        _("Two hundred calls wait, and six of you are there"),
        _(
            "Open the Saturday Table, then “Needs and offers”. Begin your shift, make a practice call, press “Next "
            "call”. Find somebody who could drive, and ask them. Fill the whole board. Then the power goes: make the "
            "packet, and count it back in."
        ),
        in_,
        desk,
        "ibis",
    )
    yield Stop(
        _("Most of your neighbours speak Spanish"),
        _(
            "Your pages are in Spanish. In the inbox of the tenants somebody sent a photo of a paper from their door. "
            "Take it in, answer, and hand it to somebody of your circle."
        ),
        in_,
        desk,
        "colibri",
    )
    yield Stop(
        _("Too much comes in"),
        _(
            "Open the Saturday Table, then its public page. Pause a form, say honestly why, and look at it as a "
            "stranger would. Print the poster. Then let the form go on."
        ),
        in_,
        desk,
        "tansy",
    )
    yield Stop(
        _("You keep the list"),
        _(
            "Same person, same circle: “The list”. Make an entry of what somebody suggested. Ask somebody who told "
            "how it went whether exactly this text may be published; one has said yes already, one thinks about it."
        ),
        in_,
        desk,
        "tansy",
    )
    yield Stop(
        _("You keep the books"),
        _(
            "Open the bail fund, and the note about money. Save the file, change a number in the note, and look at its "
            "earlier versions. Then find out what is late in the project about sitting in the second row."
        ),
        in_,
        desk,
        "heron",
    )
    yield Stop(
        _("You want to begin something"),
        _(
            "Answer three questions, choose a kit, print its booklet. Then sign in, start it in a circle of yours, "
            "take a job, and tick the first step."
        ),
        _("We want to start something"),
        reverse("start"),
        "kestrel",
    )
    yield Stop(
        _("One of you was arrested"),
        _(
            "Plover is frozen and cannot sign in. In Dusk Patrol, under “People”, you are the second voice that brings "
            "them back. Two shares of the three envelopes, printed in the terminal, open the Saturday Table without a "
            "phone: try that too, without signing in."
        ),
        in_,
        desk,
        "juniper",
    )
    yield Stop(
        _("A legal paper came, and somebody is at the door"),
        _(
            "In the circle of the tenants nothing is destroyed now: read what that means. Then press “Lock and leave”, "
            "and try to come back with the button of your browser."
        ),
        in_,
        desk,
        "mallow",
    )


@public
@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """The walk; nowhere but in an invented town."""
    if not settings.DEMO:
        raise Http404
    return render(request, "site/tour.html", {"stops": list(stops())})
