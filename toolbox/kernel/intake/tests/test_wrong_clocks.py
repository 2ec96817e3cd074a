"""The server's clock is wrong, and then it is put right. Nothing that was sent is lost, nobody is shut out."""

import datetime
import time

import pytest
from django.utils import timezone

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import codes, limits, sweeping
from toolbox.kernel.intake.acts import answering, closing, coming_back, sending, taking
from toolbox.kernel.intake.models import Envelope, Mailbox
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.intake.tests.browsing import FORM, LEAST, fields, press, stranger, text
from toolbox.kernel.intake.tests.mail import answer, filled, inbox, sends
from toolbox.kernel.retention.sweep import sweep
from toolbox.kernel.vault.ids import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mailbox")]
DAY = datetime.timedelta(days=1)
YEAR = 365 * DAY


@pytest.mark.urls("tests.asking.urls")
@pytest.mark.parametrize("days", [-400, -4, 2, 400])
def test_a_page_of_a_wrong_hour_is_sent_with_one_press_more(days: int, two: Group, mailbox: int) -> None:
    ana = stranger()
    wrong = codes.carried(codes.new("en"), mailbox, now=time.time() + days * 86_400)
    page = press(ana, ana.get(FORM), typed={**LEAST, "carried": wrong})
    assert "Press Send once more." in text(page)
    assert fields(page)["q-where"] == ["Alder and Third"]
    assert "It is sent" in text(press(ana, page))
    assert len(inbox(two).waiting) == 1


def test_an_hour_that_is_still_to_come_counts_for_nothing(mailbox: int) -> None:
    now = timezone.now()
    limits.spend(mailbox, limits.AN_HOUR, now + YEAR)
    with pytest.raises(limits.Again) as full:
        limits.check(limits.room(mailbox, now + YEAR), 1, now + YEAR)
    assert 0 < full.value.minutes <= 60
    limits.check(limits.room(mailbox, now), 1, now)
    assert limits.reserve(mailbox, 1, now)


@pytest.mark.parametrize("off", [-YEAR, YEAR])
def test_what_was_sent_at_a_wrong_time_is_read_answered_and_closed(off: datetime.timedelta, two: Group) -> None:
    mailbox, now = Mailbox.objects.get().pk, timezone.now()
    code = sends(mailbox, answer("what", "Bread"), now=now + off)
    right = sends(mailbox, answer("what", "Milk"), now=now)
    assert {one.sent.answers[0].values[0] for one in inbox(two).waiting} == {"Bread", "Milk"}
    bread = next(one for one in inbox(two).waiting if one.sent.answers[0].values == ("Bread",))
    held = taking.take(two, bread, now)
    held = answering.answer(two, held, "On Thursday.", now)
    found = coming_back.find(code)
    assert found is not None
    assert [one.text for one in found.told if one.text] == ["On Thursday."]
    coming_back.write_more(found, "Thank you.", new_id(), now + off)
    taking.merge(two, inbox(two).news)
    held = closing.close(two, two.circle.get(Submission, held.id), now)
    assert held.dies is not None
    assert held.dies > timezone.localdate(now)
    assert coming_back.find(right) is not None


def test_sent_twice_across_the_correction_it_is_there_once(mailbox: int) -> None:
    code, now = codes.new("en"), timezone.now()
    assert sending.send(mailbox, code, filled(), now + YEAR)
    assert not sending.send(mailbox, code, filled(), now)
    assert Envelope.objects.count() == 1


def test_what_came_while_the_clock_was_ahead_outlives_the_right_day(mailbox: int) -> None:
    now = timezone.now()
    sends(mailbox, now=now + 40 * DAY)
    sweeping.sweep(timezone.localdate(now) + 35 * DAY)
    assert Envelope.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_came_while_the_clock_was_behind_waits_for_its_days_all_the_same(mailbox: int) -> None:
    now = timezone.now()
    sweep(now)
    sends(mailbox, now=now - 40 * DAY)
    sweeping.sweep(timezone.localdate(now) + 29 * DAY)
    assert Envelope.objects.count() == 1
    sweeping.sweep(timezone.localdate(now) + 36 * DAY)
    assert Envelope.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_came_while_nobody_knew_that_the_clock_was_behind_gets_a_week_more(mailbox: int) -> None:
    """A computer without a clock of its own goes on where it stopped: 40 days later it still believes that day."""
    now = timezone.now()
    sweep(now - 40 * DAY)
    code = sends(mailbox, now=now - 40 * DAY)
    sweep(now)
    assert Envelope.objects.count() == 1
    assert coming_back.find(code) is not None
    for days in range(7):
        sweep(now + days * DAY)
    assert Envelope.objects.count() == 1
    for days in range(7, 15):
        sweep(now + days * DAY)
    assert Envelope.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_off_for_weeks_again_and_again_spares_once(mailbox: int) -> None:
    now = timezone.now()
    sweep(now)
    sends(mailbox, now=now)
    for days, left in ((40, 1), (60, 0)):
        sweep(now + days * DAY)
        assert Envelope.objects.count() == left
