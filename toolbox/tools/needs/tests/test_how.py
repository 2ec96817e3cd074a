"""A circle makes the board its own: agreements, what is asked for, skills, parts of town, texts to send."""

import pytest
from django.utils import translation
from msgspec.structs import replace

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.intake.tests.desk import Desk, said, sent, words
from toolbox.kernel.records.money import Money
from toolbox.kernel.records.people import Place
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import HERE, Board, Category
from toolbox.tools.needs.rules import boards
from toolbox.tools.needs.tests.town import asks, asks_for, offers, opened, the_ask, written
from toolbox.tools.needs.tests.town import board as board_page

pytestmark = pytest.mark.django_db

AGREED = {"claim_days": "4", "follow_days": "2", "currency": "USD"}


def now(desk: Desk) -> Board:
    return keeping.board_of(opened(desk).circle).value


def names(desk: Desk) -> list[str]:
    return [one.name for one in now(desk).categories]


def place_of(desk: Desk, name: str) -> int:
    return names(desk).index(name) + 1


def test_what_a_circle_agreed_on_is_beside_the_board(desk: Desk) -> None:
    assert "How we work" in words(desk.alder, board_page(desk))
    answer = sent(
        desk.alder,
        desk.at("needs_how"),
        script="Say hello",
        tonight="No vans",
        backup="Tansy",
        invite_en="Monday at six",
        invite_es="El lunes a las seis",
        budget="25,50",
        by_post="on",
        **AGREED,
    )
    assert answer.status_code == 302, said(answer)
    board = now(desk)
    assert (board.claim_days, board.follow_days, board.by_post) == (4, 2, True)
    assert (board.script, board.tonight, board.backup) == ("Say hello", "No vans", "Tansy")
    assert board.invite == Both(en="Monday at six", es="El lunes a las seis")
    assert board.budget == Money(amount=2550, currency="USD")
    page = words(desk.birch, desk.at("needs_how"))
    assert 'value="25.50"' in page
    assert "Say hello" in words(desk.birch, desk.at("need_new"))


def test_what_makes_no_sense_is_said_beside_its_field_and_what_was_typed_stays(desk: Desk) -> None:
    typed = {**AGREED, "claim_days": "0", "budget": "a lot", "script": "Say hello"}
    page = said(sent(desk.alder, desk.at("needs_how"), **typed))
    assert "Write a number, from 1 to 60." in page
    assert "Write an amount in numbers, for example 12 or 12.50." in page
    assert "Say hello" in page
    with translation.override("es"):
        assert desk.alder.get(f"/es{desk.at('needs_how').removeprefix('/es')}").status_code == 200


def test_two_who_change_the_same_at_once_lose_nothing(desk: Desk) -> None:
    page = desk.at("needs_how")
    first = {**AGREED, "script": "Alder's words"}
    typed_by_birch = sent(desk.birch, page, **{**AGREED, "script": "Birch's words"})
    assert typed_by_birch.status_code == 302
    stale = {"mark": "0" * 24}
    answer = sent(desk.alder, page, **first, **stale)
    assert "Somebody changed this meanwhile. Yours is here" in said(answer)
    assert "Alder's words" in said(answer)
    assert now(desk).script == "Birch's words"
    kept = said(answer).partition('name="mark" value="')[2].partition('"')[0]
    assert sent(desk.alder, page, **first, mark=kept).status_code == 302, "the second press is over what stands now"
    assert now(desk).script == "Alder's words"


def test_other_parts_of_the_board_may_change_meanwhile(desk: Desk) -> None:
    page = desk.at("needs_how")
    mark = words(desk.alder, page).partition('name="mark" value="')[2].partition('"')[0]
    sent(desk.birch, desk.at("needs_zones"), zones="North\nHill")
    assert sent(desk.alder, page, script="Hello", mark=mark, **AGREED).status_code == 302
    assert (now(desk).script, now(desk).zones) == ("Hello", ("North", "Hill"))


