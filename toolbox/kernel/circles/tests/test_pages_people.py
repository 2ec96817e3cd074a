"""Who is in the circle: names, roles, and the words that comrades compare by voice."""

import pytest
from django.urls import reverse

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group, rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Role
from toolbox.kernel.circles.tests.sending import send, send_blind
from toolbox.kernel.members import doors
from toolbox.kernel.vault import words

pytestmark = pytest.mark.django_db


def _person(of: Group, member: int) -> str:
    return reverse("person", args=[of.id, member])


def _role(of: Group, member: int) -> Role:
    found = rules.person(group.opened(again(of.me), of.id).settings, member)
    assert found is not None
    return found.role


def test_both_see_the_same_words_for_a_key() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    mine = words.fingerprint(doors.public_of(alder.me.private), "en")
    for member in (alder.me, birch.me):
        client = browser(member)
        assert mine in client.get(reverse("people", args=[alder.id])).content.decode()
        page = client.get(_person(alder, alder.me.id)).content.decode()
        assert mine in page
        assert words.fingerprint(doors.public_of(alder.me.private), "es") in page
    spanish = client.get("/es" + reverse("people", args=[alder.id])).content.decode()
    assert words.fingerprint(doors.public_of(alder.me.private), "es") in spanish


def test_a_keeper_makes_keepers_and_a_helper_does_not() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    page = _person(alder, birch.me.id)
    assert "Make them a keeper" not in browser(birch.me).get(page).content.decode()
    refused = send(browser(birch.me), page, do="keeper")
    assert refused.status_code == 409
    assert _role(alder, birch.me.id) == Role.HELPER
    assert send(browser(alder.me), page, do="keeper").status_code == 302
    assert _role(alder, birch.me.id) == Role.KEEPER


def test_the_last_keeper_stays_one() -> None:
    alder = circle(somebody())
    client, page = browser(alder.me), _person(alder, alder.me.id)
    assert "The last keeper stays one." in client.get(page).content.decode()
    assert send(client, page, do="helper").status_code == 409
    assert _role(alder, alder.me.id) == Role.KEEPER


def test_i_take_another_name_but_nobody_elses() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    page = _person(alder, birch.me.id)
    client = browser(birch.me)
    taken = send(client, page, do="name", name="  ALDER ")
    assert "Somebody here is called that already." in taken.content.decode()
    assert send(client, page, do="name", name="Bo").status_code == 302
    assert birch.name_of(birch.me.id) == "Birch", "what was opened before stays as it was read"
    now = group.opened(again(alder.me), alder.id)
    assert now.name_of(birch.me.id) == "Bo"
    send_blind(client, _person(alder, alder.me.id), page, do="name", name="Mock")
    assert group.opened(again(alder.me), alder.id).name_of(alder.me.id) == "Alder", "nobody is renamed by another"


def test_nobody_of_this_circle_has_no_page() -> None:
    alder, other = circle(somebody()), circle(somebody(), "Other")
    for name in ("person", "remove", "readmit", "freeze"):
        assert browser(alder.me).get(reverse(name, args=[alder.id, other.me.id])).status_code == 404


def test_no_keeper_of_three_is_made_a_helper_by_another() -> None:
    alder = circle(somebody())
    birch, _cedar = (joins(somebody(), alder, name, role=Role.KEEPER) for name in ("Birch", "Cedar"))
    page = _person(alder, birch.me.id)
    client = browser(alder.me)
    assert "only they themselves can lay this down" in client.get(page).content.decode()
    assert send_blind(client, page, reverse("new_circle"), do="helper").status_code == 409
    assert "Be a helper from now on" in browser(birch.me).get(page).content.decode()
    assert send(browser(birch.me), page, do="helper").status_code == 302
    assert _role(alder, birch.me.id) == Role.HELPER
