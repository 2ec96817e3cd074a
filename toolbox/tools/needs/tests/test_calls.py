"""Whose call it is, when it is tried again, and when one that goes on comes next: in any town, on any night."""

import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from toolbox.kernel.records.people import Contact, ContactKind
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import OPEN, Ask, Board, Came, Claim, End, Entry, How, Outcome, Urgency, Who
from toolbox.tools.needs.rules import asks, calls

UTC = datetime.UTC
ME, OTHER = 7, 8
NOW = datetime.datetime(2026, 11, 24, 10, 12, tzinfo=UTC)
TODAY = NOW.date()
CHICAGO = ZoneInfo("America/Chicago")
BOARD = Board()
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)

moments = st.integers(157_766_400, 3_786_912_000).map(lambda second: datetime.datetime.fromtimestamp(second, UTC))
"""From 1975 to 2090."""
zones = st.timezones()


def an_ask(**more: object) -> Ask:
    return replace(Ask(came=NOW, source=Came.PHONE, number=1, words="A cot"), **more)


def entry(outcome: Outcome, when: datetime.datetime = NOW, **more: object) -> Entry:
    return replace(Entry(when=when, by=ME, how=How.CALL, outcome=outcome), **more)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime.datetime:
    """A moment on Chicago's clock."""
    return datetime.datetime(year, month, day, hour, minute, tzinfo=CHICAGO).astimezone(UTC)


def is_there(day: datetime.date, time: datetime.time, zone: datetime.tzinfo) -> bool:
    """Whether a clock shows this at all."""
    shown = calls.shows(day, time, zone).astimezone(zone)
    return (shown.date(), shown.time().replace(fold=0)) == (day, time)


@given(moments, zones)
def test_six_is_the_first_six_two_hours_on_in_any_town(now: datetime.datetime, zone: ZoneInfo) -> None:
    six = calls.next_six(now, zone)
    assert six > now + calls.GAP
    days = [now.astimezone(zone).date() + datetime.timedelta(days=gone) for gone in range(-1, 4)]
    sixes = [calls.shows(day, calls.SIX, zone) for day in days if is_there(day, calls.SIX, zone)]
    later = [when for when in sixes if when > now + calls.GAP]
    shown = six.astimezone(zone)
    if shown.time() == calls.SIX:
        assert six == min(later)
    else:
        assert not is_there(shown.date(), calls.SIX, zone), "another hour only where the clock leaves out six"


def test_six_across_the_nights_on_which_clocks_change() -> None:
    assert calls.next_six(at(2026, 3, 7, 19), CHICAGO) == at(2026, 3, 8, 18)
    assert calls.next_six(at(2026, 3, 7, 19), CHICAGO) - at(2026, 3, 7, 18) == datetime.timedelta(hours=23)
    assert calls.next_six(at(2026, 10, 31, 18), CHICAGO) - at(2026, 10, 31, 18) == datetime.timedelta(hours=25)
    assert calls.next_six(at(2026, 7, 4, 15, 59), CHICAGO) == at(2026, 7, 4, 18)
    assert calls.next_six(at(2026, 7, 4, 17, 59), CHICAGO) == at(2026, 7, 5, 18), "a minute later nobody answers either"


@given(moments, zones)
def test_after_a_voicemail_there_is_time_to_call_back(now: datetime.datetime, zone: ZoneInfo) -> None:
    when = calls.tomorrow_at_six(now, zone)
    assert when > now
    assert when.astimezone(zone).date() > now.astimezone(zone).date()


@given(moments, zones, st.integers(1, 366), st.times().map(lambda time: time.replace(second=0, microsecond=0)))
def test_a_call_that_goes_on_keeps_its_hour_and_its_days(
    turn: datetime.datetime, zone: ZoneInfo, every: int, time: datetime.time
) -> None:
    day = turn.astimezone(zone).date()
    if not is_there(day, time, zone):
        return
    turn = calls.shows(day, time, zone)
    ask = an_ask(every=every, turn=turn, again=turn)
    for late in (0, 3, 26, 24 * every + 1):
        now = turn + datetime.timedelta(hours=late)
        following = calls.next_turn(ask, now, zone)
        assert following > now
        shown = following.astimezone(zone)
        if is_there(shown.date(), time, zone):
            assert shown.time().replace(fold=0) == time
            assert (shown.date() - day).days % every == 0
            earlier = calls.shows(shown.date() - datetime.timedelta(days=every), time, zone)
            assert earlier <= now or earlier <= turn, "no turn is left out"


