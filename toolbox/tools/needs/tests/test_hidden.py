"""What was taken back while a legal paper lies there is hidden; what has ended keeps its day, whoever mends it."""

import pytest
from django.urls import URLPattern, reverse
from django.utils import timezone

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.vault.ids import spell
from toolbox.tools.needs import keeping, table_urls, urls
from toolbox.tools.needs.records import HIDDEN, Ask, Offer
from toolbox.tools.needs.tests.test_promises import is_empty, plums, promised
from toolbox.tools.needs.tests.town import asks, asks_for, board, offers, opened, the_ask, the_offer, written

pytestmark = pytest.mark.django_db


def test_withdrawn_under_a_legal_paper_nobody_works_on_it_and_nobody_sees_it(desk: Desk) -> None:
    rosa, plum = promised(desk)
    held = the_ask(desk)
    sent(desk.alder, desk.at("need", held.id), desk.at("need_copy", held.id))
    again = next(one for one in asks(desk) if one.id != held.id)
    stopping.stop(opened(desk))
    found = coming_back.find(rosa)
    assert found is not None
    assert coming_back.withdraw(found, timezone.now()) is coming_back.Withdrawn.HIDDEN
    shown = words(desk.alder, board(desk)) + words(desk.alder, f"{board(desk)}?show=ended")
    assert "Rosa" not in shown
    there = {one.id: one for one in opened(desk).circle.shelf(Ask, HIDDEN)}
    kept = there[held.id]
    assert kept.value.claim is None
    assert again.id in there, "and so is the same once more"
    assert kept.dies is not None
    assert is_empty(plum)
    assert desk.alder.get(desk.at("need", held.id)).status_code == 404


def test_no_page_knows_what_is_hidden(desk: Desk) -> None:
    ask, offer = asks_for(desk, words="Canary"), offers(desk)
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    held, offered = the_ask(desk), the_offer(desk)
    other = written(desk, "A cot", who=held.value.who)
    carried = hidden(desk.alder, desk.at("need", other.id), desk.at("need_do", other.id))
    stopping.stop(opened(desk))
    for code in (ask, offer):
        found = coming_back.find(code)
        assert found is not None
        coming_back.withdraw(found, timezone.now())
    words(desk.alder, board(desk))
    assert len(opened(desk).circle.shelf(Ask, HIDDEN)) == len(opened(desk).circle.shelf(Offer, HIDDEN)) == 1
    below = {
        one.name: [held.id if name == "need" else offered.id if name == "offer" else other.id for name in names]
        for one in [*urls.urlpatterns, *table_urls.urlpatterns]
        if isinstance(one, URLPattern)
        for names in [list(one.pattern.converters)]
        if {"need", "offer"} & set(names)
    }
    assert len(below) > 20
    for name, numbers in below.items():
        page = reverse(name, args=[desk.group.id, *numbers])
        assert desk.alder.get(page).status_code in {404, 405}, name
        answer = desk.alder.post(page, carried)
        assert answer.status_code in {404, 405, 409}, name
        assert "Canary" not in said(answer), name
    for page in (desk.at("need", other.id), desk.at("need_call", other.id), desk.at("need_together", other.id)):
        assert f"{held.value.number:04d}" not in words(desk.alder, page)
    hits = said(desk.alder.post(desk.at("circle_search"), {**carried, "q": "Canary"}))
    assert f"{held.value.number:04d}" not in hits
    assert spell(held.id) not in hits
    assert len(opened(desk).circle.shelf(Ask, HIDDEN)) == 1


def test_an_ended_offer_that_is_mended_keeps_its_day(desk: Desk) -> None:
    plums(desk)
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    group, held = opened(desk), the_offer(desk)
    ended = keeping.end_offer(group, held, timezone.now())
    assert ended.dies is not None
    page = desk.at("offer_edit", held.id)
    told = {"name": "Plum Tree", "languages": ["es"], "words": "Rides", "skills": ["drive"], "at_once": "1"}
    mended = sent(desk.alder, page, page, **told, version=str(ended.version))
    assert mended.status_code == 302
    kept = opened(desk).circle.get(Offer, held.id)
    assert (kept.value.who.name, kept.dies) == ("Plum Tree", ended.dies)
