"""Alder and Birch answer what somebody sent, look after it, and close it."""

import pytest
from django.utils import timezone

from toolbox.kernel.circles.tests.seen import on_paper
from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import DONE, OPEN, SPAM
from toolbox.kernel.intake.tests.case import Case, taken_in
from toolbox.kernel.intake.tests.desk import desk, hidden, said, sent, words
from toolbox.kernel.intake.tests.mail import answer, sends
from toolbox.kernel.vault.ids import new_id, spell

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db: None) -> Case:
    night = desk()
    return taken_in(night)


def test_an_answer_reaches_the_receipt(case: Case) -> None:
    assert '<a class="button main" href="' + case.at("inbox_answer") in case.page()
    form = case.page(name="inbox_answer")
    assert "Write no places and times that would hurt somebody" in form
    assert "tel:+1-202-555-0143" in form
    answered = sent(case.desk.alder, case.at("inbox_answer"), words="We come on Thursday.")
    assert answered.url == case.at()
    assert case.told() == ["We come on Thursday."]
    page = case.page(case.desk.birch)
    assert "<bdi>Alder</bdi>" in page
    assert '<a class="button main" href="' + case.at("inbox_close") in page, "what is left is to close it"


def test_an_empty_answer_says_what_to_do(case: Case) -> None:
    assert "Write a few words." in said(sent(case.desk.alder, case.at("inbox_answer"), words=" "))
    assert case.told() == []


def test_two_who_answer_at_once_see_both(case: Case) -> None:
    page = case.at("inbox_answer")
    birchs = hidden(case.desk.birch, page, page)
    sent(case.desk.alder, page, words="We come on Thursday.")
    late = case.desk.birch.post(page, {**birchs, "words": "Who are you?"})
    assert late.status_code == 409
    assert "Something was said while you were writing" in said(late)
    assert "We come on Thursday." in said(late)
    assert "Who are you?</textarea>" in said(late)
    assert case.told() == ["We come on Thursday."]
    sent_too = case.desk.birch.post(page, {**birchs, "version": "1", "words": "Or on Friday?"})
    assert sent_too.status_code == 302
    assert case.told() == ["We come on Thursday.", "Or on Friday?"]


def test_pressed_twice_it_is_said_once(case: Case) -> None:
    page = case.at("inbox_answer")
    carried = hidden(case.desk.alder, page, page)
    for _twice in range(2):
        assert case.desk.alder.post(page, {**carried, "words": "On Thursday."}).status_code == 302
    assert case.told() == ["On Thursday."]


def test_nobody_reads_an_answer_when_the_receipt_is_gone(case: Case) -> None:
    page = case.at("inbox_answer")
    carried = hidden(case.desk.alder, page, page)
    Receipt.objects.all().delete()
    late = case.desk.alder.post(page, {**carried, "words": "On Thursday."})
    assert "The receipt is gone: nobody can read an answer any more." in said(late)
    assert "On Thursday.</textarea>" in said(late)
    assert 'Call instead: <a href="tel:+1-202-555-0143">' in case.page()
    assert case.at("inbox_answer") not in case.page()


def test_withdrawn_while_somebody_writes_their_words_are_shown_once_more(case: Case) -> None:
    page = case.at("inbox_answer")
    carried = hidden(case.desk.alder, page, page)
    coming_back.withdraw(case.back(), timezone.now())
    late = case.desk.alder.post(page, {**carried, "words": "On Thursday."})
    assert late.status_code == 404
    assert "Whoever sent it took it back" in said(late)
    assert "On Thursday." in said(late)
    assert "This is not here any more" in said(case.desk.alder.get(case.at()))


def test_looked_after_handed_over_and_let_go(case: Case) -> None:
    holder = case.at("inbox_holder")
    mine = spell(case.desk.group.me.id)
    carried = hidden(case.desk.alder, case.at(), holder)
    assert case.desk.alder.post(holder, {**carried, "member": mine}).status_code == 302
    assert case.now.holder == case.desk.group.me.id
    birchs = spell(case.desk.birchs.me.id)
    assert f'<option value="{birchs}">Birch</option>' in case.page()
    carried = hidden(case.desk.alder, case.at(), holder)
    case.desk.alder.post(holder, {**carried, "member": birchs})
    assert case.now.holder == case.desk.birchs.me.id
    assert "You look after it." in case.page(case.desk.birch)
    carried = hidden(case.desk.birch, case.at(), holder)
    case.desk.birch.post(holder, {**carried, "member": ""})
    assert case.now.holder == 0


