"""What is carried on paper: a slip each, a route that names nobody, a packet that is counted back in."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from toolbox.kernel.intake.tests.desk import Desk, said, sent, words
from toolbox.kernel.printing.tests import reading
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.ui.days import day
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import Board, Who
from toolbox.tools.needs.rules import asks as rules
from toolbox.tools.needs.rules import packets
from toolbox.tools.needs.tests.town import asks, board, divided, opened, the_ask, written

NOW = datetime.datetime(2026, 3, 3, 21, 35, tzinfo=datetime.UTC)


def rosa(desk: Desk) -> None:
    """Rosa on Alder Street needs groceries and can be called."""
    divided(desk, "North")
    held = written(desk, "No pork, please", wants=("groceries",), place=Place(street="Alder and Third", zone="North"))
    who = Who(name="Rosa", contacts=(Contact(kind=ContactKind.PHONE, value="+12025550143"),), safe="after six")
    place = Place(street="Alder and Third", zone="North", way_in="ring twice")
    opened(desk).circle.put(held.now(who=who, place=place))


class Read(str):
    """The words of a PDF; what is looked for in it may have spaces."""

    __slots__ = ()

    def __contains__(self, wanted: object) -> bool:
        return super().__contains__(reading.squeezed(str(wanted)))


def text_of(body: bytes) -> Read:
    return Read("".join(reading.words(body)))


def printed(desk: Desk, **chosen: Any) -> Read:
    answer = sent(desk.alder, desk.at("needs_print"), paper="a4", **chosen)
    assert answer.headers["Content-Type"] == "application/pdf", said(answer)
    assert answer.headers["Content-Disposition"] == 'inline; filename="sheet.pdf"'
    return text_of(answer.content)


@pytest.mark.django_db
def test_a_slip_says_what_is_needed_and_whose_it_is_only_if_somebody_wants_that(desk: Desk) -> None:
    rosa(desk)
    before = the_ask(desk).version
    text = printed(desk, what="slips")
    assert "Groceries" in text
    assert "North" in text
    for hidden in ("Rosa", "555-0143", "Alder and Third", "ring twice"):
        assert hidden not in text
    text = printed(desk, what="slips", name="1", reach="1", street="1")
    for shown in ("Rosa", "555-0143", "after six", "Alder and Third"):
        assert shown in text
    assert "ring twice" not in text, "how to get in is told, never printed"
    assert the_ask(desk).version == before, "printing changes nothing"


@pytest.mark.django_db
def test_without_a_tick_no_address_stands_in_for_an_unknown_part_of_town(desk: Desk) -> None:
    written(desk, "A cot", place=Place(street="Alder and Third", words="the blue house"))
    written(desk, "Blankets", place=Place(zone="Basement, 12 Hill Street"))  # as a spreadsheet may have it
    assert "Hill" not in printed(desk, what="labels")
    for text in (printed(desk, what="slips"), text_of(sent(desk.alder, desk.at("needs_packet"), paper="a4").content)):
        assert "A cot" in text
        assert "Third" not in text
        assert "blue house" not in text
        assert "Hill" not in text
    assert "Alder and Third" in printed(desk, what="slips", street="1")


@pytest.mark.django_db
def test_a_route_names_nobody_and_no_need(desk: Desk) -> None:
    rosa(desk)
    text = printed(desk, what="route", name="1", reach="1")
    assert "Alder and Third" in text
    assert f"Bag {the_ask(desk).value.number:04d}" in text
    assert "Bring back 1 sheet." in text
    for hidden in ("Rosa", "Groceries", "pork", "0143"):
        assert hidden not in text


@pytest.mark.django_db
def test_labels_betray_nothing(desk: Desk) -> None:
    rosa(desk)
    text = printed(desk, what="labels")
    assert f"{the_ask(desk).value.number:04d}" in text
    assert "North" in text
    assert "Alder" not in text


@pytest.mark.django_db
def test_blank_forms_have_what_the_board_has(desk: Desk) -> None:
    assert "Formula or diapers" in printed(desk, what="ask")
    assert "Interpret" in printed(desk, what="offer")
    answer = sent(desk.alder, desk.at("needs_print"), paper="a4", what="route")
    assert "There is nothing to print here." in said(answer)


@pytest.mark.django_db
def test_one_slip_from_its_page(desk: Desk) -> None:
    held = written(desk, "A cot")
    answer = sent(desk.alder, desk.at("need_print", held.id), paper="letter", large="1")
    assert "A cot" in text_of(answer.content)


@pytest.mark.django_db
def test_the_packet_has_calls_claims_tree_and_forms_and_is_counted_back_in(desk: Desk) -> None:
    rosa(desk)
    taken = written(desk, "A ride on Friday")
    keeping.put(
        opened(desk),
        taken,
        lambda ask: rules.claimed(ask, Board(), desk.birchs.me.id, timezone.now(), timezone.localdate()),
    )
    answer = sent(desk.alder, desk.at("needs_packet"), paper="a4")
    text = text_of(answer.content)
    (claim,) = [held.value.claim for held in asks(desk) if held.value.claim]
    for there in ("Rosa", "555-0143", "Birch", "A ride on Friday", f"until {day(claim.until)}", "Phone tree", "Alder"):
        assert there in text
    assert "ring twice" not in text
    (packet,) = keeping.board_of(opened(desk).circle).value.packets
    assert packet.sheets == len(reading.words(answer.content)), "each sheet has its number"
    assert f"Sheet {packet.sheets} of {packet.sheets}" in text
    page = words(desk.birch, desk.at("needs_packet"))
    assert f"0 of {packet.sheets} are back" in page
    answer = sent(desk.birch, desk.at("needs_packet"), desk.at("needs_packet_back"), back="some")
    assert "Write how many sheets are back, for example 23." in said(answer)
    sent(desk.birch, desk.at("needs_packet"), desk.at("needs_packet_back"), back=str(packet.sheets))
    assert "all are back" in words(desk.alder, desk.at("needs_packet"))
    assert len(asks(desk)) == 2
    assert words(desk.alder, board(desk))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.data())
def test_a_packet_that_is_out_is_never_forgotten(sizes: list[int], data: st.DataObject) -> None:
    board = Board()
    for number, sheets in enumerate(sizes, 1):
        board = packets.printed(board, number, 1, sheets, NOW + datetime.timedelta(hours=number))
        if data.draw(st.booleans()):
            board = packets.counted(board, number, sheets + 5)
    out = {one.id for one in packets.missing(board)}
    assert out == {one.id for one in board.packets if one.back < one.sheets}
    assert all(one.back <= one.sheets for one in board.packets)
    again = packets.printed(board, 99, 1, 3, NOW + datetime.timedelta(days=9))
    assert {one.id for one in packets.missing(again)} == out | {99}
    assert replace(board).packets == board.packets
