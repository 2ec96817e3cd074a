"""What somebody wants to see of the offers. Addresses hold numbers only: no name and no place stands in one."""

from typing import NamedTuple

from django.http import HttpRequest

from toolbox.kernel.records.searching import matches
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import ENDED, OPEN, Offer, texts_of_offer
from toolbox.tools.needs.wishes import fields_of, number, query_of, words_of

SHOWS = ("", "news", "ended")


class OfferWish(NamedTuple):
    """A tab, who can do what, words to look for, and the page."""

    show: str = ""
    skill: int = 0  # the place of a skill on the board, counted from 1
    words: str = ""
    page: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether something may be left out."""
        return bool(self.skill) or self.show == "news"

    @property
    def parts(self) -> dict[str, str]:
        """What an address may hold: no words, and not the page."""
        return {"show": self.show, "skill": str(self.skill or "")}

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What a form carries on: the same, and the words."""
        return fields_of(self.parts, self.words)

    def query(self, **changes: str) -> str:
        """What stands behind the address; words never do."""
        return query_of({**self.parts, **changes})


def wish_of(request: HttpRequest) -> OfferWish:
    """What a request asks for; what makes no sense is left out."""
    given = request.POST if request.method == "POST" else request.GET
    show = given.get("show", "")
    return OfferWish(
        show=show if show in SHOWS else "",
        skill=number(given.get("skill", "")),
        words=words_of(request),
        page=given.get("page", ""),
    )


def found(circle: Circle, wish: OfferWish) -> list[Held[Offer]]:
    """The offers of a wish, the oldest first."""
    there = circle.shelf(Offer, ENDED if wish.show == "ended" else OPEN)
    if wish.show == "news":
        there = [held for held in there if held.value.news]
    if wish.words:
        test = matches(wish.words)
        there = [held for held in there if test("\n".join(texts_of_offer(held.value)))]
    skills = keeping.board_of(circle).value.skills
    if 0 < wish.skill <= len(skills):
        there = [held for held in there if skills[wish.skill - 1].name in held.value.can]
    return sorted(there, key=lambda held: (held.value.came, held.id))
