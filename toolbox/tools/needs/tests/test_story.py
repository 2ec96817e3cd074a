"""An ask from the form to its end, and an offer: brought in, taken on, called, let go, ended, opened again."""

import pytest
from django.utils import timezone

from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.records import DONE, MADE, Submission
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.intake.tests.desk import Desk, said, sent, words
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.kernel.vault.trouble import Missing
from toolbox.tools.needs.finding import hits
from toolbox.tools.needs.records import ENDED, OPEN, End, Outcome
from toolbox.tools.needs.tests.town import asks, asks_for, board, offers, opened, the_ask, the_offer, written

pytestmark = pytest.mark.django_db


def bring_in(desk: Desk) -> str:
    return said(sent(desk.alder, board(desk), desk.at("needs_bring_in")))


def press(desk: Desk, do: str, who: str = "alder", **more: str) -> object:
    held = the_ask(desk)
    client = desk.alder if who == "alder" else desk.birch
    return sent(client, desk.at("need", held.id), desk.at("need_do", held.id), do=do, **more)


def test_an_empty_board_teaches(desk: Desk) -> None:
    page = words(desk.alder, board(desk))
    assert "Nobody has asked yet." in page
    assert "Write down an ask" in page


def test_what_comes_through_a_form_is_brought_in_with_everything_that_was_said(desk: Desk) -> None:
    code = asks_for(desk, "groceries", "baby", words="Third floor, the bell is broken")
    page = words(desk.alder, board(desk))
    assert "1 thing came in through your forms and is not on the board yet." in page
    assert "1 thing was brought in." in bring_in(desk)
    ask = the_ask(desk).value
    assert ask.wants == ("groceries", "baby")
    assert (ask.adults, ask.children, ask.small) == (2, 1, 0)
    assert ask.place is not None
    assert ask.place.street == "Alder Street and Third"
    assert ask.words == "Third floor, the bell is broken"
    assert ask.who.languages == ("es",)
    assert ask.who.contacts[0].value == "+12025550143"
    page = words(desk.birch, board(desk))
    assert "Groceries, Formula or diapers" in page
    assert "nobody yet" in page
    receipt = coming_back.find(code)
    assert receipt is not None
    assert {told.tells for told in receipt.told} == {Tells.SENT, Tells.TAKEN, Tells.BECAME}
    (sent_,) = opened(desk).circle.shelf(Submission)
    assert sent_.shelf == MADE, "the inbox asks nobody to look after it a second time"


def test_two_press_at_once_and_one_is_told(desk: Desk) -> None:
    written(desk)
    assert press(desk, "claim").status_code == 302  # type: ignore[attr-defined]
    answer = press(desk, "claim", "birch")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "Somebody was quicker: somebody else has it now." in said(answer)
    assert the_ask(desk).value.claim.by == desk.group.me.id  # type: ignore[union-attr]
    assert "you until" in words(desk.alder, f"{board(desk)}?show=mine")
    press(desk, "let-go")
    assert the_ask(desk).value.claim is None
    assert [entry.outcome for entry in the_ask(desk).value.log] == [Outcome.CLAIMED, Outcome.LET_GO]


def test_handed_to_somebody_else_it_is_on_their_desk(desk: Desk) -> None:
    held = written(desk)
    press(desk, "hand", member=spell(desk.birchs.me.id))
    assert the_ask(desk).value.claim.by == desk.birchs.me.id  # type: ignore[union-attr]
    assert "You do 1 errand." in words(desk.birch, "/desk/")
    assert "You do 1 errand." not in words(desk.alder, "/desk/")
    assert held.id == the_ask(desk).id


def test_a_call_is_written_down_with_when_to_try_again(desk: Desk) -> None:
    held = written(desk)
    answer = sent(desk.alder, desk.at("need_log", held.id), how="call", outcome="")
    assert "Write a few words, or choose what came of it." in said(answer)
    answer = sent(
        desk.alder,
        desk.at("need_log", held.id),
        how="call",
        outcome="no_answer",
        again_day=timezone.localdate().isoformat(),
        again_at="00:00",
    )
    assert answer.status_code == 302
    page = words(desk.alder, desk.at("need", held.id))
    assert "no answer" in page
    assert "call now" in page
    assert "1 person is to be called back now." in words(desk.birch, "/desk/")
    assert "A cot" in words(desk.birch, f"{board(desk)}?show=call")


def test_out_of_stock_it_waits_and_keeps_its_place(desk: Desk) -> None:
    first, second = written(desk, "Formula"), written(desk, "Matches")
    sent(desk.alder, desk.at("need_wait", first.id), what="formula")
    page = words(desk.alder, board(desk))
    assert "waits for formula" in page
    assert page.index("Formula") < page.index("Matches"), "it keeps its place"
    assert "Matches" not in words(desk.alder, f"{board(desk)}?show=waits")
    sent(desk.alder, desk.at("need", first.id), desk.at("need_do", first.id), do="on")
    assert "waits for formula" not in words(desk.alder, board(desk)).split("</main>")[0]
    assert second.id in {held.id for held in asks(desk)}


def test_ended_it_gets_its_day_and_its_sender_reads_a_word(desk: Desk) -> None:
    code = asks_for(desk)
    bring_in(desk)
    held = the_ask(desk)
    answer = sent(desk.alder, desk.at("need_end", held.id))
    assert "Choose how it ended." in said(answer)
    answer = sent(desk.alder, desk.at("need_end", held.id), end="met", words="two bags", said="Que aproveche.")
    assert answer.status_code == 302
    ended = the_ask(desk)
    assert (ended.shelf, ended.value.end) == (ENDED, End.MET)
    assert ended.dies is not None
    receipt = coming_back.find(code)
    assert receipt is not None
    assert receipt.closed
    assert receipt.told[-1].text == "Que aproveche."
    (sent_,) = opened(desk).circle.shelf(Submission)
    assert sent_.shelf == DONE
    assert sent_.dies == ended.dies
    sent(desk.alder, desk.at("need", held.id), desk.at("need_do", held.id), do="reopen")
    assert the_ask(desk).shelf == OPEN
    assert the_ask(desk).dies is None
    (sent_,) = opened(desk).circle.shelf(Submission)
    assert sent_.shelf == MADE


