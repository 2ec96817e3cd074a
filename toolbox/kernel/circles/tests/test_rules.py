"""What holds in a circle, as pure rules: whatever people do in whatever order, somebody looks after it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.records import Act, Invite, Person, Role, Settings
from toolbox.kernel.circles.rules import NotAllowed

DAY = datetime.date(2031, 5, 5)
NOON = datetime.datetime(2031, 5, 5, 12, tzinfo=datetime.UTC)
ALDER, BIRCH, CEDAR, PAPER, STRANGER = 1, 2, 3, 4, 9


def person(member: int, role: Role = Role.HELPER, since: int = 0, name: str = "") -> Person:
    return Person(member, name or f"Person {member}", bytes(32), role, DAY + datetime.timedelta(days=since))


def settings(*people: Person) -> Settings:
    return Settings(name="Alder Street", made=DAY, people=people)


THREE = settings(person(ALDER, Role.KEEPER), person(BIRCH, since=1), person(CEDAR, since=2), person(PAPER, Role.PAPER))
KEEPERS = settings(*[person(member, Role.KEEPER) for member in (ALDER, BIRCH, CEDAR)])


def test_people_are_found_by_their_part() -> None:
    assert rules.person(THREE, BIRCH) is THREE.people[1]
    assert rules.person(THREE, STRANGER) is None
    assert [one.member for one in rules.living(THREE)] == [ALDER, BIRCH, CEDAR]
    assert [one.member for one in rules.keepers(THREE)] == [ALDER]
    assert rules.paper(THREE) is THREE.people[3]
    assert rules.paper(KEEPERS) is None


@pytest.mark.parametrize(
    ("circle", "act", "about", "two"),
    [
        (KEEPERS, Act.REMOVE, BIRCH, True),
        (THREE, Act.REMOVE, BIRCH, False),
        (THREE, Act.REMOVE, STRANGER, False),
        (KEEPERS, Act.END, 0, True),
        (THREE, Act.END, 0, False),
        (THREE, Act.READMIT, BIRCH, True),
        (settings(*THREE.people[:2], THREE.people[3]), Act.READMIT, BIRCH, False),
        (THREE, Act.LIFT, 0, True),
        (settings(THREE.people[0], THREE.people[3]), Act.EXTEND, 0, False),
    ],
)
def test_what_takes_two(circle: Settings, act: Act, about: int, two: bool) -> None:
    assert rules.needs_two(circle, act, about) is two


@pytest.mark.parametrize("act", list(Act))
def test_strangers_and_paper_begin_nothing_and_nobody_decides_on_themselves(act: Act) -> None:
    for member in (STRANGER, PAPER):
        assert not rules.may(THREE, act, member, BIRCH)
    assert not rules.may(THREE, act, ALDER, ALDER)
    assert rules.may(THREE, act, ALDER, BIRCH)
    assert rules.may(THREE, act, BIRCH, CEDAR) is (act not in {Act.REMOVE, Act.END})


def test_a_proposal_is_made_once_and_needs_somebody_else() -> None:
    asked = rules.proposed(KEEPERS, Act.REMOVE, ALDER, DAY, 7, CEDAR)
    assert rules.proposed(asked, Act.REMOVE, BIRCH, DAY, 8, CEDAR) == asked
    assert rules.agreed(asked, 7, BIRCH).about == CEDAR
    for member, number in ((ALDER, 7), (CEDAR, 7), (STRANGER, 7), (BIRCH, 8)):
        with pytest.raises(NotAllowed):
            rules.agreed(asked, number, member)
    with pytest.raises(NotAllowed):
        rules.proposed(KEEPERS, Act.REMOVE, STRANGER, DAY, 7, CEDAR)
    assert rules.without_proposals(asked, 7) == KEEPERS


def test_who_goes_takes_their_proposals_and_all_open_invites_along() -> None:
    invited = replace(KEEPERS, invites=(Invite(5, ALDER, NOON),))
    asked = rules.proposed(invited, Act.REMOVE, ALDER, DAY, 7, CEDAR)
    asked = rules.proposed(asked, Act.END, BIRCH, DAY, 8)
    assert [one.id for one in rules.without(asked, ALDER).proposals] == [8]
    assert [one.id for one in rules.without(asked, CEDAR).proposals] == [8]
    assert [one.id for one in rules.without(asked, BIRCH).proposals] == [7]
    assert rules.without(asked, STRANGER).invites == ()


def test_when_the_last_keeper_goes_the_oldest_of_the_others_follows_and_never_paper() -> None:
    rest = rules.without(THREE, ALDER)
    assert [(one.member, one.role) for one in rest.people] == [
        (BIRCH, Role.KEEPER),
        (CEDAR, Role.HELPER),
        (PAPER, Role.PAPER),
    ]
    with pytest.raises(NotAllowed):
        rules.without(settings(person(ALDER, Role.KEEPER), person(PAPER, Role.PAPER)), ALDER)


def test_a_circle_keeps_a_keeper() -> None:
    with pytest.raises(NotAllowed):
        rules.with_role(THREE, ALDER, Role.HELPER)
    two = rules.with_role(THREE, BIRCH, Role.KEEPER)
    assert [one.member for one in rules.keepers(rules.with_role(two, ALDER, Role.HELPER))] == [BIRCH]


def test_keepers_give_roles_to_people() -> None:
    assert len(rules.keepers(rules.given_role(THREE, ALDER, BIRCH, Role.KEEPER))) == 2
    for by, member, role in (
        (BIRCH, CEDAR, Role.KEEPER),
        (STRANGER, BIRCH, Role.KEEPER),
        (ALDER, PAPER, Role.KEEPER),
        (ALDER, BIRCH, Role.PAPER),
        (ALDER, STRANGER, Role.KEEPER),
    ):
        with pytest.raises(NotAllowed):
            rules.given_role(THREE, by, member, role)


def test_a_new_key_is_seen_with_its_day_and_the_same_one_is_not_news() -> None:
    later = DAY + datetime.timedelta(days=9)
    changed = rules.with_key(THREE, BIRCH, b"k" * 32, later)
    birch = rules.person(changed, BIRCH)
    assert birch is not None
    assert (birch.key, birch.key_since, birch.since) == (b"k" * 32, later, DAY + datetime.timedelta(days=1))
    assert rules.with_key(changed, BIRCH, b"k" * 32, DAY) == changed
    assert rules.with_key(THREE, STRANGER, b"k" * 32, DAY) == THREE


def test_names_are_compared_as_people_read_them() -> None:
    named = settings(person(ALDER, Role.KEEPER, name="Alder Straße"))
    assert rules.name_taken(named, "  ALDER   strasse ")
    assert not rules.name_taken(named, "alder strasse", but=[ALDER])
    assert rules.renamed(named, ALDER, "alder strasse").people[0].name == "alder strasse"
    with pytest.raises(NotAllowed):
        rules.renamed(settings(*named.people, person(BIRCH)), BIRCH, "ALDER STRASSE")


def test_two_bring_somebody_back_or_all_who_are_left() -> None:
    assert rules.restorers_needed(THREE, []) == 2
    assert rules.restorers_needed(THREE, [CEDAR]) == 2
    assert rules.restorers_needed(THREE, [BIRCH, CEDAR]) == 1


@given(
    st.lists(st.tuples(st.sampled_from(["join", "replace", "go", "keeper", "helper"]), st.integers(1, 6)), max_size=30)
)
def test_whatever_happens_somebody_looks_after_it_and_nobody_is_there_twice(deeds: list[tuple[str, int]]) -> None:
    now = settings(person(ALDER, Role.KEEPER))
    for number, (deed, member) in enumerate(deeds):
        try:
            match deed:
                case "join" if rules.person(now, member):
                    continue  # whoever asks has seen to that
                case "join":
                    now = rules.joined(now, person(member, since=number))
                case "replace":
                    role = found.role if (found := rules.person(now, member)) else Role.HELPER
                    now = rules.joined(now, person(member + 100 * (number + 1), role), replaces=member)
                case "go":
                    now = rules.without(now, member)
                case _:
                    now = rules.with_role(now, member, Role(deed))
        except NotAllowed:
            continue
        assert rules.living(now)
        members = [one.member for one in now.people]
        assert len(set(members)) == len(members)
        assert rules.keepers(now)
