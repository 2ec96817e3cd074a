"""Somebody answers the hotline at night: looks at what waits, takes the next one, sorts out the rest."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from tests.people import again, browser, circle, somebody
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.intake import boxes, codes, finding
from toolbox.kernel.intake.acts import coming_back, sending, taking
from toolbox.kernel.intake.acts.sending import Filled
from toolbox.kernel.intake.models import Envelope, Receipt
from toolbox.kernel.intake.questions import Ask
from toolbox.kernel.intake.records import DONE, OPEN, SPAM
from toolbox.kernel.intake.tests.desk import Desk, desk, hidden, said, sent, words
from toolbox.kernel.intake.tests.mail import answer, photo, sends
from toolbox.kernel.vault.ids import new_id, spell

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.timedelta(days=28)


@pytest.fixture
def night(db: None) -> Desk:
    return desk()


def asks(night: Desk, language: str, what: str, hours: int = 0) -> None:
    """Somebody fills in the form in a language, some hours ago."""
    filled = Filled("Groceries", "words", language, (answer("what", what),))
    assert sending.send(night.mailbox, codes.new("en"), filled, timezone.now() - datetime.timedelta(hours=hours))


def full(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    """Answer every write as a disk without room does."""
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        raise OperationalError("database or disk is full")
    return execute(sql, *rest)


def test_a_circle_without_a_form_is_told_what_this_is() -> None:
    own = circle(somebody())
    page = words(browser(again(own.me)), f"/c/{spell(own.id)}/inbox/")
    assert "This circle has no public form yet." in page
    assert "Next one" not in page


def test_what_waits_stands_there_oldest_first(night: Desk) -> None:
    assert "Nothing waits." in words(night.alder, night.at("inbox"))
    asks(night, "es", "Pan y leche", hours=2)
    asks(night, "en", "Rice", hours=5)
    sends(night.mailbox, answer("what", "Diapers"), answer("photo", files=(photo(),)))
    page = words(night.alder, night.at("inbox"))
    assert [page.index(what) for what in ("Rice", "Pan y leche", "Diapers")] == sorted(
        page.index(what) for what in ("Rice", "Pan y leche", "Diapers")
    )
    assert "3 things wait, unread." in page
    assert "<bdi>Español</bdi>" in page
    assert "1 file" in page
    assert "will be destroyed unread" not in page, "there is time"


def test_what_will_soon_be_destroyed_says_so(night: Desk) -> None:
    sends(night.mailbox, now=timezone.now() - LONG_AGO)
    assert "will be destroyed unread on" in words(night.alder, night.at("inbox"))


def test_while_a_legal_paper_stops_it_nothing_is_said_to_be_destroyed(night: Desk) -> None:
    sends(night.mailbox, now=timezone.now() - LONG_AGO)
    warning = "1 of them will soon be destroyed unread."
    assert warning in [due.says for due in finding.waiting(night.group, timezone.now())]
    stopping.stop(night.group)
    assert [due.says for due in finding.waiting(night.group, timezone.now())] == ["1 thing waits in the inbox."]
    assert "will be destroyed unread" not in words(night.alder, night.at("inbox"))


def test_somebody_reads_it_and_takes_it_in(night: Desk) -> None:
    asking = (
        answer("what", "Bread <b>and</b> milk"),
        answer("phone", "+12025550143", ask=Ask.PHONE),
        answer("mail", "rosa@example.org", ask=Ask.MAIL),
        answer("spoken", "quc", "es", ask=Ask.LANGUAGE),
        answer("by", "2026-11-30", ask=Ask.DAY),
    )
    sends(night.mailbox, *asking)
    (envelope,) = night.waiting()
    page = words(night.alder, night.at("inbox_new", envelope))
    assert '<a class="line-link" href="tel:+1-202-555-0143"><bdi dir="ltr">+1 202-555-0143</bdi></a>' in page
    assert '<bdi dir="ltr">rosa@example.org</bdi>' in page
    assert "Español" in page
    assert "30 November 2026" in page
    assert "Bread &lt;b&gt;" in night.alder.get(night.at("inbox_new", envelope)).content.decode()
    assert Envelope.objects.count() == 1, "reading changes nothing"
    took = sent(night.alder, night.at("inbox_new", envelope), night.at("inbox_take", envelope), do="take")
    assert took.url == night.at("inbox_item", night.one().id)
    assert night.one().value.holder == 0
    assert "Nobody looks after it." in words(night.birch, took.url)


def test_somebody_else_was_quicker(night: Desk) -> None:
    sends(night.mailbox)
    (envelope,) = night.waiting()
    page, take = night.at("inbox_new", envelope), night.at("inbox_take", envelope)
    birchs = hidden(night.birch, page, take)
    sent(night.alder, page, take)
    late = night.birch.post(take, birchs)
    assert late.status_code == 404
    assert "This is not here any more" in said(late)
    assert "This is not here any more" in said(night.birch.get(page))
    assert len(night.open()) == 1


def test_the_next_one_is_the_oldest_in_my_languages_and_mine_at_once(night: Desk) -> None:
    asks(night, "es", "Pan", hours=9)
    asks(night, "en", "Rice", hours=3)
    asks(night, "en", "Beans", hours=1)
    took = sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    first = night.one()
    assert took.url == night.at("inbox_item", first.id)
    assert first.value.answers[0].values == ("Rice",)
    assert "You look after it." in words(night.alder, took.url)
    assert "Looked after by <bdi>Alder</bdi>." in words(night.birch, took.url)
    sent(night.birch, night.at("inbox"), night.at("inbox_next"))
    assert [held.value.answers[0].values for held in night.open()] == [("Rice",), ("Beans",)]
    left = sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    assert left.status_code == 409
    assert "Nothing that nobody looks after is in these languages: English." in said(left)
    assert f'href="{night.at("inbox")}?show=open"' in said(left), "its links lead to the inbox, not behind this address"
    token = re.search(r'name="token" value="([0-9a-f]+)"', left.content.decode())
    assert token is not None
    night.alder.post(night.at("inbox_next"), {"token": token[1], "language": "any"})
    assert night.open()[0].value.holder == night.group.me.id
    again_ = sent(night.alder, night.at("inbox_item", night.open()[0].id), night.at("inbox_next"), language="any")
    assert "Nothing is left" in said(again_)


def test_the_next_one_is_also_what_was_taken_in_and_let_lie(night: Desk) -> None:
    asks(night, "en", "Rice", hours=9)
    asks(night, "en", "Beans", hours=1)
    (oldest, _newer) = night.waiting()
    sent(night.birch, night.at("inbox_new", oldest), night.at("inbox_take", oldest))
    took = sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    assert took.url == night.at("inbox_item", night.one().id)
    assert night.one().value.holder == night.group.me.id
    assert len(night.waiting()) == 1


def test_narrowed_down_by_language_and_form(night: Desk) -> None:
    asks(night, "es", "Pan")
    asks(night, "en", "Rice")
    spanish = words(night.alder, night.at("inbox") + "?language=es")
    assert ("Pan" in spanish, "Rice" in spanish) == (True, False)
    assert "Rice" not in words(night.alder, f"{night.at('inbox')}?form={spell(new_id())}")
    assert "Rice" in words(night.alder, f"{night.at('inbox')}?form={spell(night.mailbox)}")
    page = night.at("inbox") + "?language=es"
    carried = hidden(night.alder, page, night.at("inbox_next"))
    assert carried["language"] == "es"
    night.alder.post(night.at("inbox_next"), carried)
    assert night.one().value.language == "es"


def test_fifty_a_page(night: Desk) -> None:
    for number in range(52):
        asks(night, "en", f"Bag {number:02}", hours=100 - number)
    first = words(night.alder, night.at("inbox"))
    assert ("Bag 49" in first, "Bag 50" in first) == (True, False)
    assert f'href="{night.at("inbox")}?page=2"' in first
    second = words(night.alder, night.at("inbox") + "?page=2")
    assert ("Bag 49" in second, "Bag 51" in second) == (False, True)


def test_one_thing_taken_in_is_one_touch_away(night: Desk) -> None:
    asks(night, "en", "Rice")
    asks(night, "en", "Beans")
    page, several = night.at("inbox"), night.at("inbox_several")
    took = said(sent(night.alder, page, several, row=[spell(night.waiting()[0])], do="take"))
    link = f'<a href="{night.at("inbox_item", night.one().id)}">Look at it</a>'
    assert f"1 thing was taken in. {link}" in took
    spam = said(sent(night.alder, page, several, row=[spell(night.waiting()[0])], do="spam"))
    assert "Look at it</a>" not in spam


def test_several_at_once(night: Desk) -> None:
    for what in ("Rice", "Beans", "Cheap watches", "Casino"):
        asks(night, "en", what)
    rice, beans, watches, casino = (spell(one) for one in night.waiting())
    page, several = night.at("inbox"), night.at("inbox_several")
    took = sent(night.alder, page, several, row=[rice, beans], do="take")
    assert "2 things were taken in." in said(took)
    assert len(night.open()) == 2
    assert "1 was not there any more." in said(sent(night.alder, page, several, row=[rice, watches], do="spam"))
    assert len(night.open(SPAM)) == 1
    asked = sent(night.alder, page, several, row=[casino], do="ask")
    assert "Destroy 1 thing unread?" in said(asked)
    assert len(night.waiting()) == 1, "asking destroys nothing"
    token = hidden(night.alder, page, several)
    gone = night.alder.post(several, {**token, "row": [casino], "do": "destroy"})
    assert "1 thing was destroyed." in said(gone)
    assert night.waiting() == []


def test_nothing_ticked(night: Desk) -> None:
    asks(night, "en", "Rice")
    answer_ = sent(night.alder, night.at("inbox"), night.at("inbox_several"), do="take")
    assert answer_.status_code == 409
    assert "Tick something first." in said(answer_)


def test_destroyed_unread_after_asking(night: Desk) -> None:
    code = sends(night.mailbox, answer("photo", files=(photo(),)))
    back = coming_back.find(code)
    assert back is not None
    coming_back.write_more(back, "Please call.", new_id(), timezone.now())
    (envelope,) = night.waiting()
    page = night.at("inbox_new_destroy", envelope)
    assert "Destroy this unread?" in words(night.alder, page)
    assert sent(night.alder, page).url == night.at("inbox")
    assert Envelope.objects.count() == 0, "with what was added"
    assert Receipt.objects.count() == 1, "whoever sent it can still read that nobody took it in"


def test_under_a_legal_paper_nothing_is_destroyed(night: Desk) -> None:
    asks(night, "en", "Rice")
    (envelope,) = night.waiting()
    several = night.at("inbox_several")
    carried = hidden(night.alder, night.at("inbox_new_destroy", envelope), night.at("inbox_new_destroy", envelope))
    stopping.stop(night.group)
    asked = night.alder.get(night.at("inbox_new_destroy", envelope))
    assert "A legal paper came: nothing is destroyed before" in said(asked)
    assert "Destroy it</button>" not in said(asked)
    for address, do in ((night.at("inbox_new_destroy", envelope), ""), (several, "destroy")):
        refused = night.alder.post(address, {**carried, "row": [spell(envelope)], "do": do})
        assert refused.status_code == 409
        assert "A legal paper came: nothing is destroyed before" in said(refused)
    assert night.at("inbox_new_destroy", envelope) not in words(night.alder, night.at("inbox_new", envelope))
    assert len(night.waiting()) == 1


def test_words_are_looked_for_without_standing_in_an_address(night: Desk) -> None:
    asks(night, "en", "Bread for Rosa Invented")
    asks(night, "en", "Rice")
    (first, _second) = night.waiting()
    taking.take(night.group, taking.one(boxes.boxes(night.group.circle), first), timezone.now())
    for what, found in (("rosa", "Bread for Rosa Invented"), ("rice", "Rice")):
        page = said(sent(night.alder, night.at("inbox"), night.at("inbox"), q=what))
        assert found in page
        assert "1 thing has these words." in page
        assert f"={what}" not in page.lower()
    assert "Nothing has all of these words." in said(sent(night.alder, night.at("inbox"), night.at("inbox"), q="coal"))


def test_what_sends_more_and_solved_stand_in_tabs_of_their_own(night: Desk) -> None:
    code = sends(night.mailbox, answer("what", "Rice"))
    sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    back = coming_back.find(code)
    assert back is not None
    coming_back.say_solved(back, "Thank you all.", new_id(), timezone.now())
    page = words(night.birch, night.at("inbox"))
    assert "They wrote since (1)" in page
    assert "They say it is solved (1)" in page
    for show in ("news", "solved", "open"):
        assert "Rice" in words(night.birch, f"{night.at('inbox')}?show={show}")
    assert "Rice" not in words(night.birch, f"{night.at('inbox')}?show=mine")
    assert "Rice" in words(night.alder, f"{night.at('inbox')}?show=mine")
    assert "Rice" not in words(night.alder, f"{night.at('inbox')}?show=open&holder=nobody")
    desk_ = words(night.alder, "/desk/")
    assert "1 person wrote more." in desk_
    assert "You look after 1 of what was sent." in desk_


def test_words_about_something_that_is_gone_are_not_lost(night: Desk) -> None:
    code = sends(night.mailbox, answer("what", "Rice"))
    sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    held = night.one()
    sent(night.alder, night.at("inbox_destroy", held.id))
    assert night.open(OPEN, DONE) == []
    back = coming_back.find(code)
    assert back is not None
    coming_back.write_more(back, "Are you still there?", new_id(), timezone.now())
    page = words(night.alder, night.at("inbox"))
    assert "Somebody wrote more" in page
    assert "Are you still there?" in page
    sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    assert night.one().value.said[0].text == "Are you still there?"
    assert night.one().title == "Are you still there?"


@pytest.mark.django_db(transaction=True)  # as on a server: no transaction round each request
def test_a_full_disk_keeps_the_inbox_open(night: Desk) -> None:
    code = sends(night.mailbox, answer("what", "Rice"))
    sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    back = coming_back.find(code)
    assert back is not None
    coming_back.write_more(back, "And onions.", new_id(), timezone.now())

    with connection.execute_wrapper(full):
        assert "Rice" in words(night.alder, night.at("inbox") + "?show=open")
    assert "wrote since" in words(night.alder, night.at("inbox") + "?show=open")


def test_one_broken_envelope_hides_no_other(night: Desk) -> None:
    asks(night, "en", "Rice")
    asks(night, "en", "Beans")
    Envelope.objects.filter(pk=night.waiting()[0]).update(body=b"scratched")
    page = words(night.alder, night.at("inbox"))
    assert "Beans" in page
    assert "1 thing that was sent does not open" in page


def test_so_much_waits_that_some_is_not_opened_yet(night: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_OPENED", 3)
    for number in range(5):
        asks(night, "en", f"Bag {number}")
    page = words(night.alder, night.at("inbox"))
    assert "2 things are not shown yet" in page
    assert "Unread (5)" in page


def test_the_desk_does_not_open_more_than_it_must(night: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for what in ("Rice", "Beans"):
        asks(night, "en", what)
        sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    assert "You look after 2 of what was sent." in words(night.alder, "/desk/")
    monkeypatch.setattr(finding, "MOST_OPENED", 1)
    page = words(night.alder, "/desk/")
    assert "2 things of the inbox are open." in page
    assert f"{night.at('inbox')}?show=open" in page


def test_whoever_opens_it_sees_what_was_added_since(night: Desk) -> None:
    code = sends(night.mailbox, answer("what", "Rice"))
    back = coming_back.find(code)
    assert back is not None
    coming_back.write_more(back, "The bell is broken.", new_id(), timezone.now())
    coming_back.say_solved(back, "A neighbour came.", new_id(), timezone.now())
    assert "says it is solved" in words(night.alder, night.at("inbox"))
    page = words(night.alder, night.at("inbox_new", night.waiting()[0]))
    for part in ("The bell is broken.", "A neighbour came.", "Whoever sent this says that it is solved."):
        assert part in page


def test_the_search_of_the_circle_finds_what_waits_too(night: Desk) -> None:
    asks(night, "en", "Bread for Rosa Invented")
    page = night.at("circle_search")
    found = said(sent(night.alder, page, words="rosa invented"))
    assert night.at("inbox_new", night.waiting()[0]) in found
