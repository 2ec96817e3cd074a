"""Somebody without an account asks a circle for groceries, and hears back."""

import datetime

import pytest
from django.utils import timezone

from tests.people import again, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import ending, rotating, stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes, codes, limits, sweeping
from toolbox.kernel.intake.acts import answering, closing, coming_back, handing, sending, taking
from toolbox.kernel.intake.acts.coming_back import Opened, Withdrawn
from toolbox.kernel.intake.acts.handing import To
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Envelope, Mailbox, Receipt, Slip
from toolbox.kernel.intake.records import DONE, HIDDEN, OPEN, Submission
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.intake.tests.mail import answer, filled, inbox, photo, sends, taken
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.models import File, Frame, Record
from toolbox.kernel.vault.trouble import FileGone, Missing

pytestmark = pytest.mark.django_db


def now() -> datetime.datetime:
    return timezone.now()


@pytest.fixture
def two() -> Group:
    """A circle of two people."""
    own = circle(somebody())
    joins(somebody(), own, "Birch")
    return groups.opened(again(own.me), own.id)


@pytest.fixture
def mailbox(two: Group) -> int:
    return boxes.make(two, "Groceries").value.mailbox


def comes_back(code: Code) -> Opened:
    found = coming_back.find(code)
    assert found is not None
    return found


def told(code: Code) -> list[Tells]:
    return [one.tells for one in comes_back(code).told]


def test_what_was_sent_is_read_taken_in_answered_and_closed(two: Group, mailbox: int) -> None:
    code = sends(mailbox, answer("what", "Bread and milk"), answer("phone", "+12025550143"))
    opened = inbox(two)
    assert [one.sent.answers[0].values for one in opened.waiting] == [("Bread and milk",)]
    held = taking.take(two, opened.waiting[0], now())
    assert Envelope.objects.count() == 0
    assert told(code) == [Tells.SENT, Tells.TAKEN]
    held = answering.answer(two, held, "We come on Thursday.", now())
    coming_back.write_more(comes_back(code), "The bell is broken.", new_id(), now())
    assert taking.merge(two, inbox(two).news) == 1
    held = two.circle.get(Submission, held.id)
    assert [said.text for said in held.value.said] == ["We come on Thursday.", "The bell is broken."]
    assert held.value.news
    coming_back.say_solved(comes_back(code), "Thank you all.", new_id(), now())
    taking.merge(two, inbox(two).news)
    held = closing.close(two, two.circle.get(Submission, held.id), now())
    assert held.value.said[-1].thanks
    assert held.shelf == DONE
    assert held.dies == Receipt.objects.get().dies
    assert told(code)[-2:] == [Tells.SOLVED, Tells.CLOSED]


@pytest.mark.django_db(transaction=True)  # as on a server: no transaction round each request
@pytest.mark.parametrize("has_photo", [False, True])
def test_sent_twice_it_is_there_once(mailbox: int, has_photo: bool) -> None:
    code = codes.new("es")
    form = filled(answer("photo", files=(photo(),))) if has_photo else filled()
    assert sending.send(mailbox, code, form, now())
    assert not sending.send(mailbox, code, form, now())
    assert (Envelope.objects.count(), Receipt.objects.count()) == (1, 1)
    back = comes_back(code)
    number = new_id()
    for _twice in range(2):
        coming_back.write_more(back, "And onions.", number, now())
    assert Envelope.objects.count() == 2


def test_files_go_with_it_and_are_destroyed_with_it(two: Group, mailbox: int) -> None:
    code = sends(mailbox, answer("photo", files=(photo(),)))
    held = taken(two)
    (file,) = held.value.answers[0].files
    assert b"".join(filing.content(file)) == b"a photo of the fridge"
    assert coming_back.withdraw(comes_back(code), now()) is Withdrawn.DESTROYED
    assert (File.objects.count(), Frame.objects.count()) == (0, 0)
    with pytest.raises(Missing):
        two.circle.get(Submission, held.id)
    assert coming_back.find(code) is None
    assert Slip.objects.count() == 0


def test_a_file_that_waited_too_long_sends_nothing(mailbox: int) -> None:
    file = photo()
    File.objects.all().delete()
    with pytest.raises(FileGone):
        sends(mailbox, answer("photo", files=(file,)))
    assert (Envelope.objects.count(), Receipt.objects.count()) == (0, 0)


def test_withdrawn_before_anybody_read_it(two: Group, mailbox: int) -> None:
    code = sends(mailbox, answer("photo", files=(photo(),)))
    assert coming_back.withdraw(comes_back(code), now()) is Withdrawn.DESTROYED
    assert (Envelope.objects.count(), File.objects.count(), Receipt.objects.count()) == (0, 0, 0)
    assert inbox(two).waiting == []


def test_under_a_legal_paper_withdrawing_hides(two: Group, mailbox: int) -> None:
    read, unread = sends(mailbox), sends(mailbox, answer("what", "Rice"))
    held = taken(two)
    stopping.stop(two)
    for code in (read, unread):
        assert coming_back.withdraw(comes_back(code), now()) is Withdrawn.HIDDEN
        assert coming_back.withdraw(comes_back(code), now()) is Withdrawn.HIDDEN, "twice is as once"
        assert told(code)[-1] is Tells.HIDDEN
    opened = inbox(two)
    assert [one.hidden for one in opened.waiting] == [True]
    taking.merge(two, opened.news)
    assert two.circle.get(Submission, held.id, hidden=True).shelf == HIDDEN
    later = timezone.localdate() + datetime.timedelta(days=60)
    Mailbox.objects.update(stopped_until=later)
    sweeping.sweep(later)
    assert Envelope.objects.count() == 2, "nothing is destroyed until it is lifted"
    stopping.lift(two)
    sweeping.sweep(later)
    assert Envelope.objects.count() == 0


