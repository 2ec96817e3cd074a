"""Who is rung, and when: once a day, everybody or nobody, and nothing stays written once it is said."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.people import again, circle, joins, somebody
from toolbox.kernel.circles.acts import freezing
from toolbox.kernel.notices import keeping, marking, ringing, rules
from toolbox.kernel.notices.models import Bell, Pause, Reminder
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.notices.tests.town import DAY, HOUR, NOON, bell, waiting
from toolbox.kernel.notices.where import Way, Where
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.models import Mark

pytestmark = pytest.mark.django_db


def sent(now: datetime) -> dict[int, Says]:
    """A minute in which everything goes out: what went to whom."""
    ringing.forget(now)
    last = Mark.objects.filter(name=ringing.RUNG).values_list("value", flat=True).first()
    if rules.rings(last, now, 9):
        ringing.ring(now)
    found = waiting()
    Bell.objects.update(says=Says.NOTHING)
    return found


def test_nothing_arrived_and_nobody_is_rung() -> None:
    bell(somebody().id)
    assert sent(NOON) == {}


def test_anything_arrived_anywhere_and_all_are_rung_once_a_day() -> None:
    ana, ben = somebody(), somebody()
    bell(ana.id)
    bell(ben.id)
    marking.arrived()
    marking.arrived()
    assert Mark.objects.filter(name=marking.ARRIVED).values_list("value", flat=True).get() == "yes"
    assert sent(NOON) == {ana.id: Says.ARRIVED, ben.id: Says.ARRIVED}
    assert sent(NOON + HOUR) == {}
    marking.arrived()
    assert sent(NOON + 2 * HOUR) == {}, "not before tomorrow"
    assert sent(NOON + DAY) == {ana.id: Says.ARRIVED, ben.id: Says.ARRIVED}
    assert sent(NOON + 2 * DAY) == {}


def test_a_reminder_rings_on_its_day_and_is_gone() -> None:
    ana, ben = somebody(), somebody()
    bell(ana.id)
    bell(ben.id)
    tomorrow = (NOON + DAY).date()
    marking.remind(ana.id, tomorrow)
    marking.remind(ana.id, tomorrow)
    assert Reminder.objects.count() == 1
    assert sent(NOON) == {}
    assert sent(NOON + DAY) == {ana.id: Says.DUE}
    assert not Reminder.objects.exists()
    assert sent(NOON + 2 * DAY) == {}


def test_one_notice_a_day_where_something_is_due_and_something_arrived() -> None:
    ana, ben = somebody(), somebody()
    bell(ana.id)
    bell(ben.id)
    marking.arrived()
    marking.remind(ana.id, NOON.date())
    marking.remind(ana.id, date(2026, 3, 1))
    assert sent(NOON) == {ana.id: Says.DUE, ben.id: Says.ARRIVED}


def test_who_gave_no_bell_is_not_written_down() -> None:
    marking.remind(somebody().id, NOON.date())
    assert not Reminder.objects.exists()


def test_a_reminder_names_a_day_and_a_member_and_no_more() -> None:
    assert {field.name for field in Reminder._meta.get_fields()} == {"id", "member", "day"}


def test_a_frozen_comrade_is_not_rung() -> None:
    """Their phone may be in the wrong hands."""
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    for one in (alder.me, birch.me):
        bell(one.id)
    bell(77, Whose.FORM)
    alder.again()
    freezing.freeze(alder, birch.me.id, NOON)
    marking.arrived()
    marking.remind(again(birch.me).id, NOON.date())
    assert sent(NOON) == {alder.me.id: Says.ARRIVED}
    assert not Reminder.objects.exists()


def test_a_channel_rings_soon_and_by_itself() -> None:
    ana, form = somebody(), 77
    bell(form, Whose.FORM)
    bell(ana.id)
    marking.arrived(form)
    assert waiting() == {form: Says.ARRIVED}
    marking.arrived(ana.id)
    assert waiting() == {form: Says.ARRIVED}, "a member's bell is no channel"
    ringing.ring(NOON)
    assert waiting() == {form: Says.ARRIVED, ana.id: Says.ARRIVED}


def test_a_channel_without_a_confirmed_bell_does_not_ring() -> None:
    marking.arrived(9)
    keeping.give(9, Whose.FORM, Where(Way.NTFY, "https://ntfy.example.org/a"), NOON)
    marking.arrived(9)
    assert waiting() == {9: Says.CODE}


def test_the_town_decides_when_it_is_nine(settings: Settings) -> None:
    ana = somebody()
    bell(ana.id)
    marking.arrived()
    settings.BELL_HOUR = 14
    ringing.each_minute(NOON)
    assert waiting() == {}
    assert Mark.objects.filter(name=marking.ARRIVED).exists()
    assert not Mark.objects.filter(name=ringing.RUNG).exists()


def test_no_exact_time_stands_in_a_row() -> None:
    keeping.give(5, Whose.MEMBER, Where(Way.NTFY, "https://ntfy.example.org/a"), NOON)
    for model in (Bell, Pause):
        for row in model.objects.values():
            for value in row.values():
                if isinstance(value, datetime):
                    assert value.minute % 5 == value.second == value.microsecond == 0
    assert all(row.until - NOON < timedelta(minutes=15) for row in Pause.objects.all())


def test_whoever_sends_to_a_form_without_a_bell_waits_for_nobody() -> None:
    """On SQLite an update waits for those who write, also where it changes nothing."""
    marking.arrived()
    with CaptureQueriesContext(connection) as asked:
        marking.arrived()
        marking.arrived(new_id())
    assert len(asked) == 2
    assert all(one["sql"].startswith("SELECT") for one in asked)
