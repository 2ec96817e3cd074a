"""What holds in a circle. Pure: settings in, settings out; nobody's clock but the one given."""

import datetime
from collections.abc import Iterable

from msgspec.structs import replace

from toolbox.kernel.circles.records import Act, Person, Proposal, Role, Settings

MANY = 3  # from so many on, a second one must agree
PROPOSED = datetime.timedelta(days=14)


class NotAllowed(Exception):
    """The rules of the circle do not allow it now; the page that offered it is out of date."""


def person(settings: Settings, member: int) -> Person | None:
    """Somebody of the circle by their member id."""
    return next((one for one in settings.people if one.member == member), None)


def living(settings: Settings) -> list[Person]:
    """Everybody but the paper member."""
    return [one for one in settings.people if one.role != Role.PAPER]


def keepers(settings: Settings) -> list[Person]:
    """Those who look after the circle."""
    return [one for one in settings.people if one.role == Role.KEEPER]


def paper(settings: Settings) -> Person | None:
    """The paper member, if there is one."""
    return next((one for one in settings.people if one.role == Role.PAPER), None)


def needs_two(settings: Settings, act: Act, about: int = 0) -> bool:
    """Whether an act waits for a second voice."""
    match act:
        case Act.REMOVE:
            target = person(settings, about)
            return target is not None and target.role == Role.KEEPER and len(keepers(settings)) >= MANY
        case Act.END:
            return len(keepers(settings)) >= MANY
        case Act.READMIT:
            return len(living(settings)) >= MANY
        case Act.EXTEND | Act.LIFT:
            return len(living(settings)) > 1


def may(settings: Settings, act: Act, member: int, about: int = 0) -> bool:
    """Whether somebody may begin an act, or agree to it."""
    me = person(settings, member)
    if me is None or me.role == Role.PAPER:
        return False
    if act in {Act.REMOVE, Act.END} and me.role != Role.KEEPER:
        return False
    return about != member


def proposal(settings: Settings, act: Act, about: int = 0) -> Proposal | None:
    """What was proposed about somebody or something, if it was."""
    return next((one for one in settings.proposals if one.act == act and one.about == about), None)


def proposed(settings: Settings, act: Act, by: int, day: datetime.date, number: int, about: int = 0) -> Settings:
    """With a proposal, once for each act and person. Raises NotAllowed."""
    if not may(settings, act, by, about):
        raise NotAllowed
    if proposal(settings, act, about):
        return settings
    return replace(settings, proposals=(*settings.proposals, Proposal(number, act, by, day, about)))


def agreed(settings: Settings, number: int, member: int) -> Proposal:
    """The proposal that a second one agrees to. Raises NotAllowed."""
    found = next((one for one in settings.proposals if one.id == number), None)
    if found is None or found.by == member or found.second or not may(settings, found.act, member, found.about):
        raise NotAllowed
    return found


def seconded(settings: Settings, number: int, member: int) -> Settings:
    """With a proposal that two agree on, kept until it is done. Raises NotAllowed."""
    found = agreed(settings, number, member)
    both = replace(found, second=member)
    return replace(settings, proposals=tuple(both if one is found else one for one in settings.proposals))


def may_readmit(settings: Settings, member: int, about: int) -> bool:
    """Whether a member may now make the invite that brings somebody back: one of the two, where it takes two."""
    target = person(settings, about)
    if target is None or target.role == Role.PAPER or not may(settings, Act.READMIT, member, about):
        return False
    found = proposal(settings, Act.READMIT, about)
    both = found is not None and found.second != 0 and member in {found.by, found.second}
    return both or not needs_two(settings, Act.READMIT)


def refused(settings: Settings, number: int, member: int) -> Settings:
    """Without a proposal: taken back by whoever made it, or refused by one who may agree. Raises NotAllowed.

    Whoever is said to have lost a passphrase, and has not, says so.
    """
    found = next((one for one in settings.proposals if one.id == number), None)
    if found is None or found.by == member or (found.act == Act.READMIT and found.about == member):
        return without_proposals(settings, number)
    if not may(settings, found.act, member, found.about):
        raise NotAllowed
    return without_proposals(settings, number)


