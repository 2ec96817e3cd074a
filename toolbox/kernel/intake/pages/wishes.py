"""What somebody wants to see of the inbox. Addresses hold numbers and languages: no name stands in one."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from toolbox.kernel.intake.records import DONE, HANDED, HIDDEN, SPAM, Submission
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell, unspelled

WAITING = ""
NEWS = "news"
MINE = "mine"
OPEN_ONES = "open"
SOLVED = "solved"
ENDED = {"done": (DONE, HANDED), "spam": (SPAM,), "hidden": (HIDDEN,)}
SHOWS = (WAITING, NEWS, MINE, OPEN_ONES, SOLVED, *ENDED)
NOBODY = "nobody"
ANY = "any"
MOST_QUERY = 200  # characters


class Wish(NamedTuple):
    """A tab, what it is narrowed down to, words to look for, and the page."""

    show: str = WAITING
    form: int = 0  # a mailbox
    language: str = ""
    holder: str = ""  # a member as they are spelled, or `NOBODY`
    words: str = ""
    page: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether something may be left out."""
        return bool(self.form or self.language or self.holder)

    def query(self, **changes: str) -> str:
        """What stands behind the address; words never do."""
        parts = {
            "show": self.show,
            "form": spell(self.form) if self.form else "",
            "language": self.language,
            "holder": self.holder,
        }
        found = urlencode([(name, value) for name, value in {**parts, **changes}.items() if value])
        return f"?{found}" if found else ""


def wish_of(request: HttpRequest) -> Wish:
    """What a request asks for; what makes no sense is left out."""
    given: QueryDict = request.POST if request.method == "POST" else request.GET
    show = given.get("show", "")
    holder = given.get("holder", "")
    language = given.get("language", "")
    return Wish(
        show=show if show in SHOWS else WAITING,
        form=unspelled(given.get("form", "")),
        language=language if len(language) <= 35 and language.replace("-", "").isalnum() else "",
        holder=holder if holder == NOBODY or unspelled(holder) else "",
        words=" ".join(request.POST.get("q", "").split())[:MOST_QUERY],
        page=given.get("page", ""),
    )


def numbers(spelled: list[str]) -> list[int]:
    """The numbers of what was ticked, each once."""
    return list(dict.fromkeys(one for one in map(unspelled, spelled) if one))


def fits(wish: Wish, language: str, mailbox: int, holder: int = 0) -> bool:
    """Whether something is not left out."""
    held_by = {"": True, NOBODY: not holder}.get(wish.holder, holder == unspelled(wish.holder))
    return wish.form in {0, mailbox} and wish.language in {"", language} and held_by


def of_open(wish: Wish, held: Held[Submission], me: int) -> bool:
    """Whether an open record stands in a tab."""
    match wish.show:
        case "news":
            return held.value.news
        case "mine":
            return held.value.holder == me
        case "solved":
            return held.value.solved is not None
    return True
