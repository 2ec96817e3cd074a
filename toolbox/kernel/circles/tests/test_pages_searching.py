"""Somebody on a phone looks for the lawyer's number."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.people import browser, circle, somebody
from toolbox.kernel.circles.pages.searching import LONGEST, MOST, everywhere
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.registry.tools import Hit, Tool
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.tests.slips import SLIP, Slip

pytestmark = pytest.mark.django_db


def _search(opened: Circle, words: str) -> Iterator[Hit]:
    for held in opened.search(words, Slip):
        yield Hit(held.title, "circle", (opened.id,), held.value.words)


SLIPS = Tool("slips", "Slips", "Slips of paper", "", "circle", (SLIP,), search=_search)
MUTE = Tool("mute", "Mute", "Has no search", "", "circle", ())


def test_each_tool_is_asked_and_what_it_found_has_an_address() -> None:
    alder = circle(somebody())
    alder.circle.put(Slip("lawyer 555 0142"), "open")
    alder.circle.put(Slip("groceries"), "open")
    (found,) = everywhere([MUTE, SLIPS], alder.circle, "LAWYER 5550142")
    assert found.tool == "Slips"
    (line,) = found.lines
    assert (line.excerpt, line.url) == ("lawyer 555 0142", reverse("circle", args=[alder.id]))
    assert not found.more


def test_of_many_the_first_are_shown_and_it_says_so() -> None:
    alder = circle(somebody())
    with alder.circle.change() as box:
        from toolbox.kernel.vault.held import new

        box.put(*(new(Slip(f"apples {number}"), "open") for number in range(MOST + 2)))
    (found,) = everywhere([SLIPS], alder.circle, "apples")
    assert len(found.lines) == MOST
    assert found.more


def test_the_page_teaches_answers_and_keeps_what_was_typed() -> None:
    alder = circle(somebody())
    address = reverse("circle_search", args=[alder.id])
    page = browser(alder.me)
    assert 'method="post"' in page.get(address).content.decode()
    answer = send(page, address, words="zzyzx")
    assert "Nothing was found" in answer.content.decode()
    assert 'value="zzyzx"' in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "Type a word" in send(page, address, words=" ").content.decode()
    assert "too long" in send(page, address, words="a" * (LONGEST + 1)).content.decode()


def test_words_in_an_address_are_not_looked_for() -> None:
    alder = circle(somebody())
    page = browser(alder.me).get(reverse("circle_search", args=[alder.id]), {"words": "lawyer", "q": "lawyer"})
    assert 'value="lawyer"' not in page.content.decode()
    assert "Nothing was found" not in page.content.decode()
