"""What somebody wants to see of the offers. Addresses hold numbers only: no name and no place stands in one."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest

from toolbox.kernel.records.searching import matches
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import ENDED, OPEN, Offer, texts_of_offer

SHOWS = ("", "news", "ended")
MOST_QUERY = 200  # characters


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

    def query(self, **changes: str) -> str:
        """What stands behind the address; words never do."""
        parts = {"show": self.show, "skill": str(self.skill or "")}
        found = urlencode([(name, value) for name, value in {**parts, **changes}.items() if value])
        return f"?{found}" if found else ""


def wish_of(request: HttpRequest) -> OfferWish:
    """What a request asks for; what makes no sense is left out."""
    given = request.POST if request.method == "POST" else request.GET
    show, skill = given.get("show", ""), given.get("skill", "")
    return OfferWish(
        show=show if show in SHOWS else "",
        skill=int(skill) if skill.isascii() and skill.isdecimal() and len(skill) < 4 else 0,
        words=" ".join(request.POST.get("q", "").split())[:MOST_QUERY],
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
