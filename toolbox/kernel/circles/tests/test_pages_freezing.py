"""A comrade was arrested: frozen by one, confirmed by another, wanted back by two."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people import browser, circle, joins, somebody
from toolbox.kernel.circles.tests.sending import send, send_blind
from toolbox.kernel.members.me import is_frozen

pytestmark = pytest.mark.django_db


def test_cedar_is_frozen_confirmed_and_comes_back() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    page = reverse("freeze", args=[alder.id, cedar.me.id])
    arrested, one, two = browser(cedar.me), browser(alder.me), browser(birch.me)
    assert "It lapses within a day" in one.get(page).content.decode()
    assert send(one, page, do="freeze")["Location"] == page
    assert arrested.get(reverse("desk")).status_code == 403
    assert "You froze them, so somebody else has to confirm." in one.get(page).content.decode()
    assert send(one, page, do="confirm").status_code == 409, "not by the one who froze"
    seen = two.get(reverse("circle", args=[alder.id])).content.decode()
    assert "<bdi>Cedar</bdi> is frozen" in seen
    assert send(two, page, do="confirm").status_code == 302
    assert "Two have said so. It lasts until you want them back." in two.get(page).content.decode()
    send(one, page, do="restore")
    waiting = one.get(page).content.decode()
    assert "You have said so. Now the others." in waiting
    assert "1 of 2 has said so." in waiting
    assert is_frozen(cedar.me.id, timezone.now())
    send(two, page, do="restore")
    assert not is_frozen(cedar.me.id, timezone.now())
    assert "Freeze <bdi>Cedar</bdi>" in two.get(page).content.decode()


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