def test_of_two_first_boards_none_is_lost(desk: Desk) -> None:
    group, late = opened(desk), opened(desk)
    seen = keeping.board_of(late.circle)
    keeping.change_board(group, lambda board: replace(board, backup="Tansy"))
    calls = []

    def rule(board: Board) -> Board:
        calls.append(board.backup)
        return replace(board, zones=("North",))

    assert not seen.version
    keeping.change_board(late, rule)
    assert len(opened(desk).circle.shelf(Board, HERE)) == 1
    assert (now(desk).backup, now(desk).zones) == ("Tansy", ("North",))


def test_something_new_is_asked_for_under_something_else(desk: Desk) -> None:
    page = desk.at("needs_category_new")
    typed = {"cap": "2", "cap_days": "30"}
    assert "Write it in one of the languages at least." in said(sent(desk.alder, page, **typed))
    answer = sent(
        desk.alder, page, en="Bicycles", es="Bicis", parent="ride", by=["carry", "drive"], remote="", car="", **typed
    )
    assert answer.status_code == 302, said(answer)
    one = boards.categories(now(desk))["bicycles"]
    assert (one.says, one.parent, one.by, one.cap) == (Both(en="Bicycles", es="Bicis"), "ride", ("carry", "drive"), 2)
    shown = words(desk.birch, desk.at("needs_categories"))
    assert "– " in shown
    assert "at most 2 in 30 days" in shown
    assert "Bicycles" in words(desk.birch, desk.at("need_new"))


def test_it_is_worded_anew_and_asks_keep_it(desk: Desk) -> None:
    written(desk, "A pot", wants=("meal",))
    page = desk.at("needs_category", place_of(desk, "meal"))
    answer = sent(desk.alder, page, en="Warm food", es="Comida caliente", parent="food", cap="0", cap_days="30")
    assert answer.status_code == 302, said(answer)
    assert boards.categories(now(desk))["meal"].says.en == "Warm food"
    assert "Warm food" in words(desk.birch, board_page(desk))


def test_up_down_hidden_and_shown_again(desk: Desk) -> None:
    page = desk.at("needs_categories")
    assert names(desk)[:2] == ["food", "groceries"]
    sent(desk.alder, page, which="meal", do="up")
    assert names(desk).index("meal") < names(desk).index("groceries")
    sent(desk.alder, page, which="meal", do="down")
    assert names(desk).index("meal") > names(desk).index("groceries")
    sent(desk.alder, page, which="pets", do="hide")
    assert boards.categories(now(desk))["pets"].hidden
    assert "Food for animals" not in words(desk.birch, desk.at("need_new"))
    assert "hidden" in words(desk.birch, page)
    sent(desk.alder, page, which="pets", do="show")
    assert not boards.categories(now(desk))["pets"].hidden
    answer = sent(desk.alder, page, which="gone", do="up")
    assert answer.status_code == 409
    assert "somebody took it away" in said(answer)
    assert sent(desk.alder, page, which="pets", do="explode").status_code == 404


def test_what_asks_have_is_not_taken_away(desk: Desk) -> None:
    held = written(desk, "A cat", wants=("pets",))
    page = desk.at("needs_category", place_of(desk, "pets"))
    answer = sent(desk.alder, page, which="pets", do="remove")
    assert answer.status_code == 409
    assert "1 ask still has it. Hide it instead" in said(answer)
    assert "pets" in names(desk)
    keeping.destroy(opened(desk), held)
    assert sent(desk.alder, page, which="pets", do="remove").status_code == 302
    assert "pets" not in names(desk)
    assert desk.alder.get(desk.at("needs_category", 59)).status_code == 302, "one that is gone leads to the list"


