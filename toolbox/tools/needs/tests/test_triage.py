"""One household in two asks, over HTTP: seen, put together, heard of, ended, taken apart, withdrawn."""

from typing import Any

import pytest
from django.utils import timezone

from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.acts.coming_back import Opened
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.questions import Both
from toolbox.kernel.intake.records import DONE, MADE, Submission
from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.projects import publishing, starters
from toolbox.kernel.projects import rules as page_rules
from toolbox.kernel.projects.records import Draft, Front
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.tools.needs import families, keeping
from toolbox.tools.needs.records import ENDED, JOINED, OPEN, Ask, Category, End, Outcome
from toolbox.tools.needs.rules import boards, joining
from toolbox.tools.needs.tests.town import asks, asks_for, board, opened, written

pytestmark = pytest.mark.django_db


def bring_in(desk: Desk) -> None:
    sent(desk.alder, board(desk), desk.at("needs_bring_in"))


def receipt(code: Code) -> Opened:
    found = coming_back.find(code)
    assert found is not None
    return found


def two(desk: Desk) -> tuple[Held[Ask], Held[Ask], Code, Code]:
    """Two forms of one household, on the board."""
    first, second = asks_for(desk, "groceries"), asks_for(desk, "baby", words="Size 3, please")
    bring_in(desk)
    one, other = asks(desk)
    if "baby" in one.value.wants:
        one, other = other, one
    return one, other, first, second


def join(desk: Desk, one: Held[Ask], other: Held[Ask], stays: str = "this", **more: str) -> Any:
    return sent(desk.alder, desk.at("need_join", one.id, other.id), stays=stays, **more)


def now(desk: Desk, held: Held[Ask]) -> Held[Ask]:
    return opened(desk).circle.get(Ask, held.id)


def shelves(desk: Desk) -> set[str]:
    return {one.shelf for one in opened(desk).circle.shelf(Submission)}


def test_the_same_household_is_seen_and_put_together(desk: Desk) -> None:
    one, other, _first, _second = two(desk)
    page = words(desk.alder, desk.at("need", one.id))
    assert "Perhaps the same household:" in page
    assert f"{other.value.number:04d}" in page
    assert "same number" in page
    assert "same number" in words(desk.alder, desk.at("need_together", one.id))
    page = words(desk.alder, desk.at("need_join", one.id, other.id))
    assert "Size 3, please" in page
    assert join(desk, one, other).url == desk.at("need", one.id)
    assert (now(desk, other).shelf, now(desk, other).value.end) == (JOINED, End.JOINED)
    assert now(desk, other).dies is None, "it lives as long as the one in which it goes on"
    page = words(desk.birch, desk.at("need", one.id))
    assert "Put together with it" in page
    assert "Size 3, please" in page
    assert "Perhaps the same household" not in page
    page = words(desk.birch, board(desk))
    assert "and 1 more of this household" in page
    assert f"{other.value.number:04d}" not in page.split("<h1>")[1].replace(f"{one.value.number:04d}", "")
    assert "It goes on as part of another ask" in words(desk.birch, desk.at("need", other.id))
    assert "Open it again" not in words(desk.birch, desk.at("need", other.id))


def test_by_the_number_of_any_other_ask(desk: Desk) -> None:
    one, other = written(desk, "A cot"), written(desk, "Matches")
    page = desk.at("need_together", one.id)
    assert "Nothing here looks like the same household." in words(desk.alder, page)
    assert "Write the four digits of the other ask." in said(sent(desk.alder, page, other="12"))
    wrong = f"{(other.value.number + 1) % 10_000:04d}"
    if wrong != f"{one.value.number:04d}":
        assert "No open ask has this number." in said(sent(desk.alder, page, other=wrong))
    answer = sent(desk.alder, page, other=f"{other.value.number:04d}")
    assert answer.url == desk.at("need_join", one.id, other.id)


def test_a_wrong_number_takes_nothing_off_the_page(desk: Desk) -> None:
    one, other, _first, _second = two(desk)
    page = desk.at("need_together", one.id)
    unused = next(number for number in range(10_000) if number not in {one.value.number, other.value.number})
    answer = said(sent(desk.alder, page, other=f"{unused:04d}"))
    assert "No open ask has this number." in answer
    assert desk.at("need_join", one.id, other.id) in answer