def test_every_day_at_ten_is_at_ten_in_summer_and_in_winter() -> None:
    ask = an_ask(every=1, turn=at(2026, 10, 31, 10), again=at(2026, 10, 31, 10))
    talked = calls.said(ask, entry(Outcome.TALKED, at(2026, 10, 31, 10, 20)), BOARD, CHICAGO)
    assert talked.again == talked.turn == at(2026, 11, 1, 10)
    assert at(2026, 11, 1, 10) - at(2026, 10, 31, 10) == datetime.timedelta(hours=25)


def test_who_did_not_answer_in_time_keeps_their_thursday() -> None:
    thursday = at(2026, 11, 5, 10)
    ask = an_ask(every=7, turn=thursday, again=thursday)
    tried = calls.said(ask, entry(Outcome.NO_ANSWER, thursday, again=at(2026, 11, 5, 18)), BOARD, CHICAGO)
    assert (tried.again, tried.turn) == (at(2026, 11, 5, 18), thursday)
    talked = calls.said(tried, entry(Outcome.TALKED, at(2026, 11, 6, 18, 5)), BOARD, CHICAGO)
    assert talked.again == at(2026, 11, 12, 10), "the next Thursday at ten, not Friday at six"


def test_one_talk_more_in_between_moves_nothing() -> None:
    thursday = at(2026, 11, 12, 10)
    ask = an_ask(every=7, turn=thursday, again=thursday)
    assert calls.said(ask, entry(Outcome.TALKED, at(2026, 11, 6, 9)), BOARD, CHICAGO).again == thursday
    early = calls.said(ask, entry(Outcome.TALKED, at(2026, 11, 11, 17)), BOARD, CHICAGO)
    assert early.again == at(2026, 11, 19, 10), "the evening before counts as the call itself"


def test_the_first_talk_sets_the_hour_and_an_agreed_one_changes_it() -> None:
    first = calls.said(an_ask(every=2), entry(Outcome.TALKED, at(2026, 11, 2, 10, 41)), BOARD, CHICAGO)
    assert first.again == at(2026, 11, 4, 10, 30)
    agreed = entry(Outcome.TALKED, at(2026, 11, 4, 10, 30), again=at(2026, 11, 7, 16))
    moved = calls.said(first, agreed, BOARD, CHICAGO)
    assert moved.again == moved.turn == at(2026, 11, 7, 16)
    assert calls.said(moved, entry(Outcome.TALKED, at(2026, 11, 7, 16, 1)), BOARD, CHICAGO).again == at(2026, 11, 9, 16)


def test_a_note_on_a_call_that_goes_on_does_not_stop_it() -> None:
    ask = an_ask(every=7, turn=NOW, again=NOW)
    noted = calls.said(ask, replace(entry(Outcome.NONE), how=How.NOTE, text="likes jazz"), BOARD, CHICAGO)
    assert noted.again == NOW


def test_after_the_end_nobody_is_called_again_but_to_ask_how_it_went() -> None:
    ask = asks.ended(an_ask(every=7, turn=NOW, again=NOW), End.MET, ME, NOW, TODAY, follow_days=7)
    asked = calls.said(ask, entry(Outcome.TALKED), BOARD, CHICAGO)
    assert (asked.again, asked.follow) == (None, None)


