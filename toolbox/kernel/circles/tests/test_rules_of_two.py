"""What takes two, as pure rules: nobody is their own second voice, also not under a new key."""

import datetime

import pytest
from msgspec.structs import replace

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.records import Act, Person, Role, Settings

DAY = datetime.date(2026, 3, 2)
ALDER, BIRCH, CEDAR, NEW = 1, 2, 3, 4


def _person(member: int, name: str, role: Role = Role.KEEPER) -> Person:
    return Person(member, name, bytes(32), role, DAY)


def _settings() -> Settings:
    people = (_person(ALDER, "Alder"), _person(BIRCH, "Birch"), _person(CEDAR, "Cedar"))
    return Settings(name="Alder Street", made=DAY, people=people)


def _proposed(act: Act, by: int, about: int = 0) -> Settings:
    return rules.proposed(_settings(), act, by, DAY, 7, about)


def test_only_the_two_make_the_invite_that_brings_somebody_back() -> None:
    asked = _proposed(Act.READMIT, ALDER, CEDAR)
    assert not rules.may_readmit(asked, ALDER, CEDAR)
    both = rules.seconded(asked, 7, BIRCH)
    assert rules.may_readmit(both, ALDER, CEDAR)
    assert rules.may_readmit(both, BIRCH, CEDAR)
    four = replace(both, people=(*both.people, _person(NEW, "Dill")))
    assert not rules.may_readmit(four, NEW, CEDAR)
    assert not rules.may_readmit(both, CEDAR, CEDAR)


def test_a_proposal_is_seconded_once_and_by_somebody_else() -> None:
    asked = _proposed(Act.READMIT, ALDER, CEDAR)
    for member in (ALDER, CEDAR, NEW):
        with pytest.raises(rules.NotAllowed):
            rules.seconded(asked, 7, member)
    with pytest.raises(rules.NotAllowed):
        rules.seconded(rules.seconded(asked, 7, BIRCH), 7, BIRCH)


def test_who_comes_back_under_a_new_key_is_not_a_second_voice() -> None:
    asked = _proposed(Act.REMOVE, BIRCH, CEDAR)
    back = rules.joined(asked, _person(NEW, "Birch"), replaces=BIRCH)
    with pytest.raises(rules.NotAllowed):
        rules.agreed(back, 7, NEW)
    assert rules.joined(asked, _person(NEW, "Dill")).proposals == asked.proposals


def test_only_who_may_agree_says_no() -> None:
    asked = _proposed(Act.REMOVE, ALDER, CEDAR)
    with pytest.raises(rules.NotAllowed):
        rules.refused(asked, 7, CEDAR)
    assert rules.refused(asked, 7, BIRCH).proposals == ()
    assert rules.refused(asked, 7, ALDER).proposals == ()


def test_roles_are_given_by_keepers_and_never_to_paper() -> None:
    people = (*_settings().people[:1], _person(BIRCH, "Birch", Role.HELPER), _person(CEDAR, "Paper", Role.PAPER))
    settings = replace(_settings(), people=people)
    given = rules.given_role(settings, ALDER, BIRCH, Role.KEEPER)
    assert [one.name for one in rules.keepers(given)] == ["Alder", "Birch"]
    for by, member, role in [
        (BIRCH, BIRCH, Role.KEEPER),
        (ALDER, CEDAR, Role.KEEPER),
        (ALDER, ALDER, Role.HELPER),
        (ALDER, BIRCH, Role.PAPER),
    ]:
        with pytest.raises(rules.NotAllowed):
            rules.given_role(settings, by, member, role)
    assert rules.may_invite_keepers(settings, CEDAR)
    assert not rules.may_invite_keepers(settings, BIRCH)


def test_no_keeper_gets_round_it_by_making_helpers_of_the_others_first() -> None:
    with pytest.raises(rules.NotAllowed):
        rules.given_role(_settings(), ALDER, BIRCH, Role.HELPER)
    laid_down = rules.given_role(_settings(), BIRCH, BIRCH, Role.HELPER)
    assert [one.name for one in rules.keepers(laid_down)] == ["Alder", "Cedar"]


def test_who_has_not_lost_a_passphrase_says_so() -> None:
    asked = _proposed(Act.READMIT, ALDER, CEDAR)
    assert rules.refused(asked, 7, CEDAR).proposals == ()


def test_what_was_proposed_in_winter_is_not_agreed_to_in_spring() -> None:
    asked = _proposed(Act.END, ALDER)
    assert rules.without_late(asked, DAY + rules.PROPOSED) == asked
    late = rules.without_late(asked, DAY + rules.PROPOSED + datetime.timedelta(days=1))
    assert late.proposals == ()
    with pytest.raises(rules.NotAllowed):
        rules.agreed(late, 7, BIRCH)
