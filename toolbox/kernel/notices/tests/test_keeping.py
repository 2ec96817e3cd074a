"""A bell is somebody's only after the code came back; nobody can have strangers flooded."""

from datetime import timedelta

import pytest

from tests.people import somebody
from toolbox.kernel.members import accounts
from toolbox.kernel.notices import keeping, marking, ringing
from toolbox.kernel.notices.keeping import Later, Tried
from toolbox.kernel.notices.models import Bell, Pause, Reminder
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.notices.tests.town import DAY, MAIL, NOON, TOPIC, address_of, bell, waiting
from toolbox.kernel.notices.where import Way, Where

pytestmark = pytest.mark.django_db
TO = Where(Way.NTFY, TOPIC)
MINUTE = timedelta(minutes=1)


def code_of(whose: int) -> str:
    row = keeping.of(whose)
    assert row is not None
    return keeping.code(row, TO)


def another(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_comes_back_and_the_bell_is_theirs() -> None:
    ana = somebody()
    keeping.give(ana.id, Whose.MEMBER, TO, NOON)
    assert waiting() == {ana.id: Says.CODE}
    assert keeping.confirm(ana.id, code_of(ana.id)) is Tried.RIGHT
    row = Bell.objects.get()
    assert (row.unconfirmed_until, row.says, address_of(row)) == (None, Says.NOTHING, TOPIC)
    assert keeping.confirm(ana.id, code_of(ana.id)) is Tried.GONE, "nothing waits for a code any more"


def test_three_wrong_codes_and_it_is_gone() -> None:
    keeping.give(5, Whose.MEMBER, TO, NOON)
    right = code_of(5)
    assert keeping.confirm(5, another(right)) is Tried.WRONG
    assert keeping.confirm(5, "") is Tried.WRONG
    assert keeping.confirm(5, another(right)) is Tried.GONE
    assert keeping.confirm(5, right) is Tried.GONE
    assert not Bell.objects.exists()


def test_a_code_of_somebody_else_confirms_nothing() -> None:
    keeping.give(5, Whose.MEMBER, TO, NOON)
    keeping.give(6, Whose.MEMBER, TO, NOON)
    assert keeping.confirm(6, code_of(5)) is Tried.WRONG  # but for once in a million


def test_one_code_in_ten_minutes_and_each_is_another() -> None:
    keeping.give(5, Whose.MEMBER, TO, NOON)
    first = keeping.of(5)
    with pytest.raises(Later) as refused:
        keeping.once_more(5, NOON + 9 * MINUTE)
    assert refused.value.minutes == 4, "until the next step of five minutes"
    keeping.remove(5)
    with pytest.raises(Later):
        keeping.give(5, Whose.MEMBER, TO, NOON + 9 * MINUTE)
    keeping.give(5, Whose.MEMBER, TO, NOON + 15 * MINUTE)
    second = keeping.of(5)
    keeping.once_more(5, NOON + 30 * MINUTE)
    third = keeping.of(5)
    assert len({row.pk for row in (first, second, third) if row}) == 3, "the code is made from the row"


def test_five_a_day_tests_too_and_tomorrow_again() -> None:
    bell(5)
    Pause.objects.all().delete()
    for number in range(5):
        keeping.test(5, NOON + number * 20 * MINUTE)
    with pytest.raises(Later) as refused:
        keeping.test(5, NOON + 200 * MINUTE)
    assert refused.value.minutes == 0
    keeping.test(5, NOON + DAY)


def test_a_form_that_is_made_anew_brings_no_fresh_codes_to_an_address() -> None:
    for form in range(5):
        keeping.give(100 + form, Whose.FORM, Where(Way.MAIL, MAIL), NOON)
        marking.forget_channel(100 + form)
    for spelled in (MAIL, MAIL.upper(), MAIL.replace("@", "+again@")):
        with pytest.raises(Later) as refused:
            keeping.give(200, Whose.FORM, Where(Way.MAIL, spelled), NOON + MINUTE)
        assert refused.value.minutes == 0
    keeping.give(200, Whose.FORM, TO, NOON + MINUTE)  # who was refused has not used up anything
    keeping.give(201, Whose.FORM, Where(Way.MAIL, MAIL), NOON + DAY)
    ringing.forget(NOON + 2 * DAY)
    assert not Pause.objects.exists()


def test_a_confirmed_bell_is_not_replaced_by_another_address() -> None:
    row = bell(5)
    keeping.give(5, Whose.MEMBER, Where(Way.NTFY, TOPIC + "x"), NOON)
    assert address_of(Bell.objects.get()) == address_of(row)
    assert waiting() == {}


def test_an_address_that_nobody_confirms_is_forgotten_and_never_rung() -> None:
    ana = somebody()
    keeping.give(ana.id, Whose.MEMBER, TO, NOON)
    marking.remind(ana.id, NOON.date())
    marking.arrived()
    ringing.ring(NOON)
    assert waiting() == {ana.id: Says.CODE}
    assert not Reminder.objects.exists()
    ringing.forget(NOON + DAY)
    assert Bell.objects.exists()
    ringing.forget(NOON + 2 * DAY)
    assert not Bell.objects.exists()
    assert not Pause.objects.exists()


def test_who_is_deleted_has_no_bell_and_no_reminders_a_minute_later() -> None:
    ana, ben = somebody(), somebody()
    for one in (ana, ben):
        bell(one.id)
        marking.remind(one.id, (NOON + DAY).date())
    accounts.delete(ana)
    ringing.forget(NOON)
    assert [row.whose for row in Bell.objects.all()] == [ben.id]
    assert [row.member for row in Reminder.objects.all()] == [ben.id]


def test_a_bell_of_a_form_stays_until_its_room_says_that_it_is_no_more() -> None:
    bell(77, Whose.FORM)
    bell(78, Whose.FORM)
    ringing.forget(NOON)
    assert Bell.objects.count() == 2, "no member is called 77, and that is no reason"
    marking.forget_channel(77)
    assert [row.whose for row in Bell.objects.all()] == [78]


def test_a_bell_that_an_earlier_toolbox_gave_to_a_circle_is_gone_within_a_minute() -> None:
    bell(79, Whose.FORM)
    Bell.objects.update(kind=2)
    ringing.forget(NOON)
    assert not Bell.objects.exists()


def test_who_takes_their_bell_away_takes_the_reminders_too() -> None:
    ana = somebody()
    bell(ana.id)
    marking.remind(ana.id, (NOON + DAY).date())
    keeping.remove(ana.id)
    ringing.forget(NOON)
    assert not Reminder.objects.exists()