def test_it_was_taken_away_while_somebody_worded_it_anew(desk: Desk) -> None:
    page = desk.at("needs_category", place_of(desk, "pets"))
    text = words(desk.alder, page)
    mark = text.partition('name="mark" value="')[2].partition('"')[0]
    sent(desk.birch, page, which="pets", do="remove")
    typed = {"which": "pets", "mark": mark, "en": "Cat food", "cap": "0", "cap_days": "30"}
    answer = sent(desk.alder, page, **typed)
    assert "Somebody changed this meanwhile" in said(answer)
    assert "Cat food" in said(answer)
    assert sent(desk.alder, page, **{**typed, "mark": ""}).status_code == 302, "once more adds it anew"
    assert "cat_food" in names(desk)


def test_skills_and_texts_are_lists_of_their_own(desk: Desk) -> None:
    assert sent(desk.alder, desk.at("needs_skill_new"), en="Weld", es="Soldar", car="").status_code == 302
    assert "Weld" in words(desk.birch, desk.at("offer_new"))
    offers(desk, "drive")
    sent(desk.alder, board_page(desk), desk.at("needs_bring_in"))
    place = [one.name for one in now(desk).skills].index("drive") + 1
    answer = sent(desk.alder, desk.at("needs_skill", place), which="drive", do="remove")
    assert "1 offer still has it" in said(answer)
    new = desk.at("needs_message_new")
    assert "none of your own yet" in words(desk.alder, desk.at("needs_messages"))
    assert "Write what it is for." in said(sent(desk.alder, new, name="", en="Hello"))
    assert sent(desk.alder, new, name="we come", en="We come today.", es="Hoy vamos.").status_code == 302
    assert "There is one with this name already." in said(sent(desk.alder, new, name="we come", en="Again"))
    assert "We come today." in words(desk.birch, desk.at("needs_messages"))
    assert sent(desk.alder, desk.at("needs_message", 1), which="we come", do="remove").status_code == 302
    assert now(desk).messages == ()


def test_parts_of_town_are_renamed_and_what_is_open_there_comes_along(desk: Desk) -> None:
    zones = desk.at("needs_zones")
    sent(desk.alder, zones, zones="North\nHill\nDock")
    sent(desk.alder, zones, desk.at("needs_zones_beside"), beside_0=["1"])
    assert now(desk).beside == (("North", "Hill"),)
    for _number in range(2):
        written(desk, "A cot", place=Place(zone="North", street="Third"))
    sent(desk.alder, zones, zones="North side\nHill\nDock")
    assert now(desk).beside == (("North side", "Hill"),)
    page = words(desk.birch, zones)
    assert "are not on your list" in page
    assert "2 asks" in page
    mark = page.partition('name="zone" value="')[2].partition('"')[0]
    assert "North" not in mark
    answer = sent(desk.birch, zones, desk.at("needs_zones_move"), zone=mark, to="1")
    assert "2 were moved." in said(answer)
    assert {held.value.place.zone for held in asks(desk) if held.value.place} == {"North side"}
    assert "are not on your list" not in words(desk.birch, zones)


def test_two_who_write_the_parts_of_town_at_once(desk: Desk) -> None:
    zones = desk.at("needs_zones")
    mark = words(desk.alder, zones).partition('name="mark" value="')[2].partition('"')[0]
    sent(desk.birch, zones, zones="North")
    answer = sent(desk.alder, zones, zones="Hill", mark=mark)
    assert "Somebody changed this meanwhile" in said(answer)
    assert "Hill" in said(answer)
    assert now(desk).zones == ("North",)


def test_a_choice_of_a_form_finds_its_category_by_its_words_too(desk: Desk) -> None:
    def add(board: Board) -> Board:
        return replace(board, categories=(*board.categories, Category(name="bikes", says=Both(en="Bikes", es="Bicis"))))

    keeping.change_board(opened(desk), add)
    asks_for(desk, "BIKES")
    sent(desk.alder, board_page(desk), desk.at("needs_bring_in"))
    assert the_ask(desk).value.wants == ("bikes",)
