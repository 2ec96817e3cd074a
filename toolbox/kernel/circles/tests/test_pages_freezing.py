"""A comrade was arrested: frozen by one, confirmed by another, wanted back by two."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people import browser, circle, joins, somebody
from toolbox.kernel.circles.acts.freezing import of
from toolbox.kernel.circles.tests.sending import send, send_blind
from toolbox.kernel.circles.waiting import waiting
from toolbox.kernel.members.me import is_frozen
from toolbox.kernel.ui.days import moment

pytestmark = pytest.mark.django_db


def test_cedar_is_frozen_confirmed_and_comes_back() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    page = reverse("freeze", args=[alder.id, cedar.me.id])
    arrested, one, two = browser(cedar.me), browser(alder.me), browser(birch.me)
    assert "It lapses after a day" in one.get(page).content.decode()
    assert send(one, page, do="freeze")["Location"] == page
    assert arrested.get(reverse("desk")).status_code == 403
    assert "You froze them, so somebody else has to confirm." in one.get(page).content.decode()
    assert send(one, page, do="confirm").status_code == 409, "not by the one who froze"
    seen = two.get(reverse("circle", args=[alder.id])).content.decode()
    assert "<bdi>Cedar</bdi> is frozen" in seen
    assert "Confirm it, or say that they are back" in seen
    row = of(cedar.me.id)
    assert row is not None
    assert row.until is not None
    hour = moment(row.until)
    alder.again()
    birch.again()
    assert waiting(birch, timezone.now())[0].says == f"Cedar is frozen. Confirm it, or it lapses: {hour}."
    first = waiting(alder, timezone.now())[0].says
    assert first == f"Cedar is frozen. Somebody else must confirm it, or it lapses: {hour}."
    assert send(two, page, do="confirm").status_code == 302
    assert "Two have said so. It lasts until you want them back." in two.get(page).content.decode()
    for home in (reverse("circle", args=[alder.id]), reverse("person", args=[alder.id, cedar.me.id])):
        seen = two.get(home).content.decode()
        assert "When they are back, say so" in seen, "there is nothing left to confirm"
        assert "Confirm it" not in seen
    assert waiting(birch, timezone.now())[0].says == "Cedar is frozen. When they are back, say so."
    send(one, page, do="restore")
    half = one.get(page).content.decode()
    assert "You have said so. Now the others." in half
    assert "1 of 2 has said so." in half
    assert is_frozen(cedar.me.id, timezone.now())
    back = send(two, page, do="restore")
    assert not is_frozen(cedar.me.id, timezone.now())
    seen = two.get(back["Location"]).content.decode()
    assert "<bdi>Cedar</bdi> can sign in again." in seen
    assert 'value="freeze"' not in seen, "the next press freezes nobody"
    send(one, page, do="freeze")
    assert "can sign in again" not in two.get(back["Location"]).content.decode(), "not while it is untrue"


def test_one_open_freeze_a_freezer() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    client = browser(alder.me)
    send(client, reverse("freeze", args=[alder.id, birch.me.id]), do="freeze")
    second = send(client, reverse("freeze", args=[alder.id, cedar.me.id]), do="freeze")
    assert second.status_code == 409
    assert "You have frozen somebody already." in second.content.decode()
    assert not is_frozen(cedar.me.id, timezone.now())


def test_nobody_freezes_themselves() -> None:
    alder = circle(somebody())
    page = reverse("freeze", args=[alder.id, alder.me.id])
    assert send_blind(browser(alder.me), page, reverse("new_circle"), do="freeze").status_code == 404


def test_from_the_circle_s_page_to_whoever_was_arrested_in_two_presses() -> None:
    alder = circle(somebody())
    client = browser(alder.me)
    way = reverse("people", args=[alder.id]) + "?arrested=1"
    home = reverse("circle", args=[alder.id])
    assert way not in client.get(home).content.decode(), "nobody to freeze"
    assert "You are alone in this circle" in client.get(way).content.decode()
    birch = joins(somebody(), alder, "Birch")
    assert f'href="{way}"' in client.get(home).content.decode()
    page = client.get(way).content.decode()
    assert f'href="{reverse("freeze", args=[alder.id, birch.me.id])}"' in page
    assert f'href="{reverse("freeze", args=[alder.id, alder.me.id])}"' not in page
