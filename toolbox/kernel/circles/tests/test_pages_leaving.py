"""Removed, gone, and the new key that follows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import freezing, rotating
from toolbox.kernel.circles.records import Role
from toolbox.kernel.circles.tests.sending import send, send_blind
from toolbox.kernel.vault import held, rotation
from toolbox.kernel.vault.models import Record
from toolbox.kernel.vault.tests.slips import Slip

pytestmark = pytest.mark.django_db


def test_a_keeper_removes_a_helper_and_the_circle_gets_a_new_key() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    page = reverse("remove", args=[alder.id, birch.me.id])
    client = browser(alder.me)
    assert "stays with them. Nothing can take it back." in client.get(page).content.decode()
    answer = send(client, page, do="remove")
    assert answer["Location"] == reverse("people", args=[alder.id]) + "?out=1"
    told = client.get(answer["Location"]).content.decode()
    assert "They are out. The circle gets its new key by itself" in told
    assert "Birch" not in told
    assert browser(birch.me).get(reverse("circle", args=[alder.id])).status_code == 404
    assert client.get(page).status_code == 404, "nobody of that name any more"


def test_a_helper_removes_nobody_not_even_by_hand() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    page = reverse("remove", args=[alder.id, cedar.me.id])
    client = browser(birch.me)
    assert "talk to one of them: Alder." in client.get(page).content.decode()
    refused = send_blind(client, page, reverse("new_circle"), do="remove")
    assert refused.status_code == 409
    assert browser(cedar.me).get(reverse("circle", args=[alder.id])).status_code == 200


def test_a_keeper_of_three_goes_only_when_two_want_it() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name, role=Role.KEEPER) for name in ("Birch", "Cedar"))
    page = reverse("remove", args=[alder.id, cedar.me.id])
    first = send(browser(alder.me), page, do="remove")
    assert first["Location"] == page
    assert "A second keeper must agree: ask one to open this page." in browser(alder.me).get(page).content.decode()
    assert send(browser(alder.me), page, do="agree").status_code == 409
    assert browser(cedar.me).get(reverse("circle", args=[alder.id])).status_code == 200
    own = send_blind(browser(cedar.me), reverse("circle", args=[alder.id]), reverse("new_circle"), do="no", proposal=1)
    assert own.status_code == 302, "there is no such proposal, so nothing happens"
    page_of_birch = browser(birch.me).get(page).content.decode()
    assert "<bdi>Alder</bdi> wants this." in page_of_birch
    second = send(browser(birch.me), page, do="agree")
    assert second["Location"] == reverse("people", args=[alder.id]) + "?out=1"
    assert browser(cedar.me).get(reverse("circle", args=[alder.id])).status_code == 404


def test_a_second_keeper_says_no() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name, role=Role.KEEPER) for name in ("Birch", "Cedar"))
    page = reverse("remove", args=[alder.id, cedar.me.id])
    send(browser(alder.me), page, do="remove")
    assert send(browser(birch.me), page, do="no").status_code == 302
    assert group.opened(again(alder.me), alder.id).settings.proposals == ()
    assert browser(cedar.me).get(reverse("circle", args=[alder.id])).status_code == 200


def test_leaving_and_being_the_last_one() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    page = reverse("leave_circle", args=[alder.id])
    assert "You are the only keeper." in browser(alder.me).get(page).content.decode()
    assert send(browser(alder.me), page)["Location"] == reverse("desk")
    assert browser(alder.me).get(page).status_code == 404
    last = browser(birch.me)
    assert "You are the last one here." in last.get(page).content.decode()
    assert send_blind(last, page, reverse("new_circle")).status_code == 409
    assert last.get(page).status_code == 200


def test_removing_oneself_is_leaving_and_removing_paper_has_a_page_of_its_own() -> None:
    alder = circle(somebody())
    client = browser(alder.me)
    mine = client.get(reverse("remove", args=[alder.id, alder.me.id]))
    assert mine["Location"] == reverse("leave_circle", args=[alder.id])


def test_the_page_of_the_new_key_moves_by_itself_and_can_be_left() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    with alder.circle.change() as box:
        box.put(*(held.new(Slip(f"number {number}"), "open") for number in range(rotation.BATCH + 20)))
    page = reverse("new_key", args=[alder.id])
    helper = browser(birch.me)
    assert "Talk to one of them: Alder." in helper.get(page).content.decode()
    refused = send_blind(helper, page, reverse("new_circle"))
    assert refused.status_code == 409
    alder.again()
    rotating.rotate(alder)
    client = browser(alder.me)
    first = client.get(page)
    assert first.headers["Refresh"] == "2"
    assert "501 of 521 carried over" in first.content.decode()
    last = client.get(page)
    assert "Refresh" not in last.headers
    assert "newest key" in last.content.decode()
    assert "is getting a new key" not in last.content.decode(), "it is done, so it is not said to be under way"
    assert "Give the circle a new key" not in last.content.decode(), "and nobody asks for one more by mistake"
    asked = send(client, page)
    assert asked["Location"] == page
    assert group.opened(again(alder.me), alder.id).circle.keys.epoch == 3


def test_what_does_not_open_is_told_and_holds_nobody_up() -> None:
    alder = circle(somebody())
    broken = alder.circle.put(Slip("broken"), "open")
    Record.objects.filter(pk=broken.id).update(body=b"x" * 1040)
    rotating.rotate(alder)
    client = browser(again(alder.me))
    page = client.get(reverse("new_key", args=[alder.id]))
    assert "1 thing does not open" in page.content.decode()
    assert "Refresh" not in page.headers
    assert client.get(reverse("people", args=[alder.id])).status_code == 200


def test_no_new_key_while_somebody_is_frozen_by_one_voice() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    alder.again()
    freezing.freeze(alder, birch.me.id, timezone.now())
    refused = send(browser(alder.me), reverse("new_key", args=[alder.id]))
    assert refused.status_code == 409
    assert "nobody has confirmed it yet" in refused.content.decode()