def test_what_the_other_sender_writes_reaches_the_one_that_stays(desk: Desk) -> None:
    one, other, _first, second = two(desk)
    join(desk, one, other)
    coming_back.write_more(receipt(second), "Size 4 now", new_id(), timezone.now())
    assert "wrote more" in words(desk.birch, board(desk))
    assert now(desk, one).value.news
    assert now(desk, one).value.log[-1].outcome is Outcome.WROTE
    assert now(desk, other).shelf == JOINED, "it stays in it"
    assert "Size 4 now" in words(desk.birch, desk.at("need", one.id))


def test_both_senders_read_that_it_ended_and_what_they_write_opens_both(desk: Desk) -> None:
    one, other, first, second = two(desk)
    join(desk, one, other)
    sent(desk.alder, desk.at("need_end", one.id), end="met", said="Que aproveche.")
    assert receipt(first).told[-1].text == receipt(second).told[-1].text == "Que aproveche."
    assert receipt(second).closed
    assert (now(desk, other).shelf, now(desk, other).dies) == (ENDED, now(desk, one).dies)
    assert shelves(desk) == {DONE}
    sent(desk.alder, desk.at("need", one.id), desk.at("need_do", one.id), do="reopen")
    assert (now(desk, one).shelf, now(desk, other).shelf, now(desk, other).dies) == (OPEN, JOINED, None)
    assert shelves(desk) == {MADE}
    sent(desk.alder, desk.at("need_end", one.id), end="met")
    coming_back.write_more(receipt(second), "The milk was sour", new_id(), timezone.now())
    assert "wrote more" in words(desk.birch, board(desk))
    assert (now(desk, one).shelf, now(desk, other).shelf) == (OPEN, JOINED)
    assert shelves(desk) == {MADE}


def test_taken_apart_each_is_as_it_was(desk: Desk) -> None:
    one, other, _first, second = two(desk)
    sent(desk.birch, desk.at("need_log", other.id), how="call", outcome="no_answer", again_day="2030-01-02")
    before = now(desk, other).value
    join(desk, one, other)
    answer = sent(desk.alder, desk.at("need", other.id), desk.at("need_part", other.id))
    assert answer.url == desk.at("need", other.id)
    after = now(desk, other)
    assert after.shelf == OPEN
    assert (after.value.again, after.value.ended, after.value.end, after.value.into) == (before.again, None, None, 0)
    assert after.value.log[: len(before.log)] == before.log
    assert now(desk, one).value.joined == ()
    coming_back.write_more(receipt(second), "More", new_id(), timezone.now())
    words(desk.birch, board(desk))
    assert now(desk, other).value.news
    assert not now(desk, one).value.news


def test_whoever_withdraws_takes_only_their_own(desk: Desk) -> None:
    one, other, first, second = two(desk)
    join(desk, one, other)
    coming_back.withdraw(receipt(second), timezone.now())
    page = words(desk.alder, desk.at("need", one.id))
    assert "Put together with it" not in page
    assert [held.id for held in asks(desk)] == [one.id]
    code = asks_for(desk, "baby")
    bring_in(desk)
    third = next(held for held in asks(desk) if held.id != one.id)
    join(desk, one, third)
    coming_back.withdraw(receipt(first), timezone.now())
    page = words(desk.birch, board(desk))
    assert f"{third.value.number:04d}" in page, "the other household member is not lost with it"
    assert now(desk, third).shelf == OPEN
    assert receipt(code) is not None


def test_in_a_chain_everything_goes_on_in_the_last(desk: Desk) -> None:
    one, two_, three = written(desk, "A cot"), written(desk, "Matches"), written(desk, "Soap")
    join(desk, two_, three)
    join(desk, one, three)
    assert now(desk, two_).value.into == one.id, "the one in which it goes on is put together, not the part"
    assert "Soap" in words(desk.alder, desk.at("need", one.id))
    assert "Only two that are open can be put together." in words(desk.alder, desk.at("need_join", three.id, one.id))
    with pytest.raises(joining.NotTogether):
        families.join(opened(desk), now(desk, three), now(desk, one), timezone.now())
    keeping.end(opened(desk), now(desk, one), End.MET, timezone.now())
    assert {now(desk, held).shelf for held in (one, two_, three)} == {ENDED}


