"""Somebody gives a bell, types the code back, tries it and takes it away."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from tests.people import browser, somebody
from toolbox.kernel.notices import post
from toolbox.kernel.notices.models import Bell, Pause
from toolbox.kernel.notices.rules import Says
from toolbox.kernel.notices.tests.town import MAIL, TOPIC, address_of
from toolbox.kernel.notices.tests.window import Window, code

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Window:
    return Window(browser(somebody()), reverse("bell"))


def test_the_page_says_what_it_says_and_what_a_disk_shows(own: Window) -> None:
    page = own.read()
    for words in (
        "Something arrived.", "Ha llegado algo.", "Something is due.", "after 9:00",
        "Take one without your name in it.", "sees the address, and that it uses something here",
    ):  # fmt: skip
        assert words in page
    assert '<a href="/me/bell/">' in own.client.get(reverse("me")).content.decode()


def test_each_topic_that_is_made_up_is_another(own: Window) -> None:
    topics = {own.read().split("https://ntfy.sh/")[1].split("<")[0] for _time in range(3)}
    assert {len(topic) for topic in topics} == {16}
    assert len(topics) == 3


def test_a_bell_is_given_confirmed_tried_and_taken_away(own: Window) -> None:
    page = own.press("give", address=f" {TOPIC} ")
    assert "A code is on its way" in page
    assert TOPIC in page
    page = own.press("confirm", code=f"{code()[:3]} {code()[3:]}")
    assert "It rings here" in page
    Pause.objects.all().delete()
    page = own.press("test")
    assert "A test is on its way" in page
    assert Bell.objects.get().says == Says.TEST
    page = own.press("remove")
    assert "Send a code there" in page
    assert not Bell.objects.exists()


def test_a_wrong_code_is_told_twice_and_then_one_begins_anew(own: Window) -> None:
    own.press("give", address=TOPIC)
    wrong = f"{(int(code()) + 1) % 10**6:06d}"
    assert "This is not the code" in own.press("confirm", 200, code=wrong)
    assert "The code has six digits" in own.press("confirm", 200, code="12")
    assert "Type the six digits that came." in own.press("confirm", 200, code="")
    assert "This is not the code" in own.press("confirm", 200, code=wrong)
    page = own.press("confirm", 409, code=wrong)
    assert "does not count any more" in page
    assert "Send a code there" in page


def test_what_is_no_address_is_told_beside_what_was_typed(own: Window) -> None:
    page = own.press("give", 200, address="river at example")
    assert "This must be the address of an ntfy topic" in page
    assert 'value="river at example"' in page
    assert "private network" in own.press("give", 200, address="https://192.168.1.4/topic")
    assert "Type the address at which it is to ring." in own.press("give", 200, address="")
    assert not Bell.objects.exists()


def test_who_asks_again_at_once_is_told_when(own: Window) -> None:
    own.press("give", address=TOPIC)
    first = Bell.objects.get().pk
    assert "Try again in 1" in own.press("again", 409)
    own.press("remove")
    page = own.press("give", 409, address=TOPIC)
    assert "Something was sent a short while ago." in page
    assert f'value="{TOPIC}"' in page
    Pause.objects.all().delete()
    own.press("give", address=TOPIC)
    Pause.objects.all().delete()
    assert "A code is on its way" in own.press("again")
    assert Bell.objects.get().pk != first
    Pause.objects.update(count=5, until="2026-01-01T00:00Z")
    assert "Try again tomorrow." in own.press("again", 409)


def test_a_notice_that_did_not_go_out_is_said(own: Window) -> None:
    own.press("give", address=TOPIC)
    Bell.objects.update(failed=True, says=Says.NOTHING)
    assert "The code could not be delivered." in own.read()
    own.press("confirm", code=code())
    Bell.objects.update(failed=True)
    assert "The last notice could not be delivered." in own.read()


def test_mail_is_offered_only_where_there_is_a_relay(own: Window, settings: Settings) -> None:
    assert "e-mail" not in own.read()
    settings.RELAY = post.relay("smtps://mail.example.org")
    assert "An e-mail address, or a topic of ntfy." in own.read()
    own.press("give", address=MAIL)
    assert address_of(Bell.objects.get()) == MAIL


def test_where_both_are_off_the_page_says_so(own: Window, settings: Settings) -> None:
    settings.NTFY = False
    page = own.read()
    assert "Bells are switched off here." in page
    assert 'name="address"' not in page


def test_another_member_sees_nothing_of_it(own: Window) -> None:
    own.press("give", address=TOPIC)
    assert TOPIC not in Window(browser(somebody()), reverse("bell")).read()
