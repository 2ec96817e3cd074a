"""Somebody sets up a code from their phone, signs in with it, and turns it off."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.people import browser
from toolbox.kernel.members import accounts, totp
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.tests.filling import field, send, text

pytestmark = pytest.mark.django_db

PASSPHRASE = "acorn bacon cabbage daffodil easel fabric"


@pytest.fixture
def alder() -> Me:
    return accounts.make("three-herons", PASSPHRASE)


def now_and_next(page: Any) -> tuple[str, str]:
    phone = pyotp.TOTP(field(page, "proposed").value)
    now = timezone.now()
    return phone.at(now), phone.at(now + timedelta(seconds=totp.STEP))


def set_up(client: Client) -> tuple[Any, str]:
    page = client.get(reverse("second_factor"))
    code, later = now_and_next(page)
    return send(client, page, code=code, passphrase=PASSPHRASE), later


def signs_in(code: str) -> bool:
    return accounts.sign_in("three-herons", PASSPHRASE, code, timezone.now()) is not None


def codes_of(page: Any) -> list[str]:
    found = text(page).split("<ol", 1)[1].split("</ol>", 1)[0]
    return [part.split("</strong>")[0] for part in found.split("<strong>")[1:]]


def test_the_door_asks_for_the_code_from_then_on(alder: Me) -> None:
    page, later = set_up(browser(alder))
    assert "It is set up" in text(page)
    assert not signs_in("")
    assert signs_in(later)


def test_each_recovery_code_opens_once(alder: Me) -> None:
    page, _later = set_up(browser(alder))
    codes = codes_of(page)
    assert len(set(codes)) == 10
    assert signs_in(codes[3])
    assert not signs_in(codes[3])


def test_a_wrong_code_keeps_the_picture(alder: Me) -> None:
    client = browser(alder)
    page = client.get(reverse("second_factor"))
    wrong = send(client, page, code="12", passphrase=PASSPHRASE)
    assert "These are not the digits for this picture" in text(wrong)
    assert field(wrong, "proposed").value == field(page, "proposed").value
    not_theirs = send(client, wrong, code=now_and_next(wrong)[0], passphrase="wrong")
    assert "This is not your passphrase" in text(not_theirs)
    assert field(not_theirs, "proposed").value == field(page, "proposed").value
    assert signs_in("")


def test_the_secret_stands_there_as_picture_and_as_text(alder: Me) -> None:
    page = browser(alder).get(reverse("second_factor"))
    secret = field(page, "proposed").value
    shown = text(page)
    assert " ".join(secret[start : start + 4] for start in range(0, 32, 4)) in shown
    assert f"secret={secret}" in shown
    assert "<svg" in shown
    assert " style=" not in shown
    assert "data:" not in shown
    assert "three-herons" not in shown.split("otpauth://", 1)[1].split("<", 1)[0]


def test_a_secret_of_another_page_is_not_taken(alder: Me) -> None:
    client = browser(alder)
    page = client.get(reverse("second_factor"))
    sent = send(client, page, proposed="AAAA", code="123456", passphrase=PASSPHRASE)
    assert len(field(sent, "proposed").value) == 32


def test_it_is_turned_off_by_the_passphrase(alder: Me) -> None:
    client = browser(alder)
    assert "Turn it off" not in text(client.get(reverse("second_factor")))
    assert ">Off<" in text(client.get(reverse("me")))
    set_up(client)
    assert ">On<" in text(client.get(reverse("me")))
    page = client.get(reverse("second_factor"))
    assert "This is not your passphrase" in text(send(client, page, press="off=1", passphrase="wrong"))
    assert not signs_in("")
    assert "It is off" in text(send(client, page, press="off=1", passphrase=PASSPHRASE))
    assert "Turn it off" not in text(client.get(reverse("second_factor")))
    assert signs_in("")