def test_who_writes_more_is_seen_on_the_board_and_opens_what_had_ended(desk: Desk) -> None:
    code = asks_for(desk)
    bring_in(desk)
    held = the_ask(desk)
    sent(desk.alder, desk.at("need_end", held.id), end="met")
    receipt = coming_back.find(code)
    assert receipt is not None
    coming_back.write_more(receipt, "The milk was sour", new_id(), timezone.now())
    page = words(desk.birch, board(desk))
    assert "wrote more" in page
    now = the_ask(desk)
    assert now.shelf == OPEN
    assert now.value.news
    assert "The milk was sour" in words(desk.birch, desk.at("need", held.id))
    sent(desk.birch, desk.at("need", held.id), desk.at("need_do", held.id), do="seen")
    assert not the_ask(desk).value.news


def test_who_withdraws_it_has_it_destroyed_on_the_board_too(desk: Desk) -> None:
    code = asks_for(desk)
    bring_in(desk)
    held = the_ask(desk)
    receipt = coming_back.find(code)
    assert receipt is not None
    coming_back.withdraw(receipt, timezone.now())
    assert asks(desk) == []
    with pytest.raises(Missing):
        opened(desk).circle.get(type(held.value), held.id)
    answer = desk.alder.get(desk.at("need", held.id))
    assert answer.status_code == 404
    assert "whoever sent it took it back" in said(answer)


def test_who_withdraws_it_takes_back_the_same_once_more_too(desk: Desk) -> None:
    code = asks_for(desk)
    bring_in(desk)
    held = the_ask(desk)
    sent(desk.alder, desk.at("need", held.id), desk.at("need_copy", held.id))
    again = next(one for one in asks(desk) if one.id != held.id)
    sent(desk.alder, desk.at("need", again.id), desk.at("need_copy", again.id))
    other = written(desk, "A cot")
    assert len(asks(desk)) == 4
    receipt = coming_back.find(code)
    assert receipt is not None
    coming_back.withdraw(receipt, timezone.now())
    assert [one.id for one in asks(desk)] == [other.id]


def test_on_the_phone_what_nobody_said_is_marked_and_asked_the_next_time(desk: Desk) -> None:
    answer = sent(desk.alder, desk.at("need_new"), words="")
    assert "Write what is needed, or choose it above." in said(answer)
    answer = sent(desk.alder, desk.at("need_new"), words="A ride on Friday", phone="202 555 0143")
    held = the_ask(desk)
    assert answer.url == desk.at("need", held.id)
    assert held.value.unknown == ("place", "people", "languages", "times")
    assert "Still to ask: where, for how many people" in words(desk.alder, desk.at("need", held.id))
    sent(desk.alder, desk.at("need_edit", held.id), words="A ride on Friday", phone="202 555 0143", street="Third")
    assert "place" not in the_ask(desk).value.unknown


def test_paper_is_keyed_in_one_after_the_other(desk: Desk) -> None:
    answer = sent(desk.alder, f"{desk.at('need_new')}?by=paper", desk.at("need_new"), words="Diapers", by="paper")
    assert "Here is the next one." in said(answer)
    assert the_ask(desk).value.unknown == (), "what is not on the sheet is not asked for again"


def test_two_who_mend_at_once_lose_nothing(desk: Desk) -> None:
    held = written(desk)
    page = desk.at("need_edit", held.id)
    old = {"version": str(held.version)}
    sent(desk.birch, page, words="A cot and a blanket", **old)
    answer = sent(desk.alder, page, words="A cot, please", **old)
    assert "Somebody changed this meanwhile. Yours is here" in said(answer)
    assert "A cot, please" in said(answer)
    assert the_ask(desk).value.words == "A cot and a blanket"


def test_the_same_once_more_asks_nothing_twice(desk: Desk) -> None:
    held = written(desk, "Groceries for two", adults=2)
    answer = sent(desk.alder, desk.at("need", held.id), desk.at("need_copy", held.id))
    assert answer.status_code == 302
    _first, second = asks(desk)
    assert (second.value.words, second.value.adults, second.value.log) == ("Groceries for two", 2, ())


def test_an_offer_comes_in_and_is_found_by_what_it_can_do(desk: Desk) -> None:
    offers(desk, "drive", "cook")
    bring_in(desk)
    held = the_offer(desk)
    assert held.value.can == ("drive", "cook")
    assert held.value.who.name == "Plum"
    assert "Drive, Cook" in words(desk.alder, desk.at("offers"))
    (hit,) = hits(opened(desk).circle, "plum")
    assert hit.url_name == "offer"
    assert "Plum" in words(desk.birch, desk.at("offer", held.id))


def test_destroyed_by_hand_it_is_gone_with_what_was_sent(desk: Desk) -> None:
    asks_for(desk)
    bring_in(desk)
    held = the_ask(desk)
    assert "Destroy this ask now?" in words(desk.alder, desk.at("need_destroy", held.id))
    assert "It is destroyed." in said(sent(desk.alder, desk.at("need_destroy", held.id)))
    assert asks(desk) == []
    assert opened(desk).circle.shelf(Submission) == []
