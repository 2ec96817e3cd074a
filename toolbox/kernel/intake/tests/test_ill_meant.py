"""Somebody means ill, or two press at once: nothing of others is touched, and nothing acknowledged is lost."""

import pytest
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from tests.people import again
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import rules
from toolbox.kernel.intake.acts import coming_back, handing, sending, taking
from toolbox.kernel.intake.acts.coming_back import Withdrawn
from toolbox.kernel.intake.acts.handing import To
from toolbox.kernel.intake.models import Envelope
from toolbox.kernel.intake.questions import Ask
from toolbox.kernel.intake.records import HANDED, HIDDEN, Answer, Proposal, Submission
from toolbox.kernel.intake.tests.case import taken_in
from toolbox.kernel.intake.tests.desk import Desk, desk, hidden, said
from toolbox.kernel.intake.tests.mail import answer, filled, inbox, photo, sends
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.kernel.vault.models import File, Record
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Missing

pytestmark = pytest.mark.django_db


def with_a_photo() -> Answer:
    """An answer that is a file."""
    return answer("photo", ask=Ask.FILE, files=(photo(),))


def opened(night: Desk) -> Group:
    """The circle, as it stands now."""
    return groups.opened(again(night.group.me), night.group.id)


def stopped(night: Desk) -> Group:
    """The same after a legal paper came."""
    stopping.stop(opened(night))
    return opened(night)


def test_a_number_of_somebody_else_reaches_nothing_of_theirs(client: Client) -> None:
    theirs = taken_in(desk(), with_a_photo())
    code = sends(desk().mailbox, answer("what", "Nothing"))
    carried = {"code": code.text, "text": "Hello", "number": spell(theirs.record)}
    assert client.post("/receipt/", {**carried, "do": "write"}).status_code == 200
    assert not Envelope.objects.filter(pk=theirs.record).exists()
    assert client.post("/receipt/", {"code": code.text, "do": "withdraw-now"}).status_code == 200
    assert File.objects.filter(record=theirs.record).count() == 1


def test_a_number_that_is_there_already_is_no_trouble(client: Client) -> None:
    night = desk()
    code, other = (sends(night.mailbox, answer("what", "Bread")) for _one in range(2))
    found = coming_back.find(other)
    assert found is not None
    carried = {"code": code.text, "do": "write", "text": "More", "number": spell(found.told[0].envelope)}
    for _press in range(2):
        assert client.post("/receipt/", carried).status_code == 200
    assert Envelope.objects.count() == 3, "the two forms, and what was added once"


def test_more_than_a_record_holds_waits_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    night = desk()
    case = taken_in(night)
    monkeypatch.setattr(taking, "MOST_MERGED", 9_000)
    for number in range(4):
        coming_back.write_more(case.back(), f"{number} " + "x" * 3_900, new_id(), timezone.now())
    assert night.alder.get(night.at("inbox")).status_code == 200
    assert len(case.now.said) == 2
    group = opened(night)
    others = [taking.take(group, one, timezone.now()) for one in taking.settle(group, inbox(group)).waiting]
    written = [one.text[0] for value in (case.now, *(held.value for held in others)) for one in value.said]
    assert sorted(written) == list("0123")


def test_nobody_fills_an_inbox_with_one_receipt(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    case = taken_in(desk())
    monkeypatch.setattr(coming_back, "MOST_ADDED", 2)
    for _time in range(2):
        coming_back.write_more(case.back(), "More", new_id(), timezone.now())
    page = client.post(
        "/receipt/", {"code": case.code.text, "do": "write", "text": "Once more", "number": spell(new_id())}
    )
    assert page.status_code == 503
    assert "no more fits" in page.content.decode()
    assert "Once more" in page.content.decode(), "what was typed stays"
    assert coming_back.withdraw(case.back(), timezone.now()) is Withdrawn.DESTROYED


def test_a_form_leaves_room_for_what_comes_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_SENT", 5_000)
    with pytest.raises(TooLarge):
        sends(desk().mailbox, answer("what", "x" * 9_000))
    assert filled().answers, "the short one of these tests is taken"


def test_withdrawn_under_a_paper_it_is_hidden_where_it_was_handed_on_too() -> None:
    night, others = desk(), desk()
    case = taken_in(night)
    group = stopped(night)
    handing.hand_on(group, group.circle.get(Submission, case.record), To(others.mailbox, "Others"), timezone.now())
    assert night.one(HANDED).id == case.record
    assert coming_back.withdraw(case.back(), timezone.now()) is Withdrawn.HIDDEN
    assert not inbox(others.group).waiting, "where no paper came it is gone"
    case.looked()
    assert night.one(HIDDEN).id == case.record
    assert "Bread for Rosa" not in case.page()


def test_what_somebody_took_in_is_not_destroyed_as_unread() -> None:
    night = desk()
    code = sends(night.mailbox, answer("what", "Bread"))
    found = coming_back.find(code)
    assert found is not None
    coming_back.write_more(found, "Do not come to the door", new_id(), timezone.now())
    seen = inbox(night.group).waiting[0]
    held = taking.take(night.birchs, inbox(night.birchs).waiting[0], timezone.now())
    with pytest.raises(Missing):
        taking.destroy(night.group, seen)
    group = opened(night)
    taking.merge(group, inbox(group).news)
    assert [one.text for one in group.circle.get(Submission, held.id).value.said] == ["Do not come to the door"]


def test_two_destroy_the_same() -> None:
    night = desk()
    sends(night.mailbox, answer("what", "Bread"))
    several, ticked = night.at("inbox_several"), {"row": [spell(one) for one in night.waiting()]}
    pages = [
        (who, {**hidden(who, night.at("inbox"), several), **ticked, "do": "destroy"})
        for who in (night.alder, night.birch)
    ]
    answers = [said(who.post(several, carried)) for who, carried in pages]
    assert "1 thing was destroyed." in answers[0]
    assert "0 things were destroyed. 1 was not there any more." in answers[1]
    assert not Envelope.objects.exists()


def test_what_is_hidden_unread_gives_no_file_and_is_not_taken_in() -> None:
    night = desk()
    code = sends(night.mailbox, with_a_photo())
    stopped(night)
    found = coming_back.find(code)
    assert found is not None
    assert coming_back.withdraw(found, timezone.now()) is Withdrawn.HIDDEN
    waiting = inbox(night.group).waiting[0]
    assert waiting.hidden
    file = waiting.sent.answers[0].files[0].file
    for name in ("inbox_new_file", "inbox_new_picture"):
        assert night.alder.get(night.at(name, waiting.id, file)).status_code == 404
    night.alder.post(night.at("inbox_take", waiting.id))
    assert not Record.objects.filter(pk__in=[held.id for held in night.open()]).exists()


def test_covered_words_are_gone_from_proposed_texts_and_names_of_files() -> None:
    case = taken_in(desk(), with_a_photo())
    one = Proposal(id=1, text="Rosa got bread", when=timezone.now(), by=1, kept=b"Rosa")
    value = replace(case.now, proposals=(one,))
    covered = rules.covered(value, ["rosa", "fridge"], [], [])
    assert covered.covered
    assert (covered.proposals[0].text, covered.proposals[0].kept) == (f"{rules.COVER} got bread", b"")
    assert covered.answers[0].files[0].name == f"{rules.COVER}.jpg"
    assert rules.covered(value, ["nobody"], [], []) == value
