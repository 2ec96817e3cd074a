"""Somebody signs in, is refused, falls asleep, and comes back with what they had typed."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.people import again, browser, somebody
from toolbox.kernel.members import accounts, sessions
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import Freeze, SessionRow
from toolbox.kernel.members.tests.filling import form, send, text

pytestmark = pytest.mark.django_db

PASSPHRASE = "acorn bacon cabbage daffodil easel fabric"
FROZEN = "Was your access frozen? Then two of your circle must bring you back."


@pytest.fixture
def alder() -> Me:
    return accounts.make("three-herons", PASSPHRASE)


def test_everybody_who_is_refused_reads_the_same(alder: Me) -> None:
    client = Client()
    page = client.get(reverse("sign_in"))
    assert FROZEN not in text(page)
    refused = [send(client, page, handle=who, passphrase="wrong") for who in ("three-herons", "nobody")]
    Freeze.objects.create(member=alder.id, freezer=bytes(16), until=None)
    refused.append(send(client, page, handle="three-herons", passphrase=PASSPHRASE))
    assert all(FROZEN in text(page) for page in refused)
    assert len({text(page).replace("nobody", "three-herons") for page in refused}) == 1
    Freeze.objects.all().delete()
    assert send(client, page, handle="Three Herons", passphrase=PASSPHRASE).url == reverse("desk")


def test_who_forgot_the_pin_uses_the_passphrase_and_loses_nothing(alder: Me) -> None:
    client = browser(again(alder), pin="2468")
    page = client.get(reverse("me"))
    SessionRow.objects.update(awake_until=timezone.now())
    asleep = client.post(reverse("display"), {"look": "dark", "language": "es", "idle": "10", "hours": "3"})
    assert "After five wrong PINs only your passphrase opens it." in text(asleep)
    kept = {one.name: one.value for one in form(asleep, "pin").fields if one.name and one.kind != "submit"}
    signing = client.post(reverse("sign_in"), {**kept, "instead": "yes"})
    assert "Type your passphrase." not in text(signing), "nothing is wrong yet"
    back = send(client, signing, handle="three-herons", passphrase=PASSPHRASE)
    assert "Here is what you had typed" in text(back)
    assert "dark" in text(back)
    assert page.status_code == 200


def test_after_the_recovery_sheet_comes_the_desk(alder: Me) -> None:
    client = browser(alder)
    shown = send(client, client.get(reverse("recovery_sheet")), passphrase=PASSPHRASE)
    there = text(shown).split("It is on paper", 1)[0].rsplit("<a ", 1)[1]
    assert reverse("desk") in there
    assert "You have one" in text(client.get(reverse("me")))


def test_a_handle_is_not_brought_back_by_the_sheet() -> None:
    assert somebody().id
    assert "Forgotten the handle too?" in text(Client().get(reverse("recover")))


def test_where_the_disk_is_full_it_is_said_that_nobody_can_sign_in(alder: Me, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> bytes:
        raise OperationalError

    client = Client()
    page = client.get(f"{reverse('sign_in')}?to=/me/")
    monkeypatch.setattr(sessions, "begin", full)
    answer = send(client, page, handle="three-herons", passphrase=PASSPHRASE)
    assert answer.status_code == 503
    assert "so nobody can sign in" in text(answer)
    assert 'value="/me/"' in text(answer), "where they were going is not forgotten"


@pytest.mark.parametrize(("host", "told"), [("testserver", True), ("abcdef.onion", False), ("localhost", False)])
def test_who_comes_by_an_onion_service_is_not_told_that_the_line_is_open(host: str, told: bool, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    page = Client(headers={"host": host}).get(reverse("sign_in"))
    assert ("This line is not encrypted." in text(page)) is told