def test_destroyed_by_hand_what_was_put_together_with_it_stays(desk: Desk) -> None:
    one, other, _first, second = two(desk)
    join(desk, one, other)
    sent(desk.alder, desk.at("need_destroy", one.id))
    assert [(held.id, held.shelf) for held in asks(desk)] == [(other.id, OPEN)]
    assert not receipt(second).closed


def test_what_somebody_does_is_not_hidden_in_another(desk: Desk) -> None:
    one, other = written(desk, "A cot"), written(desk, "Matches")
    sent(desk.birch, desk.at("need", other.id), desk.at("need_do", other.id), do="claim")
    answer = join(desk, one, other)
    assert answer.status_code == 409
    assert "Somebody does the one that would go into the other." in said(answer)
    assert join(desk, one, other, stays="other").status_code == 302
    assert now(desk, one).value.into == other.id


def with_categories(desk: Desk, **changed: Any) -> None:
    group = opened(desk)
    categories = tuple(
        Category(name=one.name, says=one.says, parent=one.parent, **changed.get(one.name, {}))
        for one in keeping.board_of(group.circle).value.categories
    )
    keeping.change_board(group, lambda value: type(value)(categories=categories, zones=("North", "South")))


def test_what_was_agreed_on_is_a_hint(desk: Desk) -> None:
    with_categories(desk, groceries={"cap": 1, "cap_days": 30})
    for _twice in range(2):
        asks_for(desk)
        bring_in(desk)
        held = asks(desk, OPEN)[0]
        assert "Your agreement is 1." not in words(desk.alder, desk.at("need", held.id))
        keeping.end(opened(desk), held, End.MET, timezone.now())
    asks_for(desk)
    bring_in(desk)
    held = asks(desk, OPEN)[0]
    page = words(desk.alder, desk.at("need", held.id))
    assert "Groceries: this household got it 1 time in 30 days, its first time not counted." in page
    assert "Your agreement is 1. It is only a hint: you decide." in page
    assert "I do it" in page


def test_out_of_stock_they_wait_and_back_in_stock_the_oldest_stands_first(desk: Desk) -> None:
    with_categories(desk)
    first = written(desk, "Formula", wants=("baby",))
    written(desk, "Soap", wants=("soap",))
    page = desk.at("needs_stock")
    assert "Out of stock" in words(desk.alder, page)
    answer = sent(desk.alder, page, out="baby")
    assert "Saved." in said(answer)
    assert "1 ask waits for it" in said(answer)
    listed = words(desk.birch, board(desk))
    assert "out of stock: waits" in listed
    assert listed.index("Formula or diapers") < listed.index("Soap, pads"), "it keeps its place"
    assert "Formula or diapers</bdi></a>" not in words(desk.birch, f"{board(desk)}?show=new")
    assert "1 ask has nobody yet." in words(desk.birch, "/desk/")
    assert now(desk, first).version == first.version, "nothing was written to it"
    desk.birch.post(page, {**_token(desk, page), "was": "", "out": "soap"})
    assert boards.out(keeping.board_of(opened(desk).circle).value) == {"baby", "soap"}, "neither undid the other's"
    sent(desk.alder, page, was=["baby", "soap"])
    assert "out of stock: waits" not in words(desk.birch, board(desk))


def _token(desk: Desk, page: str) -> dict[str, str]:
    return {"token": hidden(desk.birch, page, page)["token"]}


def several(desk: Desk, *held: Held[Ask], do: str, **typed: Any) -> Any:
    rows = [spell(one.id) for one in held]
    return sent(desk.alder, board(desk), desk.at("needs_several"), row=rows, do=do, **typed)


