"""The disk takes no more: what nobody waits for is left for later, and what was typed is not lost."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.members import me as members
from toolbox.kernel.members.models import Freeze, KeyNote, SessionRow
from toolbox.kernel.vault import rotation
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.tests.slips import Slip

pytestmark = pytest.mark.django_db(transaction=True)  # as on a server: no transaction round each request

WRITES = ("INSERT", "UPDATE", "DELETE")


def full(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    """Answer every write as a disk without room does."""
    if sql.startswith(WRITES):
        raise OperationalError("database or disk is full")
    return execute(sql, *rest)


@pytest.fixture
def alder() -> Group:
    return circle(somebody())


def step() -> None:
    """A step of the clock passes: the next request wants to write down that somebody is there."""
    SessionRow.objects.update(awake_until=timezone.now() + timedelta(minutes=1))


def test_a_session_lives_on_and_hands_back_what_was_typed(alder: Group) -> None:
    client = browser(alder.me)
    page = reverse("circle_settings", args=[alder.id])
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', client.get(page).content.decode()))
    step()
    with connection.execute_wrapper(full):
        assert client.get(page).status_code == 200
        answer = client.post(page, {**hidden, "name": "Alder Street", "agreements": "We eat on Fridays."})
    assert answer.status_code == 503
    assert "We eat on Fridays." in answer.content.decode()


def test_a_new_key_that_cannot_go_on_holds_nobody_up(alder: Group) -> None:
    for number in range(3):
        alder.circle.put(Slip(f"number {number}"), "open")
    rotating.rotate(alder)
    client = browser(alder.me)
    page = reverse("people", args=[alder.id])
    with connection.execute_wrapper(full):
        assert client.get(page).status_code == 200
    left = rotation.left(groups.opened(again(alder.me), alder.id).circle)
    assert left == 3
    assert client.get(page).status_code == 200
    assert rotation.left(groups.opened(again(alder.me), alder.id).circle) == 0


def test_notes_that_cannot_be_merged_wait_on(alder: Group) -> None:
    client = browser(alder.me)
    settings = reverse("circle_settings", args=[alder.id])
    waiting = KeyNote.objects.filter(member=alder.me.id)
    KeyNote.objects.bulk_create(
        KeyNote(id=new_id(), member=alder.me.id, sealed=bytes(1072)) for _number in range(members.MOST_WAITING + 1)
    )
    before = waiting.count()
    with connection.execute_wrapper(full):
        assert client.get(settings).status_code == 200
    assert waiting.count() == before
    assert client.get(settings).status_code == 200
    assert waiting.count() == 0


def test_who_is_frozen_stays_out(alder: Group) -> None:
    birch = joins(somebody(), alder, "Birch")
    client = browser(birch.me)
    page = reverse("people", args=[alder.id])
    assert client.get(page).status_code == 200
    Freeze.objects.create(member=birch.me.id, freezer=b"a comrade")
    with connection.execute_wrapper(full):
        assert client.get(page).status_code == 403
