"""Money laid out for an ask: with a photo of the receipt, over the budget, paid back; and what goes by mail."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.intake.tests.desk import Desk, said, sent, words
from toolbox.kernel.records.money import Money
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.kernel.vault.models import File
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import Ask, Came, End, Outcome, Paid
from toolbox.tools.needs.rules import money
from toolbox.tools.needs.tests.test_errands import come_back, errand_of, errand_sent, told
from toolbox.tools.needs.tests.town import asks_for, board, opened, the_ask, written

DAY = datetime.date(2026, 3, 3)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


@pytest.mark.django_db
def test_laid_out_with_a_photo_and_paid_back(desk: Desk) -> None:
    held = written(desk, "Milk")
    page = desk.at("need_lay_out", held.id)
    assert "Write an amount in numbers" in said(sent(desk.alder, page, sum="a lot"))
    assert "Write an amount in numbers" in said(sent(desk.alder, page, sum="0"))
    photo = SimpleUploadedFile("receipt.png", PNG, "image/png")
    answer = sent(desk.alder, page, sum="12.50", what="milk", photo=photo)
    assert answer.status_code == 302, said(answer)
    (paid,) = the_ask(desk).value.paid
    assert paid.sum == Money(amount=1250, currency="USD")
    assert paid.receipt is not None
    assert File.objects.get(pk=paid.receipt.file).record == held.id
    picture = desk.birch.get(desk.at("need_receipt", held.id, paid.receipt.file))
    assert picture.headers["Content-Type"].startswith("image/")
    page = words(desk.birch, desk.at("needs_money"))
    assert "$12.50" in page
    sent(desk.birch, desk.at("needs_money"), desk.at("need_paid", held.id), paid=spell(paid.id), do="back")
    assert "Nothing is to be paid back." in words(desk.birch, desk.at("needs_money"))
    assert "paid back" in words(desk.alder, desk.at("need", held.id))


@pytest.mark.django_db
def test_a_photo_survives_a_mistake_in_the_form(desk: Desk) -> None:
    held = written(desk, "Milk")
    page = desk.at("need_lay_out", held.id)
    answer = sent(desk.alder, page, sum="", photo=SimpleUploadedFile("receipt.png", PNG, "image/png"))
    assert "Sealed already" in said(answer)


@pytest.mark.django_db
def test_more_than_the_budget_is_said_and_not_forbidden(desk: Desk) -> None:
    held = written(desk, "Milk")
    keeping.change_board(opened(desk), lambda board: replace(board, budget=Money(amount=1000, currency="USD")))
    page = desk.at("need_lay_out", held.id)
    assert "up to $10.00" in words(desk.alder, page)
    sent(desk.alder, page, sum="12")
    assert "more was laid out than you agreed on" in words(desk.alder, page)


@pytest.mark.django_db
def test_posted_the_address_is_gone_here_and_in_what_was_sent(desk: Desk) -> None:
    asks_for(desk)
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    keeping.change_board(opened(desk), lambda board: replace(board, by_post=True))
    held = the_ask(desk)
    page = desk.at("need_posted", held.id)
    assert "Alder Street and Third" in words(desk.alder, page)
    assert sent(desk.alder, page).status_code == 302
    now = the_ask(desk)
    assert now.value.place is None
    assert now.value.log[-1].outcome is Outcome.POSTED
    (form,) = opened(desk).circle.shelf(Submission)
    assert "Street and Third" not in str([answer.values for answer in form.value.answers])
    assert "Street and Third" not in words(desk.birch, desk.at("need", held.id))


@pytest.mark.django_db
def test_the_sentence_of_thanks_reaches_whoever_helped(desk: Desk) -> None:
    rosa = asks_for(desk)
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    held = the_ask(desk)
    sent(desk.alder, desk.at("need_destroy", held.id))
    plum = errand_sent(desk)
    come_back(plum, "takes", about=errand_of(plum))
    words(desk.alder, board(desk))
    again = asks_for(desk)
    assert coming_back.find(rosa) is not None
    receipt = coming_back.find(again)
    assert receipt is not None
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))
    group = opened(desk)
    carried = next(one for one in group.circle.shelf(Ask) if one.value.claim is not None)
    thankful = next(one for one in group.circle.shelf(Ask) if one.value.submission)
    group.circle.put(carried.now(submission=thankful.value.submission, receipt=thankful.value.receipt))
    form = group.circle.get(Submission, thankful.value.submission)
    group.circle.put(form.now(became=carried.id))
    coming_back.say_solved(receipt, "The bread was warm", new_id(), timezone.now())
    words(desk.alder, board(desk))
    assert "The bread was warm" in words(desk.birch, desk.at("need", carried.id))
    assert Tells.ANSWER in told(plum)
    assert "The bread was warm" in come_back(plum)


@pytest.mark.django_db
def test_how_it_went_is_asked_after_some_days(desk: Desk) -> None:
    keeping.change_board(opened(desk), lambda board: replace(board, follow_days=3))
    held = written(desk, "Milk")
    sent(desk.alder, desk.at("need_end", held.id), end="met")
    ended = the_ask(desk)
    assert ended.value.follow == timezone.localdate() + datetime.timedelta(days=3)
    opened(desk).circle.put(ended.now(follow=timezone.localdate()))
    assert "Milk" in words(desk.birch, f"{board(desk)}?show=follow")
    sent(desk.birch, desk.at("need_log", held.id), how="call", outcome="talked", text="all well")
    assert the_ask(desk).value.follow is None
    assert the_ask(desk).value.end is End.MET


PAID = st.builds(
    Paid,
    id=st.integers(0, 2**60),
    sum=st.builds(Money, amount=st.integers(1, 10_000), currency=st.sampled_from(["USD", "MXN"])),
    day=st.just(DAY),
    back=st.sampled_from([None, DAY]),
)


@given(st.lists(PAID, max_size=money.MOST))
def test_what_is_open_and_what_is_back_is_everything(paid: list[Paid]) -> None:
    ask = Ask(came=datetime.datetime(2026, 3, 3, tzinfo=datetime.UTC), source=Came.PHONE, number=1, words="x")
    for one in paid:
        ask = money.laid_out(ask, one)
    whole = sum(one.amount for one in [*money.totals(ask.paid), *money.totals(ask.paid, back=True)])
    assert whole == sum(one.sum.amount for one in paid)
    for one in paid:
        ask = money.paid_back(ask, one.id, DAY)
    assert money.totals(ask.paid) == []
