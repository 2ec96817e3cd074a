"""An evening on the phone: the next call, what came of it, two who call at once, and calls that go on."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from msgspec.structs import replace

from tests.people import again
from toolbox.kernel.circles import group as groups
from toolbox.kernel.intake.questions import Both
from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.records.people import Contact, ContactKind
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell
from toolbox.tools.needs import calling, keeping
from toolbox.tools.needs.records import Ask, How, Message, Outcome, Urgency, Who
from toolbox.tools.needs.rules import calls
from toolbox.tools.needs.tests.town import asks, asks_for, board, opened, the_ask, written

pytestmark = pytest.mark.django_db

NUMBER = "+12025550143"


def rosa(language: str = "en", number: str = NUMBER) -> Who:
    contacts = (Contact(kind=ContactKind.PHONE, value=number),) if number else ()
    return Who(name="Rosa", languages=(language,), contacts=contacts)


def next_call(desk: Desk, who: str = "alder", **more: str) -> Any:
    return sent(desk.alder if who == "alder" else desk.birch, desk.at("needs_next"), **more)


def typed(ask: Ask, **more: object) -> dict[str, Any]:
    """The form of a call, as the page shows it."""
    phone = ask.who.contacts[0].value if ask.who.contacts else ""
    base = {"words": ask.words, "name": ask.who.name, "phone": phone, "languages": list(ask.who.languages)}
    return {**base, "every": str(ask.every), "urgency": str(int(ask.urgency)), **more}


def press(desk: Desk, held: Held[Ask], do: str, who: str = "alder", **more: object) -> Any:
    client = desk.alder if who == "alder" else desk.birch
    return sent(client, desk.at("need_call", held.id), **typed(held.value, **more), do=do)


def changed(desk: Desk, held: Held[Ask], **changes: object) -> Held[Ask]:
    return keeping.put(opened(desk), held, lambda ask: replace(ask, **changes))


def minutes(count: int) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(minutes=count)


def test_the_next_call_is_the_oldest_and_nobody_elses_for_twenty_minutes(desk: Desk) -> None:
    first, second = written(desk, "Formula"), written(desk, "Matches")
    answer = next_call(desk)
    assert answer.url == desk.at("need_call", first.id)
    page = words(desk.alder, desk.at("need_call", first.id))
    assert "This call is yours until" in page
    assert "20 minutes more." in page
    assert "Alder is on the phone" in words(desk.birch, board(desk))
    assert next_call(desk, "birch").url == desk.at("need_call", second.id)
    assert next_call(desk).url == desk.at("need_call", first.id), "pressed twice it is the same one"
    theirs = words(desk.birch, desk.at("need_call", first.id))
    assert "is on the phone about this until" in theirs
    answer = said(press(desk, first, "longer", "birch", said="hello?"))
    assert "Somebody else is on the phone about this now. What you typed is here." in answer
    assert "hello?" in answer
    assert next(one for one in asks(desk) if one.id == first.id).value.locked_by == desk.group.me.id


def test_a_lock_runs_out_by_itself(desk: Desk) -> None:
    held = written(desk)
    next_call(desk)
    changed(desk, the_ask(desk), locked_until=minutes(-1))
    assert "This call is nobody’s now" in words(desk.alder, desk.at("need_call", held.id))
    assert next_call(desk, "birch").url == desk.at("need_call", held.id)
    assert the_ask(desk).value.locked_by == desk.birchs.me.id


def test_what_cannot_wait_comes_first(desk: Desk) -> None:
    written(desk, "Matches")
    urgent = written(desk, "Formula", urgency=Urgency.TODAY)
    assert next_call(desk).url == desk.at("need_call", urgent.id)


def test_who_was_quicker_has_it_and_the_other_gets_the_one_after_it(desk: Desk) -> None:
    written(desk, "Formula")
    second = written(desk, "Matches")
    now = timezone.now()
    queue = calls.queue(asks(desk), desk.group.me.id, (), now, now.date())
    birch = groups.opened(again(desk.birchs.me), desk.group.id)
    calling.first_free(birch, queue, now)
    found = calling.first_free(opened(desk), queue, now)
    assert found is not None
    assert found.id == second.id
    assert {held.value.locked_by for held in asks(desk)} == {desk.group.me.id, desk.birchs.me.id}


def test_looking_at_a_call_changes_nothing(desk: Desk) -> None:
    held = written(desk)
    for address in (
        desk.at("need_call", held.id),
        desk.at("needs_next"),
        desk.at("needs_shift"),
        desk.at("needs_rota"),
    ):
        words(desk.alder, address)
    assert the_ask(desk).version == held.version


def test_calls_in_other_languages_are_offered_when_there_is_none_in_mine(desk: Desk) -> None:
    held = written(desk, who=rosa("mam"))
    answer = said(next_call(desk))
    assert "No call waits in these languages: English." in answer
    assert "1 more waits in another language." in answer
    assert next_call(desk, language="any").url == desk.at("need_call", held.id)
    press(desk, held, "no-answer")
    assert "No call waits in any language." in said(next_call(desk, language="any"))


def test_after_the_board_comes_what_waits_in_the_inbox(desk: Desk) -> None:
    code = asks_for(desk, "groceries")
    assert code
    on_board = written(desk, who=rosa("es"))
    desk.alder.post("/language/", {"language": "es"})
    assert next_call(desk, language="any").url == desk.at("need_call", on_board.id)
    press(desk, the_ask(desk), "no-answer")
    answer = next_call(desk, language="any")
    made = next(held for held in asks(desk) if held.id != on_board.id)
    assert answer.url == desk.at("need_call", made.id)
    assert made.value.locked_by == desk.group.me.id
    assert desk.waiting() == []


def test_no_answer_comes_up_again_at_six_and_what_was_typed_is_kept(desk: Desk) -> None:
    held = written(desk, who=rosa())
    next_call(desk)
    before = timezone.now()
    answer = said(press(desk, held, "no-answer", street="Third and Alder", said="rang ten times"))
    assert "Written down: no answer. It comes up again on" in answer
    assert ">Next call</button>" in answer
    ask = the_ask(desk).value
    zone = timezone.get_current_timezone()
    assert ask.again in {calls.next_six(before, zone), calls.next_six(timezone.now(), zone)}
    assert (ask.locked_until, ask.place.street) == (None, "Third and Alder")  # type: ignore[union-attr]
    assert (ask.log[-1].outcome, ask.log[-1].how, ask.log[-1].text) == (Outcome.NO_ANSWER, How.CALL, "rang ten times")
    assert "No call waits" in said(next_call(desk))


def test_a_voicemail_is_followed_tomorrow_or_when_it_was_agreed(desk: Desk) -> None:
    held = written(desk, who=rosa())
    press(desk, held, "voicemail")
    ask = the_ask(desk).value
    assert ask.again == calls.tomorrow_at_six(ask.log[-1].when, timezone.get_current_timezone())
    press(desk, the_ask(desk), "voicemail", again_day="2031-05-06", again_at="09:30")
    again_ = timezone.localtime(the_ask(desk).value.again)
    assert (again_.date(), again_.time()) == (datetime.date(2031, 5, 6), datetime.time(9, 30))


def test_a_wrong_number_is_taken_out_and_the_right_one_stays(desk: Desk) -> None:
    held = written(desk, who=rosa())
    assert "Written down: wrong number." in said(press(desk, held, "wrong-number"))
    ask = the_ask(desk).value
    assert ask.who.contacts == ()
    assert ask.unknown == ("phone",)
    assert "(202) 555-0143" in ask.log[-1].text, "it stands in what happened, and nobody dials it"
    assert "No call waits" in said(next_call(desk))
    assert "There is no number to call." in words(desk.alder, desk.at("need_call", held.id))
    again_ = written(desk, "Matches", who=rosa())
    press(desk, again_, "wrong-number", phone="202 555 0199")
    mended = next(one for one in asks(desk) if one.id == again_.id)
    assert [one.value for one in mended.value.who.contacts] == ["+12025550199"]
    assert mended.value.unknown == ()


def test_we_talked_saves_everything_and_leads_to_the_ask(desk: Desk) -> None:
    held = written(desk, "Formula", who=rosa())
    next_call(desk)
    answer = press(desk, held, "talked", words="Formula, the green one", adults="2", said="I promised Friday")
    assert answer.url == desk.at("need", held.id) + "?called"
    assert ">Next call</button>" in words(desk.alder, answer.url)
    assert ">Next call</button>" not in words(desk.alder, desk.at("need", held.id))
    ask = the_ask(desk).value
    assert ask.words == "Formula, the green one"
    assert (ask.log[-1].outcome, ask.log[-1].text) == (Outcome.TALKED, "I promised Friday")
    assert ask.unknown == ("place", "people", "times"), "what they left open is asked the next time"
    assert ask.locked_until is None
    assert "Still to ask" in words(desk.alder, desk.at("need_call", held.id))
    assert "No call waits" in said(next_call(desk)), "nobody calls twice about what was said"


def test_who_asks_for_somebody_else_is_reached_by_their_own_number(desk: Desk) -> None:
    held = written(desk, who=Who(name="Mr. Alder"), asked_by=Who(contacts=rosa().contacts))
    assert 'href="tel:+1-202-555-0143"' in words(desk.alder, desk.at("need_call", held.id))
    press(desk, held, "talked", for_other="on", asker="Jay", asker_phone=NUMBER)
    ask = the_ask(desk).value
    assert ask.asked_by is not None
    assert (ask.asked_by.name, ask.log[-1].how) == ("Jay", How.CALL)
    assert "phone" not in ask.unknown


def test_what_does_not_fit_a_field_is_said_and_nothing_is_lost(desk: Desk) -> None:
    held = written(desk, who=rosa())
    answer = press(desk, held, "talked", phone="12", said="a long story")
    text = said(answer)
    assert "This phone number is too short" in text
    assert "a long story" in text
    assert the_ask(desk).value.log == ()


def test_who_needs_longer_keeps_what_was_typed(desk: Desk) -> None:
    held = written(desk, who=rosa())
    next_call(desk)
    held = changed(desk, the_ask(desk), locked_until=minutes(2))
    answer = said(press(desk, held, "longer", words="A cot and a blanket", said="still talking"))
    assert "20 minutes more." in answer
    assert "still talking" in answer
    now = the_ask(desk)
    assert now.value.words == "A cot and a blanket", "a phone that dies loses only the last words"
    assert f'name="version" value="{now.version}"' in answer
    wrong = said(press(desk, now, "longer", phone="12", said="still"))
    assert "This phone number is too short" in wrong
    assert "still" in wrong


def test_the_enter_key_presses_the_harmless_button(desk: Desk) -> None:
    held = written(desk, who=rosa())
    for is_mine in (False, True):
        if is_mine:
            press(desk, held, "longer")
        page = words(desk.alder, desk.at("need_call", held.id))
        buttons = [
            part.partition("<")[0] for part in page.split("<button")[1:] if 'form="call"' in part or "talked" in part
        ]
        assert 'value="longer"' in buttons[0]


def test_two_who_write_about_one_call_lose_nothing(desk: Desk) -> None:
    held = written(desk, who=rosa())
    address = desk.at("need_call", held.id)
    old = hidden(desk.alder, address, address)["version"]
    sent(
        desk.birch, desk.at("need_edit", held.id), **typed(held.value, words="A cot for two"), version=str(held.version)
    )
    answer = said(sent(desk.alder, address, **typed(held.value, said="she says hello"), version=old, do="no-answer"))
    assert "Somebody changed this meanwhile. Yours is here" in answer
    assert "she says hello" in answer
    assert the_ask(desk).value.words == "A cot for two"
    assert the_ask(desk).value.log == ()


def test_who_leaves_a_call_to_others_gets_another_one(desk: Desk) -> None:
    first, second = written(desk, "Formula", who=rosa()), written(desk, "Matches", who=rosa())
    next_call(desk)
    answer = press(desk, first, "leave", street="Third")
    text = said(answer)
    assert "You left it to others. What you typed is saved." in text
    assert f'name="but" value="{spell(first.id)}"' in text
    left = next(one for one in asks(desk) if one.id == first.id)
    assert (left.value.locked_until, left.value.log) == (None, ())
    assert next_call(desk, but=spell(first.id)).url == desk.at("need_call", second.id)
    assert next_call(desk, "birch").url == desk.at("need_call", first.id)


def test_the_page_of_a_call_has_the_script_tonight_and_texts_in_their_language(desk: Desk) -> None:
    held = written(desk, who=replace(rosa("es-MX"), safe="Her brother hears the phone"))
    page = words(desk.alder, desk.at("need_call", held.id))
    assert "Ask: can you talk now? Who hears us?" in page
    assert "Promise only that somebody calls again." in page
    assert "Her brother hears the phone" in page
    assert 'href="tel:+1-202-555-0143"' in page
    assert page.count("data-copy=") == 3
    assert "sms:" not in page
    told = Message(name="tried", says=Both(en="We tried.", es="Llamamos."))
    keeping.change_board(
        opened(desk),
        lambda board: replace(board, script="Hello\nIt is us", tonight="No cots.", backup="Tansy", messages=(told,)),
    )
    page = words(desk.alder, desk.at("need_call", held.id))
    assert "It is us" in page
    assert "No cots." in page
    assert "Tansy" in page
    assert "Llamamos." in page
    assert 'lang="es"' in page


def test_a_call_that_goes_on_gets_its_next_time_and_stays_open(desk: Desk) -> None:
    turn = timezone.now().replace(microsecond=0) - datetime.timedelta(minutes=10)
    held = written(desk, "A call", who=rosa(), every=7, turn=turn, again=turn)
    assert "A call" in words(desk.alder, f"{board(desk)}?show=call")
    sent(desk.alder, desk.at("need", held.id), desk.at("need_do", held.id), do="claim")
    assert next_call(desk).url == desk.at("need_call", held.id), "what one promised oneself"
    press(desk, the_ask(desk), "talked")
    ask = the_ask(desk).value
    assert ask.again == calls.next_turn(held.value, ask.log[-1].when, timezone.get_current_timezone())
    assert ask.claim is not None
    assert ask.claim.until > timezone.localdate(ask.again)
    rota = words(desk.birch, desk.at("needs_rota"))
    assert "Rosa" in rota
    assert "every week" in rota
    assert "Everybody has somebody who calls them." in rota
    sent(desk.alder, desk.at("need", held.id), desk.at("need_do", held.id), do="let-go")
    assert "1 person has nobody who calls them." in words(desk.birch, desk.at("needs_rota"))


def test_written_down_by_hand_a_talk_sets_the_next_time_too(desk: Desk) -> None:
    held = written(desk, "A call", who=rosa(), every=1)
    sent(desk.alder, desk.at("need_log", held.id), how="call", outcome="talked")
    ask = the_ask(desk).value
    assert ask.again is not None
    assert ask.again > timezone.now()


def test_an_empty_rota_teaches(desk: Desk) -> None:
    assert "nobody is called who has not said yes" in words(desk.alder, desk.at("needs_rota"))


def test_an_ask_that_ended_or_is_gone_has_no_call(desk: Desk) -> None:
    held = written(desk)
    page = desk.at("need_call", held.id)
    form = hidden(desk.birch, page, page)
    sent(desk.alder, desk.at("need_end", held.id), end="met")
    assert desk.alder.get(page).status_code == 302
    answer = desk.birch.post(page, {**form, **typed(held.value, said="a long story"), "do": "talked"})
    assert "Somebody ended this meanwhile. What you typed is here" in said(answer)
    assert "a long story" in said(answer)
    sent(desk.birch, desk.at("need", held.id), desk.at("need_do", held.id), do="reopen")
    assert "Somebody changed this meanwhile" in said(
        desk.birch.post(page, {**form, **typed(held.value, said="a long story"), "do": "talked"})
    )
    opened(desk).circle.destroy(the_ask(desk))
    assert desk.alder.get(page).status_code == 404


def test_a_call_that_was_not_saved_says_so_at_the_top_and_leads_to_the_field(desk: Desk) -> None:
    held = written(desk, who=rosa())
    page = said(press(desk, held, "talked", phone="12", said="She called twice"))
    top = page.partition("</h1>")[2].partition('<form id="call"')[0]
    assert "What you typed is not saved yet." in top
    assert '<a href="#id_phone">' in top
    assert page.count("What you typed is not saved yet.") == 1
    assert "She called twice" in page
    assert "not saved yet" not in words(desk.alder, desk.at("need_call", held.id))


def test_a_day_that_is_over_is_refused_unless_it_stood_there_before(desk: Desk) -> None:
    over, today = datetime.date(2020, 1, 1), timezone.localdate()
    held = written(desk, who=rosa())
    for field in ("again_day", "by_day"):
        assert "This day is over." in said(press(desk, held, "talked", **{field: over.isoformat()}))
    assert the_ask(desk).value.again is None
    assert press(desk, held, "no-answer", by_day=today.isoformat(), again_day=today.isoformat()).status_code == 200
    held = changed(desk, the_ask(desk), by_day=over)
    assert press(desk, held, "talked", by_day=over.isoformat()).status_code == 302, "nobody has to mend what is old"
    log = sent(desk.alder, desk.at("need_log", held.id), how="call", outcome="no_answer", again_day=over.isoformat())
    assert "This day is over." in said(log)
