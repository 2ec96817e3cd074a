"""What they are called, what a search looks at, and how long they are kept."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toolbox.kernel.records.people import Place
from toolbox.kernel.registry.kinds import Kind
from toolbox.tools.needs.records.asks import ENDED, HERE, HIDDEN, JOINED, OPEN, Ask, Who
from toolbox.tools.needs.records.boards import Board
from toolbox.tools.needs.records.offers import Offer


def title_of_ask(ask: Ask) -> str:
    """What it is called in lists: its number and its first words."""
    words = " ".join(ask.words.split())[:60]
    return str(_("Ask %(number)04d")) % {"number": ask.number} + (f": {words}" if words else "")


def title_of_offer(offer: Offer) -> str:
    """What it is called in lists."""
    says = str(_("Offer %(number)04d")) % {"number": offer.number}
    return f"{says}: {offer.who.name}" if offer.who.name else says


def texts_of_who(who: Who | None) -> list[str]:
    """What a search looks at of somebody."""
    return [who.name, *(contact.value for contact in who.contacts)] if who else []


def texts_of_place(place: Place | None) -> list[str]:
    """What a search looks at of a place."""
    return [place.words, place.street, place.zone] if place else []


def texts_of_ask(ask: Ask) -> list[str]:
    """What a search looks at."""
    return [
        f"{ask.number:04d}",
        ask.words,
        *texts_of_who(ask.who),
        *texts_of_who(ask.asked_by),
        *texts_of_place(ask.place),
        *(entry.text for entry in ask.log),
        ask.waits_for,
    ]


def texts_of_offer(offer: Offer) -> list[str]:
    """What a search looks at."""
    return [
        f"{offer.number:04d}",
        offer.words,
        offer.limits,
        *offer.zones,
        *texts_of_who(offer.who),
        *texts_of_place(offer.place),
        *(entry.text for entry in offer.log),
    ]


BOARD = Kind(
    name="needs.board",
    struct=Board,
    says=gettext_lazy("how you work with needs and offers"),
    title=lambda _board: "",
    shelves=(HERE,),
    least=16 * 1024,
)
ASK = Kind(
    name="needs.ask",
    struct=Ask,
    says=gettext_lazy("asks"),
    title=title_of_ask,
    shelves=(OPEN, ENDED, JOINED, HIDDEN),
    ends=frozenset({ENDED, HIDDEN}),
    hidden=frozenset({HIDDEN}),
    keep_days=30,
    begins=gettext_lazy("after it has ended"),
    texts=texts_of_ask,
)
OFFER = Kind(
    name="needs.offer",
    struct=Offer,
    says=gettext_lazy("offers"),
    title=title_of_offer,
    shelves=(OPEN, ENDED, HIDDEN),
    ends=frozenset({ENDED, HIDDEN}),
    hidden=frozenset({HIDDEN}),
    keep_days=30,
    begins=gettext_lazy("after it has ended"),
    texts=texts_of_offer,
)