def test_everything_that_is_ticked(desk: Desk) -> None:
    with_categories(desk)
    one, other, third = written(desk, "A cot"), written(desk, "Matches"), written(desk, "Soap")
    assert "Tick something first." in said(several(desk, do="claim"))
    sent(desk.birch, desk.at("need", other.id), desk.at("need_do", other.id), do="claim")
    answer = said(several(desk, one, other, third, do="claim"))
    assert "You do 2 asks from now on. Somebody was quicker with 1: look how it stands." in answer
    assert now(desk, other).value.claim.by == desk.birchs.me.id  # type: ignore[union-attr]
    assert "2 asks are in other hands now." in said(
        several(desk, one, third, do="hand", member=spell(desk.birchs.me.id))
    )
    assert now(desk, third).value.claim.by == desk.birchs.me.id  # type: ignore[union-attr]
    assert "Choose who does it" in said(several(desk, one, do="hand", member=""))
    assert "3 asks are free again." in said(several(desk, one, other, third, do="let-go"))
    several(desk, one, third, do="urgency", to_urgency="2")
    assert [now(desk, held).value.urgency for held in (one, other, third)] == [2, 0, 2]
    several(desk, one, third, do="zone", to_zone="2")
    assert now(desk, one).value.place.zone == "South"  # type: ignore[union-attr]
    several(desk, one, do="zone", to_zone="0")
    assert now(desk, one).value.place is None
    assert "Write in a few words what they wait for." in said(several(desk, one, do="wait", what=" "))
    several(desk, one, other, do="wait", what="the truck")
    assert now(desk, other).value.waits_for == "the truck"


def test_many_end_at_once_after_asking(desk: Desk) -> None:
    one, other, third = written(desk, "A cot"), written(desk, "Matches"), written(desk, "Soap")
    page = said(several(desk, one, other, do="end"))
    assert "How did they end?" in page
    assert "2 asks end now." in page
    assert len(asks(desk, OPEN)) == 3, "nothing is done before"
    assert "Choose how it ended." in said(several(desk, one, other, do="end-sure"))
    answer = said(several(desk, one, other, do="end-sure", end="could_not"))
    assert "2 asks have ended." in answer
    assert [held.id for held in asks(desk, OPEN)] == [third.id]
    assert "Somebody was quicker with 1" in said(several(desk, one, do="claim")), "what has ended is not taken on"


def test_a_form_is_paused_from_the_board_and_the_board_says_so(desk: Desk) -> None:
    written(desk)
    assert "Too much at once?" not in words(desk.alder, board(desk)), "there is no form yet"
    draft = Draft(slug="porch-pantry", front=Front(title=Both(en="Porch Pantry")))
    asking = starters.everything()["groceries"].asking()
    group = opened(desk)
    held = publishing.publish(group, publishing.begin(group.circle, page_rules.with_form(draft, asking, desk.mailbox)))
    pause = desk.at("page_form_pause", desk.mailbox)
    page = words(desk.alder, board(desk))
    assert "Too much at once?" in page
    assert f'href="{pause}"' in page
    publishing.pause(group, held, held.value.forms[0].slug, paused=True)
    page = words(desk.birch, board(desk))
    assert "Paused: nobody can ask through" in page
    assert f'href="{pause}"' in page
    assert "Too much at once?" not in page


def test_while_talking_one_sees_what_else_the_household_asked_for(desk: Desk) -> None:
    one, other, _first, _second = two(desk)
    page = words(desk.alder, desk.at("need_call", one.id))
    assert "Perhaps the same household: one call may be enough." in page
    assert f"{other.value.number:04d}" in page


def test_a_word_of_thanks_for_the_other_one_stands_with_it(desk: Desk) -> None:
    one, other, _first, second = two(desk)
    join(desk, one, other)
    coming_back.say_solved(receipt(second), "The soup was warm", new_id(), timezone.now())
    words(desk.alder, board(desk))
    assert now(desk, other).value.solved == timezone.localdate()
    assert now(desk, other).value.thanks == "The soup was warm"
    assert now(desk, one).value.solved is None, "only a part of it is solved"
    assert now(desk, one).value.news
    assert "The soup was warm" in words(desk.alder, desk.at("need", one.id))
