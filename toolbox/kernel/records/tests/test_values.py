"""Somebody writes down a person, and what was written can be put away, read again, and is never wrong by accident."""

from datetime import date, time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.records.happenings import KeyDate, Note
from toolbox.kernel.records.money import Money
from toolbox.kernel.records.people import Contact, ContactKind, Person, Place
from toolbox.kernel.records.pointers import Attachment, Link
from toolbox.kernel.records.values import Value, checked

CALL = Contact(kind=ContactKind.PHONE, value="+12025550143", safe="after six")
ALDER = Person(name="Alder", pronouns="they", languages=("es", "quc"), contacts=(CALL,), access="no stairs")
PLACE = Place(words="the blue house", street="Elm and 4th", zone="River", way_in="knock twice")
HEARING = KeyDate(what="Hearing", day=date(2026, 11, 24), at=time(9, 30), paper="at 9:30", confirmed_by=7)
SOUP = Note(text="Brought soup.", by=2**62 - 1, day=date(2026, 11, 22))
CASE = Link(circle=1, record=2, kind="cases.case", words="the case")
PAPER = Attachment(
    file=3, key=b"k" * 32, header=b"h" * 24, name="lease.pdf", media_type="application/pdf", size=10, digest="0" * 64
)
CONFIRMED = msgspec.structs.replace(HEARING, confirmed_on=date(2026, 11, 20))
ALL = [ALDER, CALL, PLACE, CONFIRMED, SOUP, CASE, PAPER, Money(amount=-5, currency="USD")]


@pytest.mark.parametrize("value", ALL, ids=lambda value: type(value).__name__)
def test_what_was_checked_and_put_away_is_read_again(value: Value) -> None:
    stored = msgspec.msgpack.encode(checked(value))
    assert msgspec.msgpack.decode(stored, type=type(value)) == value


def test_empty_fields_take_no_room() -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(Person(name="Alder"))) == {"name": "Alder"}


def test_older_code_reads_past_a_field_that_it_does_not_know() -> None:
    newer = msgspec.msgpack.encode({"name": "Alder", "field_of_later": [1, 2]})
    assert msgspec.msgpack.decode(newer, type=Person) == Person(name="Alder")


@pytest.mark.parametrize("value", ALL, ids=lambda value: type(value).__name__)
def test_nothing_that_is_inside_shows_in_an_error_message(value: Value) -> None:
    assert repr(value) == f"{value}" == f"<{type(value).__name__}>"
    assert f"{[value]}" == f"[<{type(value).__name__}>]"


@pytest.mark.parametrize(
    "value",
    [
        Person(name="  "),
        Person(name="x" * 301),
        Person(name="Alder", languages=("Spanish",)),
        Person(name="Alder", contacts=(Contact(kind=ContactKind.PHONE, value=" "),)),
        Person(name="\ud800"),
        Contact(kind=ContactKind.MAIL, value="alder"),
        Contact(kind=ContactKind.MAIL, value="alder@example"),
        Contact(kind=ContactKind.MAIL, value="al der@example.org"),
        Place(way_in="knock twice"),
        HEARING,
        Note(text=" ", by=1, day=date(2026, 1, 1)),
        Note(text="x", by=2**62, day=date(2026, 1, 1)),
        Note(text="x", by=2**70, day=date(2026, 1, 1)),
        msgspec.structs.replace(CASE, kind="Cases Case"),
        msgspec.structs.replace(PAPER, key=b"short"),
        msgspec.structs.replace(PAPER, header=b"h" * 25),
        msgspec.structs.replace(PAPER, name="../lease.pdf"),
        msgspec.structs.replace(PAPER, name="lease\u202efdp.exe"),
        msgspec.structs.replace(PAPER, name=""),
        msgspec.structs.replace(PAPER, media_type="pdf"),
        msgspec.structs.replace(PAPER, digest="0" * 63),
        Money(amount=2**60, currency="USD"),
        Money(amount=1, currency="usd"),
        Money(amount=1, currency="QQQ"),
    ],
)
def test_what_is_wrong_is_refused_in_a_sentence(value: Value) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$") as refused:
        checked(value)
    assert not isinstance(refused.value, msgspec.ValidationError)


def test_a_time_that_names_another_place_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"what": "Hearing", "day": "2026-11-24", "at": "09:30:00+05:00"}, KeyDate)


def test_a_person_has_no_field_that_could_be_used_against_them() -> None:
    assert set(Person.__struct_fields__) == {
        *("name", "state_name", "pronouns", "languages", "contacts", "safe", "access"),
    }


@given(st.builds(Person, name=st.text(max_size=400), safe=st.text(max_size=400)))
def test_whatever_passes_the_check_can_be_read_again(person: Person) -> None:
    try:
        stored = msgspec.msgpack.encode(checked(person))
    except ValueError:
        return
    assert msgspec.msgpack.decode(stored, type=Person) == person
