"""How long things are kept: shown, printed without a name, and agreed on with a day."""

import datetime

import pytest
from django.urls import reverse
from msgspec.structs import replace

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.printing.tests.reading import squeezed, words
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.tests.slips import SLIP

pytestmark = pytest.mark.django_db


def test_every_kind_stands_there_and_what_is_shorter_here() -> None:
    alder = circle(somebody())
    address = reverse("retention", args=[alder.id])
    seen = browser(alder.me).get(address).content.decode()
    assert "the circle itself" in seen
    assert "30 days after its end" in seen
    assert "shorter here" not in seen
    alder.change(lambda one: replace(one, shortened={SLIP.name: 7}))
    seen = browser(alder.me).get(address).content.decode()
    assert "7 days after its end" in seen
    assert "shorter here" in seen


def test_printing_changes_nothing_and_names_the_circle_only_if_asked() -> None:
    alder = circle(somebody(), "Alder Street")
    address = reverse("retention", args=[alder.id])
    page = browser(alder.me)
    sheet = send(page, address, do="print")
    assert sheet["Content-Type"] == "application/pdf"
    assert sheet["Content-Disposition"] == 'inline; filename="sheet.pdf"'
    text = "".join(words(sheet.content))
    assert squeezed("30 days after its end") in text
    assert squeezed("Alder Street") not in text
    assert squeezed("Alder Street") in "".join(words(send(page, address, do="print", named="on").content))
    assert group.opened(again(alder.me), alder.id).settings.agreed is None


def test_agreeing_writes_the_day_down_for_everybody() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    address = reverse("retention", args=[alder.id])
    assert "have not agreed" in browser(alder.me).get(address).content.decode()
    assert send(browser(birch.me), address, do="agree").status_code == 302
    assert group.opened(again(alder.me), alder.id).settings.agreed == group.today()
    assert "You agreed on this on" in browser(alder.me).get(address).content.decode()


def test_a_legal_stop_is_said_here_too() -> None:
    alder = circle(somebody())
    stopping.stop(alder)
    seen = browser(alder.me).get(reverse("retention", args=[alder.id])).content.decode()
    assert "none of the days below count" in seen


def test_what_begins_the_days_of_a_note_is_said() -> None:
    alder = circle(somebody())
    seen = browser(alder.me).get(reverse("retention", args=[alder.id])).content.decode()
    assert "30 days after somebody removes it" in seen


def test_the_day_that_was_agreed_on_stands_on_the_sheet() -> None:
    alder = circle(somebody())
    alder.change(lambda one: replace(one, agreed=datetime.date(2026, 7, 25)))
    text = "".join(words(send(browser(alder.me), reverse("retention", args=[alder.id]), do="print").content))
    assert squeezed("Agreed on: 25 July 2026") in text
    assert squeezed("Our marks:") in text


def test_nobody_agrees_while_a_legal_paper_stops_it_and_the_sheet_says_that_one_came() -> None:
    alder = circle(somebody())
    until = stopping.stop(alder)
    address, client = reverse("retention", args=[alder.id]), browser(alder.me)
    stopped = client.get(address).content.decode()
    assert "We have agreed on this today" not in stopped
    assert "Print the agreement" not in stopped
    assert send(client, address, do="agree").status_code == 409
    assert group.opened(again(alder.me), alder.id).settings.agreed is None
    text = "".join(words(send(client, address, do="print").content))
    assert squeezed("before anybody asks") not in text
    assert squeezed("A legal paper came") in text
    assert squeezed(day(until)) in text
    assert squeezed("Agreed on") not in text, "no day, and no room for one that is written in later"
