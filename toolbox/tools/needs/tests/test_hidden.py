"""What was taken back while a legal paper lies there is hidden; what has ended keeps its day, whoever mends it."""

import pytest
from django.utils import timezone

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.tests.desk import Desk, sent, words
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import HIDDEN, Ask, Offer
from toolbox.tools.needs.tests.test_promises import is_empty, plums, promised
from toolbox.tools.needs.tests.town import asks, board, opened, the_ask, the_offer

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
    kept = opened(desk).circle.get(Ask, held.id)
    assert (kept.shelf, kept.value.claim) == (HIDDEN, None)
    assert opened(desk).circle.get(Ask, again.id).shelf == HIDDEN, "and so is the same once more"
    assert kept.dies is not None
    assert is_empty(plum)
    assert desk.alder.get(desk.at("need", held.id)).status_code == 404


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