def test_opened_again_it_comes_up_at_its_hour_with_whoever_had_it() -> None:
    claim = Claim(by=OTHER, since=TODAY, until=TODAY)
    ask = an_ask(every=7, turn=NOW + DAY, again=NOW + DAY, claim=claim)
    over = asks.ended(ask, End.MET, ME, NOW, TODAY)
    assert (over.claim, over.again) == (None, None)
    open_ = asks.reopened(over, BOARD, ME, NOW, TODAY, {ME, OTHER})
    assert open_.again == NOW + DAY
    assert open_.claim == Claim(by=OTHER, since=TODAY, until=TODAY + BOARD.claim_days * DAY)
    assert asks.reopened(over, BOARD, ME, NOW, TODAY, {ME}).claim is None, "they left the circle meanwhile"
    late = asks.reopened(over, BOARD, ME, NOW + 2 * DAY, TODAY, {OTHER})
    assert calls.is_to_call(late, OTHER, NOW + 2 * DAY, TODAY + 2 * DAY), "its hour is over: now"
    assert not calls.is_to_call(late, ME, NOW + 2 * DAY, TODAY + 2 * DAY), "it is somebody else's"


def test_a_helper_without_an_account_is_asked_anew() -> None:
    claim = Claim(offer=8, name="Fern", since=TODAY, until=TODAY)
    over = asks.ended(an_ask(claim=claim), End.MET, ME, NOW, TODAY)
    assert asks.reopened(over, BOARD, ME, NOW, TODAY, {0, ME}).claim is None


def test_who_calls_each_week_keeps_them_and_who_stays_away_loses_them() -> None:
    claim = Claim(by=ME, since=TODAY - datetime.timedelta(days=20), until=TODAY - datetime.timedelta(days=1))
    ask = an_ask(every=14, turn=NOW, again=NOW, claim=claim)
    mine = calls.said(ask, entry(Outcome.TALKED), BOARD, CHICAGO)
    assert mine.claim is not None
    assert mine.claim.until == TODAY + datetime.timedelta(days=14 + BOARD.claim_days)
    others = calls.said(ask, replace(entry(Outcome.TALKED), by=OTHER), BOARD, CHICAGO)
    assert others.claim is None
    assert [one.outcome for one in others.log] == [Outcome.RAN_OUT, Outcome.TALKED]


def test_a_call_is_ones_own_for_twenty_minutes_and_then_anybodys() -> None:
    mine = asks.locked(an_ask(), ME, NOW)
    assert calls.minutes_left(mine, ME, NOW) == 20
    assert calls.minutes_left(mine, OTHER, NOW) == 0
    assert calls.minutes_left(mine, ME, NOW + 19 * MINUTE + MINUTE / 2) == 1
    assert not calls.is_to_call(mine, OTHER, NOW + 19 * MINUTE, TODAY)
    with pytest.raises(asks.NotNow):
        asks.locked(mine, OTHER, NOW + 19 * MINUTE)
    late = NOW + 20 * MINUTE
    assert calls.minutes_left(mine, ME, late) == 0
    assert calls.is_to_call(mine, OTHER, late, TODAY)
    assert asks.locked(mine, OTHER, late).locked_by == OTHER


@given(st.integers(0, 3000))
def test_nobody_and_everybody_never_have_a_call_at_once(seconds: int) -> None:
    mine, when = asks.locked(an_ask(), ME, NOW), NOW + datetime.timedelta(seconds=seconds)
    assert (calls.minutes_left(mine, ME, when) > 0) != calls.is_to_call(mine, OTHER, when, TODAY)


def test_who_writes_down_a_call_late_takes_it_from_nobody() -> None:
    theirs = asks.locked(an_ask(), OTHER, NOW)
    told = calls.said(theirs, entry(Outcome.NO_ANSWER), BOARD, CHICAGO)
    assert (told.locked_by, told.locked_until) == (OTHER, theirs.locked_until)
    assert told.log[-1].by == ME
    assert calls.said(asks.locked(an_ask(), ME, NOW), entry(Outcome.NO_ANSWER), BOARD, CHICAGO).locked_until is None


def test_what_is_in_the_queue_and_what_is_not() -> None:
    claim = Claim(by=OTHER, since=TODAY, until=TODAY)
    mine = replace(claim, by=ME)
    late = replace(claim, until=TODAY - datetime.timedelta(days=1))
    past, future = NOW - MINUTE, NOW + MINUTE
    assert calls.is_to_call(an_ask(), ME, NOW, TODAY)
    assert calls.is_to_call(an_ask(again=past), ME, NOW, TODAY)
    assert calls.is_to_call(an_ask(claim=late), ME, NOW, TODAY)
    assert calls.is_to_call(an_ask(claim=mine, again=past), ME, NOW, TODAY), "what one promised oneself"
    assert not calls.is_to_call(an_ask(claim=mine), ME, NOW, TODAY)
    assert not calls.is_to_call(an_ask(claim=claim, again=past), ME, NOW, TODAY)
    assert not calls.is_to_call(an_ask(again=future), ME, NOW, TODAY)
    assert not calls.is_to_call(an_ask(waits_for="formula", again=past), ME, NOW, TODAY)
    assert not calls.is_to_call(an_ask(ended=TODAY), ME, NOW, TODAY)