def without_late(settings: Settings, day: datetime.date) -> Settings:
    """Without proposals that nobody agreed to in two weeks: what was meant then may not be meant now."""
    kept = tuple(one for one in settings.proposals if one.day + PROPOSED >= day)
    return settings if len(kept) == len(settings.proposals) else replace(settings, proposals=kept)


def without_proposals(settings: Settings, *numbers: int) -> Settings:
    """Without proposals that were done or taken back."""
    return replace(settings, proposals=tuple(one for one in settings.proposals if one.id not in numbers))


def without(settings: Settings, member: int) -> Settings:
    """Without a person, and without what was proposed by them or about them, and without open invites.

    Raises NotAllowed where nobody, or no keeper, would be left.
    """
    people = tuple(one for one in settings.people if one.member != member)
    rest = replace(settings, people=people, invites=())
    if not living(rest):
        raise NotAllowed
    if not keepers(rest):  # the one who has been there longest looks after it
        oldest = min(living(rest), key=lambda one: one.since)
        rest = with_role(rest, oldest.member, Role.KEEPER)
    return replace(rest, proposals=tuple(one for one in rest.proposals if member not in {one.by, one.about}))


def joined(settings: Settings, newcomer: Person, replaces: int = 0) -> Settings:
    """With somebody new, in the place of the entry that they had before, if any.

    What was proposed by that entry or about it goes with it: nobody is to agree with themselves.
    """
    people = tuple(one for one in settings.people if one.member not in {newcomer.member, replaces})
    proposals = tuple(one for one in settings.proposals if not replaces or replaces not in {one.by, one.about})
    return replace(settings, people=(*people, newcomer), proposals=proposals)


def with_role(settings: Settings, member: int, role: Role) -> Settings:
    """With another role for somebody. Raises NotAllowed where no keeper would be left."""
    people = tuple(replace(one, role=role) if one.member == member else one for one in settings.people)
    changed = replace(settings, people=people)
    if not keepers(changed):
        raise NotAllowed
    return changed


def given_role(settings: Settings, by: int, member: int, role: Role) -> Settings:
    """With a role that a keeper gives. Raises NotAllowed: only to people, and a keeper always stays.

    Where it takes two to remove a keeper, no one keeper takes that from another: they lay it down themselves.
    """
    giver, target = person(settings, by), person(settings, member)
    if giver is None or giver.role != Role.KEEPER or target is None or Role.PAPER in {target.role, role}:
        raise NotAllowed
    takes = role != Role.KEEPER and target.role == Role.KEEPER and by != member
    if takes and needs_two(settings, Act.REMOVE, member):  # or one keeper would empty the circle step by step
        raise NotAllowed
    return with_role(settings, member, role)


def may_invite_keepers(settings: Settings, member: int) -> bool:
    """Whether somebody may invite keepers: those who are, and the paper member, who comes when all are away."""
    found = person(settings, member)
    return found is not None and found.role in {Role.KEEPER, Role.PAPER}


def renamed(settings: Settings, member: int, name: str) -> Settings:
    """With another name for somebody. Raises NotAllowed where somebody else goes by it."""
    if name_taken(settings, name, but=[member]):
        raise NotAllowed
    people = tuple(replace(one, name=name) if one.member == member else one for one in settings.people)
    return replace(settings, people=people)


def with_key(settings: Settings, member: int, key: bytes, day: datetime.date) -> Settings:
    """With a new public key of somebody, and the day on which it came: comrades compare fingerprints anew."""
    people = tuple(
        replace(one, key=key, key_since=day) if one.member == member and one.key != key else one
        for one in settings.people
    )
    return replace(settings, people=people)


def name_taken(settings: Settings, name: str, but: Iterable[int] = ()) -> bool:
    """Whether somebody of the circle already goes by a name."""
    wanted = " ".join(name.casefold().split())
    return any(" ".join(one.name.casefold().split()) == wanted for one in settings.people if one.member not in but)


def restorers_needed(settings: Settings, frozen: Iterable[int]) -> int:
    """How many must want somebody back: two, or all who remain if they are fewer."""
    away = set(frozen)
    return min(2, sum(one.member not in away for one in living(settings)))
