"""A form is paused: it stops at once, people read why, and it goes on."""

import re

import pytest
from django.test import Client

from toolbox.kernel.circles.acts import rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.projects.tests.street import at, begun, draft, fresh, published, text

pytestmark = pytest.mark.django_db
FORM = "/at/saturday-table/i-need-groceries/"


def test_one_press_stops_it_and_the_words_come_after(two: Group, me: Client, client: Client) -> None:
    form = published(two, me)
    answer = send(me, at(two, "public_page"), do="pause", form="i-need-groceries")
    assert answer.headers["Location"] == at(two, "page_form_pause", form)
    assert "Nobody would read it now." in text(client, FORM)
    assert "People do not read why yet." in text(me, at(two, "public_page"))
    page = text(me, at(two, "page_form_pause", form))
    assert "It is paused" in page
    send(me, at(two, "page_form_pause", form), do="pause", paused="We rest until Monday.", version=version(page))
    assert "We rest until Monday." in text(client, FORM), "public at once"
    assert "paused" in text(client, "/at/saturday-table/")
    shown = text(me, at(two, "public_page"))
    assert "We rest until Monday." in shown
    assert "not public yet" not in shown


def test_it_goes_on_and_keeps_its_words_for_the_next_time(two: Group, me: Client, client: Client) -> None:
    form = published(two, me)
    page = text(me, at(two, "page_form_pause", form))
    assert "Pause this form?" in page
    send(me, at(two, "page_form_pause", form), do="pause", paused="Back on Monday.", version=version(page))
    page = text(me, at(two, "page_form_pause", form))
    send(me, at(two, "page_form_pause", form), do="go-on", paused="Back on Monday.", version=version(page))
    assert "Back on Monday." not in text(client, FORM)
    assert "What do you need?" in text(client, FORM)
    assert "Back on Monday." in text(me, at(two, "page_form_pause", form))


def test_who_pauses_second_loses_no_words(two: Group, me: Client) -> None:
    form = begun(two, me)
    page = text(me, at(two, "page_form_pause", form))
    send(me, at(two, "page_form", form), do="remove", question="what")
    answer = send(me, at(two, "page_form_pause", form), do="pause", paused="Until Monday.", version=version(page))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Somebody changed this page meanwhile" in shown
    assert "Until Monday." in shown
    assert not draft(two).value.forms[0].asking.is_paused


def version(page: str) -> str:
    found = re.search('name="version" value="([0-9]+)"', page)
    assert found is not None
    return found[1]


def test_where_one_is_left_the_pages_say_why_the_forms_are_shut(two: Group, me: Client, client: Client) -> None:
    published(two, me)
    now = fresh(two)
    rotating.remove(now, next(one.member for one in now.settings.people if one.member != two.me.id))
    assert "you are alone in this circle" in text(me, at(two, "public_page"))
    assert "takes nothing in now" in text(client, "/at/saturday-table/")
    assert "too few people read this form" in text(client, FORM)


def test_after_a_restore_the_pages_say_what_opens_the_forms(two: Group, me: Client, client: Client) -> None:
    form = published(two, me)
    Mailbox.objects.filter(pk=form).update(closed_by_restore=True)
    page = text(me, at(two, "public_page"))
    assert "restored from a backup" in page
    assert f'href="{at(two, "new_key")}"' in page
    assert "restored from a backup" in text(client, FORM)
    rotating.rotate(fresh(two))
    assert "restored from a backup" not in text(me, at(two, "public_page"))
    assert "What do you need?" in text(client, FORM)
