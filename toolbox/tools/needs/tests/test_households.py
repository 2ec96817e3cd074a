"""The same household: found by number, name and place, put together and taken apart exactly; what was agreed on."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.records.people import Contact, ContactKind, Place
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs.records import JOINED, OPEN, Ask, Board, Came, Category, Claim, End, Slot, Urgency, Who
from toolbox.tools.needs.rules import asks, caps, joining
from toolbox.tools.needs.rules.households import Households, Why, like, names_are_like, street

NOW = datetime.datetime(2026, 3, 3, 18, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


def who(name: str = "", *numbers: str) -> Who:
    return Who(name=name, contacts=tuple(Contact(kind=ContactKind.PHONE, value=number) for number in numbers))


def held(number: int = 1, **more: object) -> Held[Ask]:
    values = {"came": NOW, "source": Came.PHONE, "number": number, "words": "A cot", **more}
    return Held(number, Ask(**values), OPEN, version=1)  # type: ignore[arg-type]


def whys(one: Held[Ask], other: Held[Ask]) -> set[Why]:
    found = like(one.value, [one, other], {one.id})
    return set(found[0].whys) if found else set()


MINE, THEIRS = "+12025550143", "+12025550199"


def test_the_same_number_is_the_same_household_if_no_other_name_stands_there() -> None:
    rosa = held(1, who=who("Rosa", MINE))
    assert whys(rosa, held(2, who=who("", MINE))) == {Why.PHONE}
    assert whys(rosa, held(2, who=who("Rosa Martínez", THEIRS, MINE))) == {Why.PHONE}
    assert whys(rosa, held(2, who=who("Plum", MINE))) == {Why.SHARED}
    assert whys(rosa, held(2, who=who("Rosa", THEIRS))) == set()


def test_a_number_that_several_have_says_little_of_somebody_without_a_name() -> None:
    nameless, rosa, plum = held(1, who=who("", MINE)), held(2, who=who("Rosa", MINE)), held(3, who=who("Plum", MINE))
    assert whys(nameless, rosa) == {Why.PHONE}
    found = like(nameless.value, [nameless, rosa, plum], {1})
    assert [match.whys for match in found] == [(Why.SHARED,), (Why.SHARED,)]
    assert not any(match.is_certain for match in found), "nobody is counted with somebody else"


def test_a_shelters_phone_gives_no_long_list() -> None:
    names = ("Plum", "Quince", "Sorrel", "Tansy", "Yarrow")
    rosa, others = held(1, who=who("Rosa", MINE)), [held(at, who=who(name, MINE)) for at, name in enumerate(names, 2)]
    assert len(like(rosa.value, others[:4])) == 4
    again = held(9, who=who("Rosa", MINE))
    assert [match.held.id for match in like(rosa.value, [*others, again])] == [9], "only what says more is left"


def test_whoever_asks_for_everybody_makes_no_household_of_them() -> None:
    worker = who("Dill", MINE)
    first = held(1, who=who("Rosa"), asked_by=worker)
    assert whys(first, held(2, who=who("Plum"), asked_by=worker)) == {Why.ASKER}
    assert whys(first, held(2, who=who("Rosa"), asked_by=worker)) == {Why.PHONE}
    there = Place(street="12 Alder Street")
    nameless = held(3, asked_by=worker, place=there)
    assert Why.PHONE in whys(nameless, held(4, asked_by=worker, place=there))
    assert whys(nameless, held(4, asked_by=worker, place=Place(street="14 Alder Street"))) == {Why.ASKER}


def test_name_and_place_in_another_spelling() -> None:
    one = held(1, who=who("Rosa González"), place=Place(street="12 Alder Street"))
    assert whys(one, held(2, who=who("rosa gonzales"), place=Place(street="12 alder st."))) == {Why.NAME_PLACE}
    assert whys(one, held(2, who=who("Rosa González"), place=Place(street="14 Alder Street"))) == set()
    assert whys(one, held(2, who=who("Miguel Ruiz"), place=Place(street="12 Alder Street"))) == set()
    crossing = held(3, who=who("Yolanda"), place=Place(street="Third and Alder"))
    assert whys(crossing, held(4, who=who("Jolanda"), place=Place(street="Alder y Third"))) == {Why.NAME_PLACE}


def test_a_whole_name_in_the_same_part_of_town_is_a_hint() -> None:
    one = held(1, who=who("Rosa González"), place=Place(zone="North"))
    assert whys(one, held(2, who=who("Rosa González"), place=Place(zone="North"))) == {Why.NAME_ZONE}
    assert whys(one, held(2, who=who("Rosa"), place=Place(zone="North"))) == set()


def test_as_many_people_at_the_same_place() -> None:
    there = Place(street="Alder Street and Third")
    family = held(1, place=there, adults=2, children=3, small=1)
    assert whys(family, held(2, place=there, adults=2, children=3, small=1)) == {Why.PEOPLE_PLACE}
    assert whys(family, held(2, place=there, adults=2, children=2)) == set()
    assert whys(held(3, place=there, adults=2), held(4, place=there, adults=2)) == set(), "two at a crossing say little"


def test_the_likeliest_stands_first() -> None:
    there = Place(street="12 Alder Street")
    asked = held(1, who=who("Rosa", MINE), place=there)
    others = [
        held(2, who=who("Plum", MINE)),
        held(3, who=who("Rosa", MINE), place=there),
        held(4, who=who("Rosa"), place=there),
    ]
    found = Households([asked, *others]).like(asked.value, {1})
    assert [match.held.id for match in found] == [3, 4, 2]
    assert [match.is_certain for match in found] == [True, False, False]


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_somebody_types_is_compared_both_ways_alike(one: str, other: str) -> None:
    assert names_are_like(one, other) == names_are_like(other, one)
    first, second = street(Place(street=one)), street(Place(street=other))
    assert first.is_like(second) == second.is_like(first)


an_ask = st.builds(
    lambda name, wants, urgency, waits, news, solved, again: Ask(
        came=NOW,
        source=Came.PHONE,
        number=7,
        who=Who(name=name),
        wants=tuple(wants),
        words="x",
        urgency=urgency,
        waits_for=waits,
        news=news,
        solved=solved,
        again=again,
    ),
    st.text(max_size=9),
    st.lists(st.sampled_from(["food", "ride", "baby"]), unique=True),
    st.sampled_from(Urgency),
    st.sampled_from(["", "formula"]),
    st.booleans(),
    st.sampled_from([None, TODAY]),
    st.sampled_from([None, NOW]),
)


def without_log(ask: Ask) -> Ask:
    return replace(ask, log=())


@given(st.lists(an_ask, min_size=2, max_size=6), st.data())
def test_put_together_in_any_order_and_taken_apart_everything_is_as_it_was(
    values: list[Ask], data: st.DataObject
) -> None:
    there = {number: Held(number, value, OPEN, version=1) for number, value in enumerate(values, 1)}
    before = dict(there)
    merged = []
    for _each in range(data.draw(st.integers(1, 8))):
        one, other = (there[data.draw(st.sampled_from(sorted(there)))] for _both in range(2))
        stays, goes = joining.root(one, there.get), joining.root(other, there.get)
        try:
            first, second = joining.together(stays, goes, 5, NOW, TODAY)
        except joining.NotTogether:
            assert stays.id == goes.id
            continue
        there[stays.id] = Held(stays.id, first, OPEN, version=1)
        there[goes.id] = Held(goes.id, second, JOINED, version=1)
        merged.append(goes.id)
        open_ones = [held for held in there.values() if held.value.ended is None]
        seen = [held.id for each in open_ones for held in (each, *joining.below(each, there.get))]
        assert sorted(seen) == sorted(there), "each is somewhere, once, and nothing goes round in a ring"
    for number in data.draw(st.permutations(merged)):
        goes = there[number]
        one_, other_ = joining.apart(there[goes.value.into], goes, 5, NOW)
        assert one_ is not None
        there[goes.value.into] = Held(goes.value.into, one_, there[goes.value.into].shelf, version=1)
        there[number] = Held(number, other_, OPEN, version=1)
    for number, held_ in there.items():
        assert without_log(held_.value) == without_log(before[number].value)


def test_what_somebody_promised_is_not_hidden_in_another() -> None:
    claim = Claim(by=9, since=TODAY, until=TODAY + 6 * DAY)
    mine = held(1)
    for theirs, reason in (
        (held(2, claim=claim), joining.Reason.DONE_BY),
        (held(2, slot=Slot(day=TODAY, at=datetime.time(14))), joining.Reason.SLOT),
        (held(2, locked_by=9, locked_until=NOW + DAY), joining.Reason.LOCKED),
        (held(2, ended=TODAY, end=End.MET), joining.Reason.ENDED),
        (mine, joining.Reason.SAME),
    ):
        with pytest.raises(joining.NotTogether) as refused:
            joining.together(mine, theirs, 5, NOW, TODAY)
        assert refused.value.reason is reason
    first, second = joining.together(held(2, claim=claim), mine, 5, NOW, TODAY)
    assert (first.claim, second.into) == (claim, 2), "the other way round it goes"


def board(cap: int = 1, days: int = 30) -> Board:
    return Board(
        categories=(
            Category(name="food", says=Both(en="Food"), cap=cap, cap_days=days),
            Category(name="baby", says=Both(en="Formula"), parent="food"),
            Category(name="ride", says=Both(en="A ride")),
        )
    )


def met(number: int, days_ago: int, *wants: str, **more: object) -> Held[Ask]:
    ended = TODAY - days_ago * DAY
    values: dict[str, object] = {"came": NOW - (days_ago + 1) * DAY, "ended": ended, "end": End.MET, **more}
    return held(number, wants=wants, **values)


def times(ask: Held[Ask], household: list[Held[Ask]], **of_board: int) -> list[int]:
    return [one.times for one in caps.reached(ask.value, household, board(**of_board), TODAY)]


def test_a_first_ask_is_never_too_much_and_never_counted() -> None:
    now = held(9, wants=("food",))
    assert times(now, []) == []
    assert times(now, [met(1, 20, "food")]) == [], "that was the first one"
    assert times(now, [met(1, 20, "food"), met(2, 10, "food")]) == [1]
    assert times(held(9, wants=("food",), came=NOW - 90 * DAY), [met(1, 20, "food"), met(2, 10, "food")]) == []


def test_only_what_was_given_within_the_days_counts() -> None:
    now, first = held(9, wants=("baby",)), met(1, 29, "food")
    assert times(now, [first, met(2, 10, "baby")]) == [1], "what stands under it counts too"
    assert times(now, [first, met(2, 10, "ride")]) == []
    assert times(now, [first, met(2, 10, "food", end=End.COULD_NOT)]) == []
    assert times(now, [first, met(2, 10, "food")], days=10) == []
    assert times(now, [first, met(2, 9, "food")], days=10) == [1]
    assert times(now, [first, met(2, 10, "food")], cap=2) == []
    assert times(now, [first, met(2, 10, "food")], cap=0) == []
    assert times(held(9, wants=("ride",)), [first, met(2, 10, "food")]) == []


def test_what_was_put_together_was_given_once() -> None:
    inside = held(3, wants=("food",), came=NOW - 40 * DAY, ended=TODAY, end=End.JOINED, into=2)
    outside = met(2, 10, "ride", joined=(3,))
    assert times(held(9, wants=("food",)), [met(1, 25, "food"), outside, inside]) == [1]


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["food", "ride"])), max_size=8), st.integers(1, 3))
def test_a_household_is_never_told_of_more_than_it_was_given_after_its_first(
    given_: list[tuple[int, str]], cap: int
) -> None:
    household = [met(number, days, want) for number, (days, want) in enumerate(given_, 1)]
    said = times(held(99, wants=("food",)), household, cap=cap)
    of_food = sum(want == "food" for _days, want in given_)
    assert all(cap <= count <= max(0, of_food - 1) for count in said)


def test_out_of_stock_waits_and_back_in_stock_stands_as_before() -> None:
    ask = held(1, wants=("baby",)).value
    assert asks.stands(ask, TODAY) is asks.Stands.NEW
    assert asks.stands(ask, TODAY, frozenset({"baby"})) is asks.Stands.WAITS
    assert asks.stands(replace(ask, wants=("baby", "ride")), TODAY, frozenset({"baby"})) is asks.Stands.NEW
    assert asks.stands(replace(ask, wants=()), TODAY, frozenset({"baby"})) is asks.Stands.NEW
