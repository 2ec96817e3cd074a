"""Who is proposed to whom, and why."""

from hypothesis import given
from hypothesis import strategies as st

from toolbox.tools.needs.matching.filling import Asked, Shares, fill, first
from toolbox.tools.needs.matching.pairing import FAR, Because, Wanted, Willing, best, pair, steps_between

DRIVE = (frozenset({"drive", "carry"}),)
ZONES = ("North", "Hill", "Square", "Island")
STEPS = steps_between(ZONES, [("North", "Hill"), ("Hill", "Square")])
WILLING = st.builds(
    Willing,
    can=st.frozensets(st.sampled_from(["drive", "cook", "call"]), min_size=1),
    zones=st.frozensets(st.sampled_from(ZONES)),
    languages=st.sampled_from([(), ("en",), ("es", "en")]),
    free=st.integers(0, 3),
    carried=st.integers(0, 4),
)
ASKED = st.builds(
    Asked,
    wanted=st.builds(
        Wanted,
        by=st.sampled_from([DRIVE, (frozenset({"cook"}),), ()]),
        zone=st.sampled_from(["", *ZONES]),
        languages=st.sampled_from([(), ("es",), ("mam", "es")]),
    ),
    urgency=st.integers(0, 2),
    days=st.integers(0, 40),
)


def test_steps_from_one_part_of_town_to_the_next() -> None:
    assert STEPS["North", "North"] == 0
    assert STEPS["North", "Square"] == 2
    assert ("North", "Island") not in STEPS


def test_what_is_not_possible() -> None:
    asked = Wanted(by=DRIVE, zone="North", languages=("mam",), times=frozenset({"mon-morning"}), car=True)
    fine = Willing(can=frozenset({"drive"}), car=True, zones=frozenset({"North"}), languages=("mam",))
    assert pair(asked, fine, STEPS) is not None
    for wrong in (
        Willing(can=frozenset({"cook"}), car=True),
        Willing(can=frozenset({"drive"})),
        Willing(can=frozenset({"drive"}), car=True, languages=("en",)),
        Willing(can=frozenset({"drive"}), car=True, times=frozenset({"tue-evening"})),
        Willing(can=frozenset({"drive"}), car=True, free=0),
    ):
        assert pair(asked, wrong, STEPS) is None


def test_near_before_far_and_by_phone_it_does_not_matter() -> None:
    near, far = (Willing(can=frozenset({"call"}), zones=frozenset({zone})) for zone in ("Hill", "Island"))
    goes = Wanted(by=(frozenset({"call"}),), zone="North")
    assert [place for place, _pair in best(goes, [far, near], STEPS, 5)] == [1, 0]
    calls = Wanted(by=(frozenset({"call"}),), zone="North", remote=True)
    costs = {made.cost for _place, made in best(calls, [far, near], STEPS, 5)}
    assert len(costs) == 1
    made = pair(goes, far, STEPS)
    assert made is not None
    assert Because.FAR in [reason.because for reason in made.reasons]
    assert STEPS["North", "Hill"] < FAR


def test_nobody_gets_all_and_what_cannot_wait_comes_first() -> None:
    asks = [Asked(Wanted(by=DRIVE, zone="North")) for _ask in range(4)]
    two = [Willing(can=frozenset({"drive"}), zones=frozenset({"North"}), free=3) for _offer in range(2)]
    proposals = fill(asks, two, STEPS, {})
    assert sorted(one.offer for one in proposals) == [0, 0, 1, 1]
    late = Asked(Wanted(by=DRIVE, zone="North"), urgency=2)
    (only,) = fill([*asks, late], [two[0].__class__(can=frozenset({"drive"}), free=1)], STEPS, {})
    assert only.ask == 4


def test_the_part_of_town_of_which_least_was_met_comes_first() -> None:
    shares = {"North": Shares(40, 38), "Island": Shares(40, 4)}
    north, island = (Asked(Wanted(by=DRIVE, zone=zone)) for zone in ("North", "Island"))
    assert first(island, shares) > first(north, shares)
    one = Willing(can=frozenset({"drive"}), zones=frozenset({"North", "Island"}))
    (only,) = fill([north, island], [one], STEPS, shares)
    assert only.ask == 1


@given(st.lists(ASKED, max_size=12), st.lists(WILLING, max_size=8))
def test_nobody_is_proposed_more_than_they_can_take(asks: list[Asked], offers: list[Willing]) -> None:
    proposals = fill(asks, offers, STEPS, {})
    assert len({one.ask for one in proposals}) == len(proposals)
    for place, offer in enumerate(offers):
        assert sum(one.offer == place for one in proposals) <= offer.free
    for one in proposals:
        assert pair(asks[one.ask].wanted, offers[one.offer], STEPS) == one.pair
