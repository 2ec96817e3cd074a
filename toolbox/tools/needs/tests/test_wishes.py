"""What a tab says that it holds is what it shows."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.intake.questions import Both
from toolbox.tools.needs.records import Ask, Board, Came, Category, Claim, Slot
from toolbox.tools.needs.wishes import SHOWS, Wish, fits, tallied

NOW = datetime.datetime(2026, 3, 3, 21, 35, tzinfo=datetime.UTC)
DAY = st.dates(datetime.date(2026, 2, 20), datetime.date(2026, 3, 15))
CLAIM = st.builds(
    Claim,
    by=st.sampled_from([0, 1, 2]),
    since=st.just(datetime.date(2026, 2, 1)),
    until=DAY,
    asked=st.booleans(),
    agreed=st.booleans(),
)
ASK = st.builds(
    Ask,
    came=st.just(NOW),
    source=st.just(Came.PHONE),
    number=st.just(7),
    claim=st.none() | CLAIM,
    by_day=st.none() | DAY,
    again=st.sampled_from([None, NOW, NOW + datetime.timedelta(hours=3), NOW - datetime.timedelta(hours=3)]),
    waits_for=st.sampled_from(["", "formula"]),
    wants=st.sampled_from([(), ("baby",), ("baby", "ride")]),
    rebook=st.sampled_from([None, NOW]),
    slot=st.none() | st.builds(Slot, day=DAY, at=st.just(datetime.time(14))),
    news=st.booleans(),
    solved=st.none() | DAY,
    helped=st.none() | DAY,
)


@given(st.lists(ASK, max_size=12))
def test_a_tab_holds_what_it_shows(values: list[Ask]) -> None:
    board = Board(categories=(Category(name="baby", says=Both(en="Formula"), out=True),))
    counted = tallied(values, board, 1, NOW)
    for show in SHOWS:
        if show not in {"follow", "ended"}:
            test = fits(Wish(show=show), board, 1, NOW)
            assert counted[show] == sum(map(test, values)), show
