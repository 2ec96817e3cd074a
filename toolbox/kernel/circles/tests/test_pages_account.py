"""Somebody founds a circle, changes their passphrase, and goes for good."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import making, rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.members import accounts, founding
from toolbox.kernel.members import me as members
from toolbox.kernel.members.doors import public_of
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import MemberRow, SessionRow
from toolbox.kernel.members.tests.filling import crowd, field, proposal, send, text
from toolbox.kernel.vault.models import CircleRow, Record

pytestmark = pytest.mark.django_db

OLD = "acorn bacon cabbage daffodil easel fabric"
WHO = {"handle": "three-herons", "name": "Alder", "circle": "Alder Street", "purpose": "Groceries"}


@pytest.fixture
def code() -> str:
    return founding.new_code(timezone.now())


@pytest.fixture
def alder() -> Group:
    """Alder, with a passphrase, and a circle."""
    return circle(accounts.make("three-herons", OLD))


def signs_in(passphrase: str, handle: str = "three-herons") -> Me | None:
    return accounts.sign_in(handle, passphrase, "", timezone.now())


def second_step(client: Client, code: str) -> Any:
    return send(client, client.get(reverse("found")), code=code)


# Founding


def test_a_stranger_with_a_code_makes_themselves_and_a_circle(code: str) -> None:
    client = Client()
    page = second_step(client, code.upper().replace(" ", ", "))
    done = send(client, page, **WHO, passphrase=proposal(page))
    assert done.url == reverse("founded")
    after = client.get(done.url)
    assert "Alder Street" in text(after)
    assert reverse("recovery_sheet") in text(after)
    assert "Alder Street" not in text(after).split("</title>")[0]
    me = signs_in(proposal(page), "THREE-herons")
    assert me is not None
    (made,) = groups.mine(me).groups
    assert (made.settings.name, made.settings.purpose) == ("Alder Street", "Groceries")
    assert [person.name for person in made.settings.people] == ["Alder"]
    assert made.is_keeper


def test_a_wrong_code_is_helped_along_and_can_be_tried_again(code: str) -> None:
    client = Client()
    page = second_step(client, "acorm " + code.partition(" ")[2])
    assert "Did you mean “acorn”?" in text(page)
    unknown = send(client, page, code="acorn bacon cabbage daffodil easel fabric gab")
    assert "This code opens nothing here" in text(unknown)
    assert field(unknown, "code").value.startswith("acorn bacon")
    assert "The code is good" in text(send(client, unknown, code=code))


def test_errors_keep_everything_but_the_passphrase(code: str) -> None:
    client = Client()
    page = second_step(client, code)
    wrong = send(client, page, **{**WHO, "circle": ""}, passphrase="acorn bacon")
    assert {name: field(wrong, name).value for name in WHO} == {**WHO, "circle": ""}
    assert field(wrong, "passphrase").value == "acorn bacon", "the copy stays, to be mended"
    own = send(client, wrong, passphrase="", own="zebra", again="zebra")
    assert (field(own, "own").value, field(own, "again").value) == ("", "")
    assert proposal(wrong) == proposal(page)
    assert field(wrong, "code").value == code
    assert MemberRow.objects.count() == 0


@pytest.mark.parametrize("handle", ["iv\u200by", "🌻", "..."])
def test_a_handle_that_cannot_be_typed_again(code: str, handle: str) -> None:
    client = Client()
    page = second_step(client, code)
    refused = send(client, page, **{**WHO, "handle": handle}, passphrase=proposal(page))
    assert refused.status_code == 200
    assert 'id="id_handle_error"' in text(refused)


def test_accents_of_a_handle_make_no_difference(code: str) -> None:
    client = Client()
    page = second_step(client, code)
    send(client, page, **{**WHO, "handle": "Ana María"}, passphrase=proposal(page))
    assert signs_in(proposal(page), "ana-maria") is not None


def test_a_handle_that_somebody_has(code: str) -> None:
    somebody()
    accounts.make("Three-Herons", OLD)
    client = Client()
    page = second_step(client, code)
    taken = send(client, page, **WHO, passphrase=proposal(page))
    assert "Somebody has this handle already" in text(taken)
    assert founding.is_good(code, timezone.now()), "the code is not used up"
    other = send(client, taken, handle="four-herons", passphrase=proposal(taken))
    assert other.status_code == 302


def test_in_a_crowd_nothing_is_lost(code: str) -> None:
    client = Client()
    page = second_step(client, code)
    with crowd():
        busy = send(client, page, **WHO, passphrase=proposal(page))
    assert busy.status_code == 503
    assert {name: field(busy, name).value for name in WHO} == WHO
    assert send(client, busy, passphrase=proposal(busy)).status_code == 302


def test_two_people_with_one_code(code: str) -> None:
    slow, quick = Client(), Client()
    slow_page, quick_page = second_step(slow, code), second_step(quick, code)
    send(quick, quick_page, **{**WHO, "handle": "quick"}, passphrase=proposal(quick_page))
    late = send(slow, slow_page, **WHO, passphrase=proposal(slow_page))
    assert "This code opens nothing here" in text(late)
    assert field(late, "code").kind == "textarea"
    assert field(late, "handle").value == "three-herons"
    another = founding.new_code(timezone.now())
    assert send(slow, late, code=another, passphrase=proposal(late)).status_code == 302


def meanwhile(statement: str, act: Callable[[], object]) -> AbstractContextManager[None]:
    """Somebody else acts just before a statement reaches the database."""
    waiting = [act]

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if waiting and sql.startswith(statement):
            waiting.pop()()
        return execute(sql, *rest)

    return connection.execute_wrapper(watch)


def test_somebody_is_quicker_in_the_last_moment(code: str) -> None:
    client = Client()
    page = second_step(client, code)
    with meanwhile('INSERT INTO "members_member"', lambda: founding.use(code, timezone.now())):
        late = send(client, page, **WHO, passphrase=proposal(page))
    assert "Somebody else used this code just now" in text(late)
    assert MemberRow.objects.count() == 0
    assert CircleRow.objects.count() == 0


def test_own_words_with_the_circles_name_in_them_are_refused(code: str) -> None:
    client = Client()
    own = "Alder Street"
    page = send(client, second_step(client, code), **WHO, own=own, again=own)
    assert "Leave out your handle and your names" in text(page)


def test_founding_in_spanish(code: str) -> None:
    client = Client()
    page = send(client, client.get("/es/found/"), code=code)
    assert 'lang="es" dir="ltr"' in text(page)
    assert send(client, page, **WHO, passphrase=proposal(page)).url == "/es/found/done/"
    me = signs_in(proposal(page))
    assert me is not None
    assert me.keyring.language == "es"


# A new passphrase


def change(client: Client, old: str = OLD, **more: str) -> tuple[Any, str]:
    page = client.get(reverse("passphrase"))
    return send(client, page, old_passphrase=old, passphrase=proposal(page), **more), proposal(page)


def test_after_the_change_only_this_browser_is_signed_in(alder: Group) -> None:
    elsewhere, client = browser(alder.me), browser(alder.me)
    done, new = change(client)
    assert "Your new passphrase holds" in text(done)
    assert done.headers["Cache-Control"] == "no-store"
    assert client.get(reverse("me")).status_code == 200
    assert elsewhere.get(reverse("me")).status_code == 403
    assert signs_in(OLD) is None
    assert signs_in(new) is not None


def test_the_pin_of_the_shift_stays(alder: Group) -> None:
    client = browser(alder.me, pin="2468")
    change(client)
    SessionRow.objects.update(awake_until=timezone.now())
    asleep = client.get(reverse("me"))
    assert "PIN of this shift" in text(asleep)
    send(client, asleep, press="", pin="2468")
    assert client.get(reverse("me")).status_code == 200


def test_the_circle_learns_the_new_key_and_goes_on(alder: Group) -> None:
    birch = joins(somebody(), alder, "Birch")
    done, new = change(browser(alder.me))
    assert "Alder Street" in text(done)
    me = signs_in(new)
    assert me is not None
    now = groups.opened(me, alder.id)
    assert now.mine.key == public_of(me.private) != alder.mine.key
    assert now.circle.keys.epoch == alder.circle.keys.epoch
    seen = groups.opened(again(birch.me), alder.id)
    assert seen.settings == now.settings


def test_somebody_else_may_know_it_so_every_circle_gets_a_new_key(alder: Group) -> None:
    birch = joins(somebody(), alder, "Birch")
    making.make(alder.me, "Bakers", "", "Alder")
    client = browser(alder.me)
    assert field(client.get(reverse("passphrase") + "?known=yes"), "known").checked
    done, new = change(client, known="on")
    assert "getting new keys" in text(done)
    me = signs_in(new)
    assert me is not None
    assert [group.circle.keys.epoch for group in groups.mine(me).groups] == [2, 2]
    assert groups.opened(again(birch.me), alder.id).circle.keys.epoch == 2


def test_a_circle_that_does_not_open_is_named_and_the_others_are_told(alder: Group) -> None:
    making.make(alder.me, "Bakers", "", "Alder")
    Record.objects.filter(circle=alder.id).update(body=b"broken")
    done, _new = change(browser(alder.me))
    could_not, could = text(done).split("These circles have your new key")
    assert "Alder Street" in could_not
    assert "Bakers" in could


def test_a_wrong_old_passphrase_changes_nothing(alder: Group) -> None:
    client = browser(alder.me)
    wrong, new = change(client, old="wrong")
    assert "This is not your passphrase" in text(wrong)
    assert proposal(wrong) == new
    assert client.get(reverse("me")).status_code == 200
    with crowd():
        busy, _new = change(client)
    assert busy.status_code == 503
    assert signs_in(OLD) is not None


# Going for good


def test_who_goes_leaves_their_circles_first(alder: Group) -> None:
    birch = joins(somebody(), alder, "Birch")
    client = browser(alder.me)
    page = client.get(reverse("delete_me"))
    assert "Alder Street" in text(page)
    gone = send(client, page, passphrase=OLD)
    assert gone.url == reverse("leave")
    assert client.get(reverse("me")).status_code == 404
    assert signs_in(OLD) is None
    left = groups.opened(again(birch.me), alder.id)
    assert [person.name for person in left.settings.people] == ["Birch"]
    assert left.circle.keys.epoch == 2


def test_the_last_one_ends_the_circle_first(alder: Group) -> None:
    client = browser(alder.me)
    page = client.get(reverse("delete_me"))
    assert reverse("end_circle", args=[alder.id]) in text(page)
    assert 'name="passphrase"' not in text(page)
    token = field(client.get(reverse("passphrase")), "token").value
    blind = client.post(reverse("delete_me"), {"token": token, "passphrase": OLD})
    assert blind.status_code == 200
    assert signs_in(OLD) is not None


def test_without_the_passphrase_nobody_goes(alder: Group) -> None:
    joins(somebody(), alder, "Birch")
    client = browser(alder.me)
    page = send(client, client.get(reverse("delete_me")), passphrase="wrong")
    assert "This is not your passphrase" in text(page)
    assert len(groups.opened(again(alder.me), alder.id).settings.people) == 2


def test_a_damaged_circle_holds_nobody_back(alder: Group) -> None:
    joins(somebody(), alder, "Birch")
    Record.objects.filter(circle=alder.id).update(body=b"broken")
    client = browser(alder.me)
    page = client.get(reverse("delete_me"))
    assert "do not open just now" in text(page)
    assert send(client, page, passphrase=OLD).url == reverse("leave")
    assert signs_in(OLD) is None


# Shut out


def test_a_circle_that_opens_no_more_is_named_until_that_is_read() -> None:
    rowan = somebody()
    street, bakers = circle(somebody()), circle(somebody(), "Bakers", "Birch")
    joins(rowan, street, "Rowan")
    joins(again(rowan), bakers, "Rowan")
    members.merge(again(rowan))
    rotating.remove(groups.opened(again(street.me), street.id), rowan.id)
    members.merge(again(rowan))
    client = browser(again(rowan))
    page = client.get(reverse("desk"))
    assert "You do not open <bdi>Alder Street</bdi> any more" in text(page)
    assert "<bdi>Bakers</bdi>" in text(page)
    assert "Alder Street" in text(client.get(reverse("me")))
    send(client, page, press="seen=1")
    assert "Alder Street" not in text(client.get(reverse("desk")))


def test_who_is_let_in_again_reads_nothing_of_what_was() -> None:
    rowan, street = somebody(), circle(somebody())
    joins(rowan, street, "Rowan")
    members.merge(again(rowan))
    rotating.remove(groups.opened(again(street.me), street.id), rowan.id)
    members.merge(again(rowan))
    assert list(again(rowan).keyring.gone.values()) == ["Alder Street"]
    joins(again(rowan), groups.opened(again(street.me), street.id), "Rowan")
    members.merge(again(rowan))
    assert not again(rowan).keyring.gone


def test_a_circle_that_could_not_be_told_of_a_new_key_is_told_with_its_next_page(alder: Group) -> None:
    """The process died between the new passphrase and the circles' lists."""
    me = accounts.change_passphrase(again(alder.me), OLD, "gable hamlet ivory jigsaw kettle ladder")
    assert groups.opened(me, alder.id).mine.key != public_of(me.private)
    assert browser(me).get(reverse("people", args=[alder.id])).status_code == 200
    assert groups.opened(again(me), alder.id).mine.key == public_of(me.private)