def test_who_was_talked_to_does_not_come_up_again_until_something_happens() -> None:
    talked = calls.said(an_ask(), entry(Outcome.TALKED), BOARD, CHICAGO)
    assert not calls.is_to_call(talked, ME, NOW, TODAY)
    wrote = asks.logged(talked, Entry(when=NOW, how=How.RECEIPT, text="one more thing"))
    assert calls.is_to_call(wrote, ME, NOW, TODAY)
    dropped = asks.let_go(asks.claimed(talked, BOARD, OTHER, NOW, TODAY), OTHER, NOW)
    assert calls.is_to_call(dropped, ME, NOW, TODAY), "who would have done it cannot"


def test_a_wrong_number_is_dialled_no_more() -> None:
    numbers = tuple(Contact(kind=ContactKind.PHONE, value=f"+1202555014{last}") for last in (1, 2))
    ask = an_ask(who=Who(contacts=numbers))
    one = calls.said(calls.without(ask, calls.number(ask)), entry(Outcome.WRONG_NUMBER), BOARD, CHICAGO)
    assert calls.number(one) == numbers[1].value
    assert calls.is_to_call(one, ME, NOW, TODAY), "there is another number"
    none = calls.said(calls.without(one, calls.number(one)), entry(Outcome.WRONG_NUMBER), BOARD, CHICAGO)
    assert calls.number(none) == ""
    assert none.unknown == ("phone",)
    assert not calls.is_to_call(none, ME, NOW, TODAY)
    assert calls.is_to_call(replace(none, who=ask.who, unknown=()), ME, NOW, TODAY)


queues = st.lists(
    st.builds(
        lambda age, urgency, languages, again, by: an_ask(
            came=NOW - age * MINUTE,
            urgency=Urgency(urgency),
            who=Who(languages=languages),
            again=None if again is None else NOW + again * MINUTE,
            claim=None if by is None else Claim(by=by, since=TODAY, until=TODAY),
        ),
        st.integers(0, 50),
        st.integers(0, 2),
        st.sampled_from([(), ("es",), ("en-GB",), ("Mam",), ("es-MX", "en")]),
        st.sampled_from([None, -5, 5]),
        st.sampled_from([None, ME, OTHER]),
    ),
    max_size=12,
)


@given(queues, st.sampled_from([(), ("es",), ("en", "es-MX")]))
def test_the_queue_has_what_cannot_wait_first_and_then_what_waited_longest(
    values: list[Ask], spoken: tuple[str, ...]
) -> None:
    held = [Held(place, ask, OPEN) for place, ask in enumerate(values, 1)]
    found = calls.queue(held, ME, spoken, NOW, TODAY)
    assert {one.id for one in found} == {
        one.id for one in held if calls.is_to_call(one.value, ME, NOW, TODAY) and calls.speaks(one.value, spoken)
    }
    for before, following in pairwise(found):
        if (before.value.claim is None) == (following.value.claim is None):
            assert asks.order(before.value) <= asks.order(following.value)
        else:
            assert before.value.claim is not None, "what one promised oneself comes first"


def test_languages_are_compared_without_their_region_and_unknown_ones_fit_everybody() -> None:
    assert calls.speaks(an_ask(who=Who(languages=("es",))), {"es-MX", "en"})
    assert not calls.speaks(an_ask(who=Who(languages=("mam",))), {"es", "en"})
    assert calls.speaks(an_ask(who=Who(languages=("mam",))), set())
    assert calls.speaks(an_ask(), {"en"})
    assert calls.speaks(an_ask(who=Who(languages=("mam",)), asked_by=Who(languages=("es",))), {"es"})
