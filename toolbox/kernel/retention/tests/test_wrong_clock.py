"""The clock jumps, or the server was off for months: nothing is destroyed on a wrong day, and all of it in the end."""

import datetime

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests.people import circle, somebody
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.retention import clock
from toolbox.kernel.retention.clock import Doubt
from toolbox.kernel.retention.commands import sweep as command
from toolbox.kernel.retention.sweep import is_due, sweep
from toolbox.kernel.vault.held import new
from toolbox.kernel.vault.models import Mark
from toolbox.kernel.vault.tests.slips import Slip

MONDAY = datetime.date(2031, 5, 5)
NOON = datetime.datetime(2031, 5, 5, 12, tzinfo=datetime.UTC)
DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)


def runs(begun: datetime.datetime, hours: float, beat: int = 0) -> Doubt | None:
    """The server runs for hours, and looks each minute; what it says at the end."""
    doubt = None
    for minute in range(int(hours * 60) + 1):
        doubt = clock.look(begun + minute * MINUTE, beat + 60 * minute)
    return doubt


@pytest.mark.django_db(transaction=True)
def test_a_clock_that_is_a_year_ahead_for_an_evening_destroys_nothing() -> None:
    sweep(NOON)
    assert runs(NOON + 365 * DAY, hours=10) is not None
    assert clock.look(NOON + DAY) is None, "it was put right"
    assert not Mark.objects.filter(name=clock.DOUBT).exists()
    assert runs(NOON + 365 * DAY, hours=20) is not None, "the waiting begins anew"


@pytest.mark.django_db(transaction=True)
def test_a_server_that_was_off_for_three_months_destroys_after_a_day() -> None:
    sweep(NOON)
    assert runs(NOON + 90 * DAY, hours=23.9) is not None
    assert runs(NOON + 91 * DAY, hours=0.2, beat=24 * 3600 - 360) is None
    assert is_due(NOON + 91 * DAY)
    sweep(NOON + 91 * DAY)
    assert clock.look(NOON + 91 * DAY) is None
    assert clock.look(NOON + 92 * DAY) is None
    assert not Mark.objects.filter(name=clock.DOUBT).exists()


@pytest.mark.django_db(transaction=True)
def test_a_laptop_that_is_opened_for_an_hour_destroys_on_the_third_day() -> None:
    sweep(NOON)
    for days, says in ((90, False), (97, False), (104, True)):
        assert (runs(NOON + days * DAY, hours=1, beat=1000 * days) is None) is says


@pytest.mark.django_db(transaction=True)
def test_a_server_that_runs_is_never_in_doubt() -> None:
    sweep(NOON)
    for days in (0, 1, 8):
        assert clock.look(NOON + days * DAY) is None
        assert clock.look(NOON - days * DAY) is None
    assert clock.look(NOON + 9 * DAY) is not None


@pytest.mark.django_db(transaction=True)
def test_a_new_toolbox_has_nothing_to_doubt() -> None:
    assert clock.look(NOON) is None


def test_sleep_and_restarts_do_not_count_as_running() -> None:
    doubt = clock.gone_on(None, MONDAY, 1000)
    for beat, ran in ((1060, 60), (1120, 120), (90_000, 120), (90_060, 180), (5, 180), (65, 240)):
        doubt = clock.gone_on(doubt, MONDAY, beat)
        assert doubt.ran == ran
    assert clock.unpacked(clock.packed(doubt)) == doubt


def test_a_clock_that_goes_back_meanwhile_was_wrong() -> None:
    doubt = Doubt(MONDAY, days=2, ran=80_000, beat=50)
    assert clock.gone_on(doubt, MONDAY - DAY, 60) == Doubt(MONDAY - DAY, beat=60)


@pytest.mark.django_db(transaction=True)
def test_by_hand_it_asks_whether_today_is_right() -> None:
    alder, today = circle(somebody()), timezone.localdate()
    alder.circle.put(new(Slip("closed long ago"), "open").on("done", today - DAY))
    stopped = circle(somebody(), "Elsewhere", "Elm")
    stopping.stop(stopped)
    Mark.objects.create(name=clock.LAST, value=(today - 100 * DAY).isoformat())
    refused = CliRunner().invoke(command, obj=lambda: None)
    assert refused.exit_code == 1
    assert f"today is {today}" in refused.output
    assert str(today - 100 * DAY) in refused.output
    assert "--now-is-right" in refused.output
    assert len(alder.circle.shelf(Slip)) == 1
    done = CliRunner().invoke(command, ["--now-is-right"], obj=lambda: None)
    assert "Destroyed: 1 records" in done.output
    assert alder.circle.shelf(Slip) == []
    assert stopping.until(stopped) is not None
    assert "Destroyed: 0 records" in CliRunner().invoke(command, obj=lambda: None).output


def test_a_clock_that_jumps_again_while_it_is_in_doubt_is_doubted_anew() -> None:
    doubt = clock.gone_on(clock.gone_on(None, MONDAY, 0), MONDAY + DAY, 60)
    far = MONDAY + 400 * DAY
    assert clock.gone_on(doubt, far, 120) == Doubt(far, beat=120)