def test_nobody_took_it_in(two: Group, mailbox: int) -> None:
    code = sends(mailbox, answer("photo", files=(photo(),)))
    day = Envelope.objects.get().dies
    sweeping.sweep(day - datetime.timedelta(days=1))
    assert Envelope.objects.count() == 1
    sweeping.sweep(day)
    assert (Envelope.objects.count(), File.objects.count()) == (0, 0)
    assert not coming_back.is_waiting(comes_back(code))
    assert not coming_back.is_read(comes_back(code)), "the receipt can say so for two weeks"
    sweeping.sweep(day + datetime.timedelta(days=21))
    assert coming_back.find(code) is None


def test_it_is_handed_on_and_the_receipt_goes_on_working(two: Group, mailbox: int) -> None:
    code = sends(mailbox, answer("what", "A ride"), answer("photo", files=(photo(),)))
    held = answering.answer(two, taken(two), "The drivers will call you.", now())
    drivers = circle(again(two.me), "Drivers")
    joins(somebody(), drivers, "Dill")
    drivers = groups.opened(again(two.me), drivers.id)
    target = boxes.for_handing_on(drivers)
    closed = handing.hand_on(two, held, To(target.value.mailbox, "Riverbend Drivers"), now())
    assert closed.value.answers[1].files == ()
    there = taking.take(drivers, inbox(drivers).waiting[0], now())
    assert there.value.handed_by == "Alder Street"
    assert [said.text for said in there.value.said] == ["The drivers will call you."]
    assert b"".join(filing.content(there.value.answers[1].files[0])) == b"a photo of the fridge"
    coming_back.write_more(comes_back(code), "I wait at the corner.", new_id(), now())
    assert inbox(two).news == []
    assert taking.merge(drivers, inbox(drivers).news) == 1
    assert coming_back.withdraw(comes_back(code), now()) is Withdrawn.DESTROYED
    assert not Record.objects.filter(pk__in=[held.id, there.id]).exists(), "in both circles"


def test_no_form_takes_in_what_one_person_alone_could_read() -> None:
    alone = circle(somebody())
    mailbox = boxes.make(alone, "Groceries").value.mailbox
    with pytest.raises(limits.Closed):
        sends(mailbox)
    birch = joins(somebody(), alone, "Birch")
    boxes.fresh(groups.opened(again(alone.me), alone.id))
    sends(mailbox)
    rotating.leave(groups.opened(again(birch.me), alone.id))
    with pytest.raises(limits.Closed):
        sends(mailbox)


def test_a_new_root_brings_a_new_key_and_what_waits_still_opens(two: Group, mailbox: int) -> None:
    before = bytes(Mailbox.objects.get().public_key)
    sends(mailbox)
    rotating.rotate(two)
    two = groups.opened(again(two.me), two.id)
    assert len(inbox(two).waiting) == 1
    assert bytes(Mailbox.objects.get().public_key) != before
    sends(mailbox)
    assert len(inbox(two).waiting) == 2


def test_a_restored_toolbox_opens_its_forms_with_a_new_root(two: Group, mailbox: int) -> None:
    Mailbox.objects.update(**Mailbox.restored)
    boxes.fresh(two)
    with pytest.raises(limits.Closed):
        sends(mailbox)
    rotating.rotate(two)
    boxes.fresh(groups.opened(again(two.me), two.id))
    sends(mailbox)


def test_a_circle_that_ends_takes_its_mail_along(mailbox: int, two: Group) -> None:
    code = sends(mailbox, answer("photo", files=(photo(),)))
    ending.end(two)
    assert (Mailbox.objects.count(), Envelope.objects.count(), File.objects.count()) == (0, 0, 0)
    assert not coming_back.has_readers(comes_back(code))


def test_too_much_at_once(mailbox: int) -> None:
    when = datetime.datetime(2026, 11, 27, 10, 20, tzinfo=datetime.UTC)
    box = Mailbox.objects.get()
    limits.spend(box.id, limits.AN_HOUR - limits.LEAST, when)
    sends(mailbox, now=when)
    with pytest.raises(limits.Again) as again_:
        sends(mailbox, now=when)
    assert again_.value.minutes == 40
    sends(mailbox, now=when + datetime.timedelta(minutes=40))


def test_what_does_not_open_hides_nothing(two: Group, mailbox: int) -> None:
    sends(mailbox)
    sends(mailbox, answer("what", "Rice"))
    row = Envelope.objects.first()
    assert row is not None
    row.body = bytes(row.body)[:-1] + b"x"
    row.save()
    opened = inbox(two)
    assert (len(opened.waiting), opened.damaged) == (1, 1)


def test_it_can_be_taken_in_once(two: Group, mailbox: int) -> None:
    sends(mailbox)
    waiting = inbox(two).waiting[0]
    taking.take(two, waiting, now())
    with pytest.raises(Missing):
        taking.take(two, waiting, now())
    assert two.circle.count(Submission, OPEN) == 1
