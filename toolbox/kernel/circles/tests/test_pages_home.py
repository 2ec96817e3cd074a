"""The first page of a circle: made in a minute, its first steps, and what waits for a second voice."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import agreeing, stopping
from toolbox.kernel.circles.records import Act
from toolbox.kernel.circles.tests.sending import send, send_blind
from toolbox.kernel.circles.waiting import waiting

pytestmark = pytest.mark.django_db


def _text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_alder_makes_a_circle_in_a_minute_and_sees_the_first_steps() -> None:
    alder = somebody()
    client = browser(alder)
    empty = send(client, reverse("new_circle"), name="", purpose="", my_name="Alder")
    assert "Give it a name." in empty.content.decode()
    answer = send(client, reverse("new_circle"), name="Alder Street", purpose="Food on Saturdays", my_name="Alder")
    assert answer.status_code == 302
    page = _text(client, answer["Location"])
    assert "<bdi>Alder Street</bdi></h1>" in page
    assert "Food on Saturdays" in page
    for step in (
        "Invite two people",
        "Agree how long things are kept",
        "Make the paper member",
        "Write down the first",
    ):
        assert step in page
    assert "Only you can read this." in page
    made = group.opened(again(alder), next(iter(again(alder).circles)))
    assert [one.name for one in made.settings.people] == ["Alder"]


def test_what_was_agreed_is_shown_as_it_was_written_and_nothing_runs() -> None:
    alder = circle(somebody())
    client = browser(alder.me)
    send(
        client,
        reverse("circle_settings", args=[alder.id]),
        name="Alder Street",
        agreements="# Fridays\n\n- we eat <script>alert(1)</script>",
        marks=_marks(client, alder.id),
    )
    page = _text(client, reverse("circle", args=[alder.id]))
    assert "Fridays</h2>" in page
    assert "<script>alert" not in page


def _marks(client: Client, circle_id: int) -> str:
    page = _text(client, reverse("circle_settings", args=[circle_id]))
    return page.split('name="marks" value="')[1].split('"')[0]


def test_a_second_voice_agrees_says_no_or_it_is_taken_back() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    home = reverse("circle", args=[alder.id])
    alder.again()
    agreeing.propose(alder, Act.READMIT, cedar.me.id)
    number = alder.settings.proposals[0].id
    assert "Alder says that Cedar lost their passphrase" in _text(browser(birch.me), home)
    own = browser(alder.me)
    refused = send(own, home, do="agree", proposal=number)
    assert refused.status_code == 409, "nobody is their own second voice"
    assert "do not allow this now" in refused.content.decode()
    answer = send(browser(birch.me), home, do="agree", proposal=number)
    assert answer["Location"] == reverse("readmit", args=[alder.id, cedar.me.id])
    assert "Alder and Birch agree" in _text(own, home)
    assert send(own, home, do="no", proposal=number).status_code == 302
    alder.again()
    assert alder.settings.proposals == ()


def test_whoever_is_said_to_have_lost_their_passphrase_says_no_and_has_no_other_say_in_it() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    alder.again()
    agreeing.propose(alder, Act.READMIT, cedar.me.id)
    home = reverse("circle", args=[alder.id])
    page = _text(browser(cedar.me), home)
    assert "A second one must agree" in page
    assert "I agree" not in page
    assert reverse("readmit", args=[alder.id, cedar.me.id]) not in page, "they have no such page"
    number = alder.settings.proposals[0].id
    assert send(browser(cedar.me), home, do="agree", proposal=number).status_code == 409
    assert send(browser(cedar.me), home, do="no", proposal=number).status_code == 302
    alder.again()
    assert alder.settings.proposals == ()
    assert birch.id == alder.id


def test_what_is_destroyed_by_agreeing_is_never_agreed_to_on_this_page() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch", role="keeper")
    joins(somebody(), alder, "Cedar", role="keeper")
    alder.again()
    agreeing.propose(alder, Act.END)
    number, home = alder.settings.proposals[0].id, reverse("circle", args=[alder.id])
    client = browser(birch.me)
    page = _text(client, home)
    assert f'href="{reverse("end_circle", args=[alder.id])}"' in page
    assert 'value="agree"' not in page
    assert send(client, home, do="agree", proposal=number).status_code == 409
    assert group.opened(again(alder.me), alder.id).settings.name == "Alder Street"


def test_somebody_new_is_told_what_to_do_today() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    alder.again()
    alder.change(lambda one: replace(one, made=one.made - datetime.timedelta(days=3)))
    page = _text(browser(birch.me), reverse("circle", args=[alder.id]))
    assert reverse("recovery_sheet") in page


def test_on_paper_nothing_says_that_only_some_can_read_it() -> None:
    alder = circle(somebody())
    page = _text(browser(alder.me), reverse("circle", args=[alder.id]))
    assert '<p class="who no-print"><span>Only you can read this.' in page
    assert '<p class="small on-paper">Keep this safe: paper is not sealed.</p>' in page
    assert '<strong class="on-paper">Invite two people</strong>' in page, "a button is not printed, its words are"


def _steps(client: Client, circle_id: int) -> str:
    page = _text(client, reverse("circle", args=[circle_id]))
    return page.split("First steps")[1].split("</ol>")[0]


def test_a_step_is_offered_only_to_who_can_take_it_and_open_invites_count() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    keeper, helper = browser(alder.me), browser(birch.me)
    invites = reverse("invite", args=[alder.id])
    assert f'class="button main" href="{invites}"' in _steps(helper, alder.id)
    assert "Make the paper member" not in _steps(helper, alder.id), "keepers make it"
    assert "Make the paper member" in _steps(keeper, alder.id)
    send(keeper, invites, for_whom="", language="en", role="helper")
    assert invites not in _steps(helper, alder.id), "the third is on the way"


def test_a_keeper_says_that_they_want_no_paper_member() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    keeper, page = browser(alder.me), reverse("paper_member", args=[alder.id])
    assert "We do not want one" not in _text(browser(birch.me), page)
    assert send_blind(browser(birch.me), page, reverse("new_circle"), do="none").status_code == 409
    assert "Make the paper member" in _steps(keeper, alder.id)
    assert send(keeper, page, do="none")["Location"] == reverse("circle", args=[alder.id])
    assert "Make the paper member" not in _steps(keeper, alder.id)
    assert "You can still make it." in _text(keeper, page)


def test_while_a_paper_stops_destroying_nobody_is_asked_to_agree_on_days() -> None:
    alder = circle(somebody())
    client = browser(alder.me)
    assert "Agree how long things are kept" in _steps(client, alder.id)
    stopping.stop(alder)
    assert "Agree how long things are kept" not in _steps(client, alder.id)
    assert [line.url for line in waiting(alder, timezone.now())] == [
        reverse("legal_paper", args=[alder.id]),
        reverse("invite", args=[alder.id]),
    ]
