"""Proposals with reasons: one ask, one offer, the whole board; a person chooses, and nobody is told anything."""

import html
import re

import pytest
from django.utils import timezone

from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.records.people import Place
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import Came, Offer, Who
from toolbox.tools.needs.tests.town import asks, board, opened, the_ask, written

pytestmark = pytest.mark.django_db


def offered(desk: Desk, name: str, *can: str, **more: object) -> Held[Offer]:
    offer = Offer(came=timezone.now(), source=Came.PHONE, number=0, who=Who(name=name), can=can, **more)  # type: ignore[arg-type]
    return keeping.begin_offer(opened(desk), offer)


def test_who_fits_stands_there_with_the_reasons_and_is_chosen_with_one_press(desk: Desk) -> None:
    held = written(desk, "Bread", wants=("groceries",), place=Place(zone="North"))
    offered(desk, "Cook", "cook")
    plum = offered(desk, "Plum", "drive", zones=("North",))
    page = words(desk.alder, desk.at("need_who", held.id))
    assert "goes to North" in page
    assert "carries nothing just now" in page
    assert "Cook" not in page.split("<main")[1].split("</main>")[0]
    answer = sent(desk.alder, desk.at("need_who", held.id), desk.at("need_choose", held.id), offer=spell(plum.id))
    assert answer.status_code == 302
    claim = the_ask(desk).value.claim
    assert claim is not None
    assert (claim.offer, claim.name, claim.agreed, claim.asked) == (plum.id, "Plum", False, False)
    assert "chosen, not asked yet" in words(desk.birch, f"{board(desk)}?show=chosen")
    token = hidden(desk.birch, desk.at("need", held.id), desk.at("need_do", held.id))
    answer = desk.birch.post(desk.at("need_choose", held.id), {**token, "offer": spell(plum.id)})
    assert "Somebody was quicker" in said(answer)


def test_nobody_is_proposed_where_only_words_say_what_is_needed(desk: Desk) -> None:
    held = written(desk, "My mother, and the landlord")
    offered(desk, "Plum", "drive")
    page = words(desk.alder, desk.at("needs_fill"))
    assert "Nobody fits what is left." in page
    found = re.search(r'<a href="([^"]+)">1 ask says only in words', page)
    assert found is not None
    listed = words(desk.alder, html.unescape(found[1]))
    assert desk.at("need", held.id) in listed
    other = written(desk, "Bread", wants=("groceries",))
    assert desk.at("need", other.id) not in words(desk.alder, html.unescape(found[1]))


def test_there_is_no_tick_where_anybody_could_do_it(desk: Desk) -> None:
    first, second = written(desk, "Bread", wants=("groceries",)), written(desk, "A letter", wants=("other",))
    offered(desk, "Plum", "drive"), offered(desk, "Quince", "cook")
    page = words(desk.alder, desk.at("needs_fill"))
    ticks = dict(re.findall(r'name="pair" value="([^-]+)-[^"]+"( checked)?', page))
    assert ticks == {spell(first.id): " checked", spell(second.id): ""}
    assert "There is no tick where" in page


def test_what_somebody_could_do(desk: Desk) -> None:
    written(desk, "Bread", wants=("groceries",))
    written(desk, "A letter", wants=("interpret",))
    plum = offered(desk, "Plum", "drive")
    page = words(desk.alder, desk.at("offer_what", plum.id))
    assert "Groceries" in page
    assert "Interpreting" not in page


def test_the_board_is_filled_with_what_somebody_leaves_ticked(desk: Desk) -> None:
    assert "Every ask has somebody." in words(desk.alder, desk.at("needs_fill"))
    first = written(desk, "Bread", wants=("groceries",), place=Place(zone="North"))
    second = written(desk, "A letter", wants=("interpret",))
    plum, quince = offered(desk, "Plum", "drive", zones=("North",)), offered(desk, "Quince", "interpret")
    page = words(desk.alder, desk.at("needs_fill"))
    assert "Together 2 can be done" in page
    pairs = [f"{spell(first.id)}-{spell(plum.id)}", f"{spell(second.id)}-{spell(quince.id)}"]
    assert all(pair in page for pair in pairs)
    answer = sent(desk.alder, desk.at("needs_fill"), pair=pairs[:1])
    assert "1 was chosen." in said(answer)
    claims = {held.id: held.value.claim for held in asks(desk)}
    assert claims[second.id] is None, "what was not ticked is not chosen"
    answer = sent(desk.birch, desk.at("needs_fill"), pair=pairs[:1])
    assert "1 was not free any more." in said(answer)


def test_who_rests_or_has_enough_is_not_proposed(desk: Desk) -> None:
    held = written(desk, "Bread", wants=("groceries",))
    offered(desk, "Plum", "drive", rest_until=timezone.localdate())
    page = words(desk.alder, desk.at("need_who", held.id))
    assert "Nobody who offers something fits just now." in page
