"""A legal paper came: one says it, nothing is destroyed, two extend or lift it."""

import datetime

import pytest
from django.urls import reverse

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.records import Act
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.printing.tests.reading import squeezed, words
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import Stopped

pytestmark = pytest.mark.django_db
FORTNIGHT = datetime.timedelta(days=14)


def _fresh(group: Group) -> Group:
    return groups.opened(again(group.me), group.id)


def test_one_press_stops_all_destruction_and_everybody_sees_it() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    slip = alder.circle.put(Slip("kept"), "open")
    address = reverse("legal_paper", args=[alder.id])
    page = browser(birch.me)
    assert "destroy nothing" in page.get(address).content.decode()
    assert send(page, address, do="stop").status_code == 302
    assert stopping.until(alder) == today() + FORTNIGHT
    with pytest.raises(Stopped):
        alder.circle.destroy(slip)
    seen = browser(alder.me).get(address).content.decode()
    assert "by Birch" in seen
    assert 'value="stop"' not in seen


def test_one_alone_in_a_circle_of_two_can_neither_extend_nor_lift() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    address = reverse("legal_paper", args=[alder.id])
    hers, his = browser(alder.me), browser(birch.me)
    send(hers, address, do="stop")
    until = stopping.until(alder)
    send(hers, address, do="lift")
    send(hers, address, do="lift")
    (wanted,) = _fresh(alder).settings.proposals
    assert send(hers, address, do="agree", proposal=wanted.id).status_code == 409
    assert send(hers, address, do="stop").status_code == 409
    assert stopping.until(alder) == until
    assert "asked to lift the stop" in his.get(address).content.decode()
    assert send(his, address, do="agree", proposal=wanted.id).status_code == 302
    assert stopping.until(alder) is None
    assert _fresh(alder).settings.proposals == ()


def test_two_make_it_fourteen_days_longer() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    address = reverse("legal_paper", args=[alder.id])
    hers, his = browser(alder.me), browser(birch.me)
    send(hers, address, do="stop")
    send(hers, address, do="extend")
    (wanted,) = _fresh(alder).settings.proposals
    assert send(his, address, do="agree", proposal=wanted.id).status_code == 302
    assert stopping.until(alder) == today() + 2 * FORTNIGHT


def test_no_is_an_answer_and_old_wishes_do_not_outlive_the_stop() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    address = reverse("legal_paper", args=[alder.id])
    hers, his = browser(alder.me), browser(birch.me)
    send(hers, address, do="stop")
    send(hers, address, do="extend")
    (wanted,) = _fresh(alder).settings.proposals
    send(his, address, do="no", proposal=wanted.id)
    assert _fresh(alder).settings.proposals == ()
    send(hers, address, do="extend")
    send(hers, address, do="lift")
    lift = next(one for one in _fresh(alder).settings.proposals if one.act == Act.LIFT)
    send(his, address, do="agree", proposal=lift.id)
    assert _fresh(alder).settings.proposals == ()


def test_somebody_alone_decides_alone() -> None:
    alder = circle(somebody())
    address = reverse("legal_paper", args=[alder.id])
    hers = browser(alder.me)
    send(hers, address, do="stop")
    send(hers, address, do="extend")
    assert stopping.until(alder) == today() + 2 * FORTNIGHT
    send(hers, address, do="lift")
    assert stopping.until(alder) is None


def test_what_nobody_offers_is_not_done() -> None:
    alder = circle(somebody())
    address = reverse("legal_paper", args=[alder.id])
    for do in ("extend", "lift", "agree", "no", "", "anything"):
        assert send(browser(alder.me), address, do=do, proposal="-1").status_code == 409
    assert stopping.until(alder) is None


def test_the_printed_list_names_no_circle() -> None:
    alder = circle(somebody(), "Alder Street")
    answer = send(browser(alder.me), reverse("legal_paper", args=[alder.id]), do="print")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="sheet.pdf"'
    assert answer["Cache-Control"] == "no-store"
    text = "".join(words(answer.content))
    assert squeezed("Destroy nothing") in text
    assert squeezed("Alder Street") not in text
    assert stopping.until(alder) is None
