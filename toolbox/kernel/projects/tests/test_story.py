"""Two people put a page with a form on the toolbox; a stranger finds it, asks, and it is taken off again."""

import re

import pytest
from django.test import Client

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles.acts import ending, rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.intake.models import Envelope, Mailbox
from toolbox.kernel.intake.tests.mail import inbox
from toolbox.kernel.projects import doors
from toolbox.kernel.projects.models import PublicForm, PublicPage
from toolbox.kernel.projects.records import Door
from toolbox.kernel.projects.tests.street import at, begun, draft, fresh, published, text

pytestmark = pytest.mark.django_db


def test_nothing_is_public_until_somebody_publishes_it(two: Group, me: Client, client: Client) -> None:
    assert "Strangers see nothing of you yet" in text(me, at(two, "public_page"))
    begun(two, me)
    assert (PublicPage.objects.count(), PublicForm.objects.count()) == (0, 0)
    assert client.get("/at/saturday-table/").status_code == 404
    assert "We share" in text(me, at(two, "page_preview"))
    assert "Everybody, friend or not" in text(me, at(two, "page_publish")).replace("everybody", "Everybody")
    send(me, at(two, "page_publish"))
    page = text(client, "/at/saturday-table/")
    assert "<strong>food</strong>" in page
    assert "Saturdays, 10 to 1" in page
    assert 'href="tel:+1-202-555-0143"' in page
    assert "Mesa del sábado" in text(client, "/es/at/saturday-table/")


def test_a_stranger_asks_and_only_the_circle_reads_it(two: Group, me: Client, client: Client) -> None:
    published(two, me)
    path = "/at/saturday-table/i-need-groceries/"
    shown = text(client, path)
    assert "2 people read this" in shown
    carried = re.search('name="carried" value="([^"]+)"', shown)
    assert carried is not None
    fields = {"q-what": ["groceries"], "q-place": "Alder and 5th", "q-reach": "code"}
    answer = client.post(path, {**fields, "carried": carried[1], "do": "send", "whole": "1"})
    assert "It is sent" in answer.content.decode()
    assert Envelope.objects.count() == 1
    (waiting,) = inbox(fresh(two)).waiting
    assert {one.question: one.values for one in waiting.sent.answers}["place"] == ("Alder and 5th",)


def test_behind_the_doors_stand_the_forms_that_are_open(two: Group, me: Client, client: Client) -> None:
    assert "I need groceries" not in text(client, "/support/")
    published(two, me)
    assert "I need groceries" in text(client, "/support/")
    assert "Necesito víveres" in text(client, "/es/support/")
    assert "Saturday Table" in text(client, "/")
    send(me, at(two, "public_page"), do="pause", form="i-need-groceries")
    assert doors.open_forms(Door.SUPPORT, "en") == []
    assert "takes nothing in just now" in text(client, "/at/saturday-table/i-need-groceries/")
    send(me, at(two, "public_page"), do="go-on", form="i-need-groceries")
    assert len(doors.open_forms(Door.SUPPORT, "en")) == 1


def test_off_in_one_step_and_on_again(two: Group, me: Client, client: Client) -> None:
    mailbox = published(two, me)
    send(me, at(two, "public_page"), do="off")
    assert client.get("/at/saturday-table/").status_code == 404
    assert client.get("/at/saturday-table/i-need-groceries/").status_code == 404
    assert Mailbox.objects.filter(pk=mailbox).exists(), "receipts that are out there go on working"
    send(me, at(two, "page_publish"))
    assert client.get("/at/saturday-table/").status_code == 200


def test_changes_are_public_when_they_are_published(two: Group, me: Client, client: Client) -> None:
    mailbox = published(two, me)
    version = str(draft(two).version)
    send(
        me,
        at(two, "page_form_words", mailbox),
        title="Food",
        never="your papers\nyour rent",
        door="support",
        days="2",
        version=version,
    )
    assert "We never ask" in text(me, at(two, "page_form", mailbox))
    assert "I need groceries" in text(client, "/at/saturday-table/")
    assert "not public yet" in text(me, at(two, "public_page"))
    send(me, at(two, "page_publish"))
    assert "Food" in text(client, "/at/saturday-table/")


def test_questions_are_added_moved_changed_and_taken_away(two: Group, me: Client) -> None:
    mailbox = begun(two, me)
    page, version = at(two, "page_form", mailbox), draft(two).version
    send(
        me,
        at(two, "page_question_new", mailbox),
        says="Which day?",
        says_es="¿Qué día?",
        ask="choice",
        choices="Saturday\nSunday",
        choices_es="Sábado\nDomingo",
        only_if="what:groceries",
        version=str(version),
    )
    added = draft(two).value.forms[0].asking.form.questions[-1]
    assert [choice.says.es for choice in added.choices] == ["Sábado", "Domingo"]
    assert added.only_if is not None
    send(me, page, do="up", question=added.name)
    assert draft(two).value.forms[0].asking.form.questions[-2].name == added.name
    send(me, page, do="remove", question="what")
    free = next(one for one in draft(two).value.forms[0].asking.form.questions if one.name == added.name)
    assert free.only_if is None
    shown = send(me, at(two, "page_question", mailbox, 1), says="", says_es="", ask="text").content.decode()
    assert "Write it in at least one of the two languages" in shown
    shown = send(me, at(two, "page_question", mailbox, 1), says="Which?", ask="choice").content.decode()
    assert "Write at least two choices" in shown
    assert me.get(at(two, "page_question", mailbox, 99)).status_code == 404


