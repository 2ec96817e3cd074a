"""A circle's keepers give one of its forms a bell: known with the form, and with nobody else."""

import pytest
from django.conf import settings
from django.test import Client

from tests.people import again, browser, joins, somebody
from toolbox.kernel.circles.acts import ending
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.intake.tests.mail import answer, sends
from toolbox.kernel.members import forging
from toolbox.kernel.notices import rules
from toolbox.kernel.notices.models import Bell, Pause
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.notices.tests.town import TOPIC, bell, waiting
from toolbox.kernel.notices.tests.window import Window, code
from toolbox.kernel.projects.tests.street import at, begun, draft, fresh, published

pytestmark = pytest.mark.django_db


def channel(group: Group, form: int, client: Client) -> Window:
    return Window(client, at(group, "page_form_bell", form))


def test_a_keeper_gives_a_form_a_bell_and_reads_what_a_disk_shows(two: Group, me: Client) -> None:
    form = begun(two, me)
    window = channel(two, form, me)
    page = " ".join(window.read().split())
    assert "this form rings at this address" in page
    assert "name neither form nor circle" in page
    assert f'href="{window.path}"' in me.get(at(two, "page_form", form)).content.decode()
    window.press("give", address=TOPIC)
    assert "It rings here" in window.press("confirm", code=code())
    row = Bell.objects.get()
    assert (row.whose, row.kind) == (form, Whose.FORM)


def test_a_bell_of_a_form_is_written_without_its_circle_and_member(two: Group, me: Client) -> None:
    form = begun(two, me)
    channel(two, form, me).press("give", address=TOPIC)
    assert set(Bell.objects.values_list("whose", flat=True)) == {form}
    address = rules.counted(settings.PEPPER, TOPIC)
    assert set(Pause.objects.values_list("whose", flat=True)) == {form, address}


def test_a_helper_sees_it_and_changes_nothing(two: Group, me: Client) -> None:
    form = begun(two, me)
    bell(form, Whose.FORM)
    window = channel(two, form, browser(again(joins(somebody(), fresh(two), "Cedar").me)))
    page = window.read()
    assert TOPIC in page
    assert "Keepers change this: Alder." in page
    assert 'name="do"' not in page
    token = forging.token(bytes.fromhex(window.client.cookies["session"].value))
    answered = window.client.post(window.path, {"do": "remove", "token": token})
    assert answered.status_code == 409
    assert "Only keepers change this." in answered.content.decode()
    assert Bell.objects.count() == 1


def test_it_rings_when_somebody_sends_the_form(two: Group, me: Client) -> None:
    form = published(two, me)
    bell(form, Whose.FORM)
    sends(form, answer("what", "bread"))
    assert waiting() == {form: Says.ARRIVED}


def test_a_bell_goes_with_its_form_and_with_its_circle(two: Group, me: Client) -> None:
    form = begun(two, me)
    bell(form, Whose.FORM)
    send(me, at(two, "page_form_remove", form))
    assert not Bell.objects.exists()
    send(me, at(two, "page_add_form"), begin="write-to-us")
    bell(draft(two).value.forms[0].mailbox, Whose.FORM)
    ending.end(fresh(two))
    assert not Bell.objects.exists()