def test_two_who_take_it_on_at_once_do_not_undo_each_other(case: Case) -> None:
    holder = case.at("inbox_holder")
    birchs = hidden(case.desk.birch, case.at(), holder)
    case.desk.alder.post(holder, {**hidden(case.desk.alder, case.at(), holder), "member": spell(case.desk.group.me.id)})
    late = case.desk.birch.post(holder, {**birchs, "member": spell(case.desk.birchs.me.id)})
    assert late.status_code == 409
    assert "Somebody was quicker. It is looked after by: Alder." in said(late)
    assert case.now.holder == case.desk.group.me.id


def test_closed_with_a_last_word_and_opened_again(case: Case) -> None:
    assert "It will be destroyed on" in case.page(name="inbox_close")
    assert sent(case.desk.alder, case.at("inbox_close"), words="The bag stands at the door.").url == case.at()
    assert case.told() == ["The bag stands at the door."]
    held = case.desk.one(DONE)
    assert held.dies == Receipt.objects.get().dies
    page = case.page()
    assert "The bag stands at the door." in page
    assert "Open it again" in page
    assert "It will be destroyed on" in page
    assert case.at("inbox_close") not in page
    sent(case.desk.alder, case.at(), case.at("inbox_mark"), do="back")
    assert case.desk.one(OPEN).dies is None
    assert "It stays until one of you closes it. 30 days later it is destroyed." in case.page()


def test_they_wrote_while_somebody_closed_it(case: Case) -> None:
    page = case.at("inbox_close")
    carried = hidden(case.desk.alder, page, page)
    coming_back.write_more(case.back(), "And onions, please.", new_id(), timezone.now())
    case.looked()
    late = case.desk.alder.post(page, {**carried, "words": ""})
    assert late.status_code == 409
    assert "And onions, please." in said(late)
    assert len(case.desk.open(OPEN)) == 1
    case.desk.alder.post(
        case.at("inbox_mark"), {**hidden(case.desk.alder, case.at(), case.at("inbox_mark")), "do": "read"}
    )
    assert not case.now.news


def test_thanks_stand_out_and_are_printed_without_a_name(case: Case) -> None:
    coming_back.say_solved(case.back(), "You saved our week.", new_id(), timezone.now())
    case.looked()
    page = case.page()
    assert "says that it is solved" in page
    assert '<blockquote class="words"><p dir="auto"><strong>You saved our week.' in page
    strip = sent(case.desk.alder, case.at(), case.at("inbox_item_print"), do="thanks")
    assert strip.headers["Content-Type"] == "application/pdf"
    text = on_paper(strip.content)
    assert "Yousavedourweek." in text
    for word in ("Rosa", "555", "Alder"):
        assert word not in text


def test_spam_and_back(case: Case) -> None:
    sent(case.desk.alder, case.at(), case.at("inbox_mark"), do="spam")
    assert case.desk.one(SPAM).dies == Receipt.objects.get().dies, "the receipt does not live for ever"
    assert case.told() == [], "they are told nothing"
    coming_back.write_more(case.back(), "This is no spam.", new_id(), timezone.now())
    case.looked()
    assert case.desk.one(SPAM).value.news
    assert "wrote since" in words(case.desk.alder, case.desk.at("inbox") + "?show=spam")
    sent(case.desk.alder, case.at(), case.at("inbox_mark"), do="back")
    assert case.desk.one(OPEN).dies is None


def test_withdrawing_reaches_what_was_taken_for_spam_unread() -> None:
    night = desk()
    code = sends(night.mailbox, answer("what", "Rice"))
    (envelope,) = night.waiting()
    sent(night.alder, night.at("inbox_new", envelope), night.at("inbox_take", envelope), do="spam")
    assert len(night.open(SPAM)) == 1
    found = coming_back.find(code)
    assert found is not None
    coming_back.withdraw(found, timezone.now())
    assert night.open(SPAM) == []