def test_who_comes_second_loses_nothing(two: Group, me: Client) -> None:
    mailbox = begun(two, me)
    version = str(draft(two).version)
    fields = {"title": "Food", "door": "none", "version": version}
    assert send(me, at(two, "page_form_words", mailbox), **fields).status_code == 302
    answer = send(me, at(two, "page_form_words", mailbox), **{**fields, "title": "Food for all"})
    shown = answer.content.decode()
    assert "Somebody changed this page meanwhile" in shown
    assert 'value="Food for all"' in shown
    newest = re.search('name="version" value="([0-9]+)"', shown)
    assert newest is not None
    send(me, at(two, "page_form_words", mailbox), **{**fields, "title": "Food for all", "version": newest[1]})
    assert draft(two).value.forms[0].asking.form.title.en == "Food for all"


def test_an_address_is_had_once(two: Group, me: Client) -> None:
    published(two, me)
    other = circle(again(two.me), "Another circle")
    joins(somebody(), other, "Dill")
    them = browser(again(two.me))
    shown = send(them, at(other, "page_words"), title="Saturday Table").content.decode()
    assert "Another page here has this address" in shown
    assert 'value="Saturday Table"' in shown
    shown = send(them, at(other, "page_words"), title="", slug="No Spaces").content.decode()
    assert "at least one of the two languages" in shown
    assert "Small letters a to z" in shown
    shown = send(them, at(other, "page_words"), title="x", phone="12").content.decode()
    assert "too short or too long" in shown


def test_alone_nobody_publishes_and_what_is_public_shuts(two: Group, me: Client, client: Client) -> None:
    alone = circle(somebody(), "Alone")
    them = browser(again(alone.me))
    send(them, at(alone, "page_words"), title="Alone")
    assert "Two people must hold the key first" in text(them, at(alone, "page_publish"))
    assert send(them, at(alone, "page_publish")).status_code == 409
    published(two, me)
    now = fresh(two)
    other = next(one.member for one in now.settings.people if one.member != two.me.id)
    rotating.remove(now, other)
    assert doors.open_forms(Door.SUPPORT, "en") == []
    assert "Just now too few people read this form" in text(client, "/at/saturday-table/i-need-groceries/")


def test_a_circle_that_ends_takes_its_page_along(two: Group, me: Client, client: Client) -> None:
    published(two, me)
    ending.end(fresh(two))
    assert (PublicPage.objects.count(), PublicForm.objects.count()) == (0, 0)
    assert client.get("/at/saturday-table/").status_code == 404


def test_a_form_is_taken_away_and_the_poster_is_printed(two: Group, me: Client) -> None:
    mailbox = begun(two, me)
    assert "Publish the page first" in text(me, at(two, "page_poster"))
    send(me, at(two, "page_publish"))
    answer = send(me, at(two, "page_poster"), paper="a4")
    assert answer.content.startswith(b"%PDF")
    assert "Take this form away?" in text(me, at(two, "page_form_remove", mailbox))
    send(me, at(two, "page_form_remove", mailbox))
    assert draft(two).value.forms == ()
    assert me.get(at(two, "page_form", mailbox)).status_code == 404


def test_a_preview_sends_nothing(two: Group, me: Client) -> None:
    mailbox = begun(two, me)
    path = at(two, "page_form_preview", mailbox)
    assert "This is how a stranger sees it" in text(me, path)
    send(me, path, **{"q-what": "groceries", "q-place": "x", "q-reach": "code", "do": "send", "whole": "1"})
    assert Envelope.objects.count() == 0


def test_how_many_read_it_is_counted_on_the_day_of_publishing(two: Group, me: Client, client: Client) -> None:
    published(two, me)
    path = "/at/saturday-table/i-need-groceries/"
    joins(somebody(), fresh(two), "Rowan")
    assert "2 people read this" in text(client, path), "nothing is made public by itself"
    shown = text(me, at(two, "public_page"))
    assert "3 of you do." in shown
    assert at(two, "page_publish") in shown
    send(me, at(two, "page_publish"))
    assert "3 people read this" in text(client, path)
    assert "That is not so any more" not in text(me, at(two, "public_page"))


@pytest.mark.parametrize(
    ("reach", "number", "told"), [("call", "", True), ("call", "202 555 0143", False), ("code", "", False)]
)
def test_who_asks_to_be_called_and_leaves_no_number_is_told(
    reach: str, number: str, told: bool, two: Group, me: Client, client: Client
) -> None:
    published(two, me)
    path = "/at/saturday-table/i-need-groceries/"
    carried = re.search('name="carried" value="([^"]+)"', text(client, path))
    assert carried is not None
    fields = {"q-what": ["groceries"], "q-place": "Alder and 5th", "q-reach": reach, "q-phone": number}
    answer = client.post(path, {**fields, "carried": carried[1], "do": "send", "whole": "1"})
    assert "It is sent" in answer.content.decode()
    assert ("You left no number" in answer.content.decode()) is told
