"""Seven kits run whole with the board: what each wants, its forms, and what it never asks."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone, translation

from toolbox.kernel.intake.questions import Ask as Kind
from toolbox.kernel.intake.questions import Form
from toolbox.kernel.intake.tests.desk import Desk, sent, words
from toolbox.kernel.intake.tests.mail import answer, sends
from toolbox.kernel.projects import starters
from toolbox.kernel.projects.kits import checking, finding
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.started.pages import beginning as starting
from toolbox.kernel.projects.starters import Starter
from toolbox.tools.needs import beginning, keeping, kits
from toolbox.tools.needs.pool import pool
from toolbox.tools.needs.records import Board, Urgency
from toolbox.tools.needs.rules import arriving
from toolbox.tools.needs.tests.town import board as board_page
from toolbox.tools.needs.tests.town import offers, opened, the_ask, the_offer, written

pytestmark = pytest.mark.django_db

WHOLE = (
    *("practical-support", "accompaniment", "harm-reduction", "check-in-calls", "disaster-relief", "food-sharing"),
    "sex-worker-peer-support",
)
EVENING = date(2026, 12, 3)


def kit(slug: str) -> Kit:
    return finding.kits()[slug]


def starts(desk: Desk, slug: str, language: str = "en", name: str = "Ours") -> None:
    starting.start(opened(desk), kit(slug), name, EVENING, language)


def now(desk: Desk) -> Board:
    return keeping.board_of(opened(desk).circle).value


def own_forms(slug: str) -> Iterator[tuple[str, Starter]]:
    """The forms of a kit that lead to the board."""
    for name in kit(slug).english.forms:
        starter = starters.everything()[name]
        if starter.purpose in {arriving.ASK, arriving.OFFER}:
            yield name, starter


def set_up() -> list[str]:
    return [slug for slug, one in finding.kits().items() if "needs" in one.sets]


def test_these_seven_are_set_up() -> None:
    assert set(WHOLE) <= set(set_up())


@pytest.mark.parametrize("slug", set_up())
def test_a_board_begins_with_exactly_what_its_kit_says(slug: str, desk: Desk) -> None:
    sets = kits.read(kit(slug).sets["needs"])
    starts(desk, slug)
    board = now(desk)
    assert {one.name for one in board.categories} == set(sets.wants)
    assert {one.name for one in board.skills} == set(sets.skills)
    assert board.claim_days == (sets.claim_days or Board().claim_days)
    assert board.follow_days == (sets.follow_days or 0)
    assert board.by_post == sets.by_post
    assert board.script == sets.script.en
    with translation.override("es"):
        assert now(desk).script == sets.script.es


@pytest.mark.parametrize("slug", WHOLE)
def test_a_project_shows_its_categories_on_the_board(slug: str, desk: Desk) -> None:
    starts(desk, slug)
    assert "Needs and offers" in words(desk.alder, f"/c/{desk.at('needs').split('/')[2]}/")
    page = words(desk.alder, desk.at("need_new"))
    for one in now(desk).categories:
        assert one.says.en in page
    with translation.override("es"):
        page = words(desk.alder, desk.at("needs_categories"))
        assert all(one.says.es in page for one in now(desk).categories)


@pytest.mark.parametrize("slug", WHOLE)
def test_everything_that_its_forms_ask_for_is_on_the_board(slug: str, desk: Desk) -> None:
    starts(desk, slug)
    board, found = now(desk), set[str]()
    for name, starter in own_forms(slug):
        known = {one.name: one.says for one in (board.categories if starter.purpose == arriving.ASK else board.skills)}
        what = next(one for one in starter.questions if one.name == "what")
        if name != "i-can-help":  # that one asks for more than a kit needs
            assert {one.name for one in what.choices} <= set(known), name
        found.add(starter.purpose)
    assert arriving.ASK in found


@pytest.mark.parametrize("slug", WHOLE)
def test_no_form_asks_what_its_kit_never_asks(slug: str) -> None:
    never = [word for piece in kit(slug).lists["never"] for word in piece.words]
    assert never
    for name in kit(slug).english.forms:
        for question in starters.everything()[name].questions:
            assert checking.asks_never(never, question) == "", f"{name}: {question.says.en}"


@pytest.mark.parametrize("name", sorted({name for slug in WHOLE for name in kit(slug).english.forms}))
def test_a_form_is_short(name: str) -> None:
    starter = starters.everything()[name]
    most = 6 if name in {"i-can-help", "i-need-support"} else 5
    assert sum(one.only_if is None for one in starter.questions) <= most, "screens on a phone"
    assert len(starter.questions) <= 7
    assert sum(one.required for one in starter.questions) <= 3


def test_a_journey_keeps_no_clinic_no_weeks_no_age() -> None:
    form: Form = starters.everything()["practical-support-ride"].asking().form
    assert {one.name for one in form.questions} == {"what", "place", "day", "seats", "reach", "phone", "safe"}
    assert kit("practical-support").english.keeps["needs.ask"] == 7


def brings_in(desk: Desk) -> None:
    sent(desk.alder, board_page(desk), desk.at("needs_bring_in"))


def test_a_journey_ends_and_is_destroyed_after_seven_days(desk: Desk) -> None:
    starts(desk, "practical-support")
    sends(
        desk.mailbox,
        answer("what", "ride", "bed", ask=Kind.SEVERAL),
        answer("place", "Riverbend to Larkspur", ask=Kind.PLACE),
        answer("day", "2031-05-18", ask=Kind.DAY),
        answer("reach", "call", ask=Kind.CHOICE),
        answer("phone", "+12025550143", ask=Kind.PHONE),
        answer("safe", "After six. Say it is about the bicycle."),
        purpose=arriving.ASK,
    )
    brings_in(desk)
    ask = the_ask(desk).value
    assert (ask.wants, ask.by_day) == (("ride", "bed"), date(2031, 5, 18))
    assert ask.who.safe == "After six. Say it is about the bicycle."
    assert "bicycle" not in ask.words
    sent(desk.alder, desk.at("need_end", the_ask(desk).id), end="met", words="", said="")
    dies = the_ask(desk).dies
    assert dies is not None
    assert 7 <= (dies - timezone.localdate()).days <= 13, "on the Monday after seven days"
    assert dies.isoweekday() == 1


def test_a_parcel_is_posted_and_neither_name_nor_address_is_left(desk: Desk) -> None:
    starts(desk, "harm-reduction")
    sends(
        desk.mailbox,
        answer("what", "pack", "naloxone", ask=Kind.SEVERAL),
        answer("way", "mail", ask=Kind.CHOICE),
        answer("place", "Box 17, Dock Road", ask=Kind.PLACE),
        answer("name", "R. Heron"),
        purpose=arriving.ASK,
    )
    brings_in(desk)
    held = the_ask(desk)
    page = words(desk.alder, desk.at("need", held.id))
    assert "Posted: destroy the address" in page
    assert "R. Heron" in page
    sent(desk.alder, desk.at("need_posted", held.id))
    page = words(desk.alder, desk.at("need", held.id))
    assert "Heron" not in page
    assert "Dock Road" not in page
    (form,) = desk.open("made")
    assert not {"R. Heron", "Box 17, Dock Road"} & {value for one in form.value.answers for value in one.values}


def test_calls_come_again_as_often_as_somebody_asked(desk: Desk) -> None:
    starts(desk, "check-in-calls")
    sends(
        desk.mailbox,
        answer("what", "talk", ask=Kind.SEVERAL),
        answer("how_often", "d7", ask=Kind.CHOICE),
        answer("phone", "+12025550143", ask=Kind.PHONE),
        purpose=arriving.ASK,
    )
    brings_in(desk)
    ask = the_ask(desk).value
    assert (ask.wants, ask.every) == (("talk",), 7)
    assert "d7" not in ask.words
    number = f"{ask.number:04d}"
    assert number in words(desk.alder, desk.at("needs_rota"))


def test_what_cannot_wait_stands_first_and_who_has_no_phone_is_not_lost(desk: Desk) -> None:
    starts(desk, "disaster-relief")
    sends(
        desk.mailbox,
        answer("what", "cleanup", ask=Kind.SEVERAL),
        answer("urgent", "today", ask=Kind.CHOICE),
        answer("place", "Dock Road 7", ask=Kind.PLACE),
        answer("reach", "knock", ask=Kind.CHOICE),
        purpose=arriving.ASK,
    )
    brings_in(desk)
    ask = the_ask(desk).value
    assert ask.urgency is Urgency.TODAY
    assert "knock" in ask.words


def test_an_offer_says_what_not_to_ask_of_somebody(desk: Desk) -> None:
    starts(desk, "disaster-relief")
    sends(
        desk.mailbox,
        answer("what", "cleanup", "lend", ask=Kind.SEVERAL),
        answer("limits", "No wet houses"),
        purpose=arriving.OFFER,
    )
    brings_in(desk)
    offer = the_offer(desk).value
    assert (offer.can, offer.limits, offer.words) == (("cleanup", "lend"), "No wet houses", "")


def test_two_kits_in_one_circle_get_what_both_want_and_the_shorter_days(desk: Desk) -> None:
    starts(desk, "food-sharing", name="The pantry")
    starts(desk, "disaster-relief", name="The hub")
    board = now(desk)
    assert {"pets", "cleanup"} <= {one.name for one in board.categories}
    assert (board.claim_days, board.follow_days) == (3, 3)
    hub, _line, pantry = board.script.partition("\n\nThe pantry:\n")
    assert hub.startswith("The hub:\n")
    assert "Are you safe where you are" in hub
    assert "You asked us for food" in pantry


@pytest.mark.parametrize(
    ("slug", "wants", "asks"), [("check-in-calls", "talk", False), ("harm-reduction", "pack", True)]
)
def test_a_call_asks_for_no_place_and_what_goes_by_mail_does(desk: Desk, slug: str, wants: str, asks: bool) -> None:
    starts(desk, slug)
    held = written(desk, "Rosa", wants=(wants,))
    page = words(desk.alder, desk.at("need_call", held.id)).partition("Still to ask</dt><dd>")[2].partition("</dd>")[0]
    assert "how to reach them" in page
    assert ("where" in page) == ("for how many people" in page) == asks


def test_a_circle_without_a_kit_begins_with_what_is_common(desk: Desk) -> None:
    assert {one.name for one in now(desk).categories} == {one.name for one in pool().category if one.common}


def test_what_is_named_is_there_and_somebody_could_do_it() -> None:
    assert list(kits.problems({"wants": ["ride"], "skills": ["drive"], "claim_days": 6})) == []
    found = dict(kits.problems({"wants": ["ride", "moon"], "skills": ["cook"]}))
    assert "Nobody could do “ride”" in found["wants"]
    both = [says for _key, says in kits.problems({"wants": ["moon"], "skills": ["fly", "fly"]})]
    assert any("nothing called “moon”" in says for says in both)
    assert any("nothing called “fly”" in says for says in both)
    assert any("stands twice" in says for says in both)
    ((key, says),) = kits.problems({"claims": 6})
    assert (key, "There is no key “claims” here" in says) == ("claims", True)
    ((key, says),) = kits.problems({"claim_days": "six"})
    assert (key, "does not fit" in says) == ("claim_days", True)
    ((key, _says),) = kits.problems({"claim_days": 99})
    assert key == "claim_days"


def test_every_category_of_the_pool_stands_under_one_that_is_there_and_wants_skills_that_are() -> None:
    categories, skills = {one.name for one in pool().category}, {one.name for one in pool().skill}
    for one in pool().category:
        assert not one.parent or one.parent in categories
        assert set(one.by) <= skills
        assert one.says.en
        assert one.says.es
    assert len(beginning.categories(categories)) == len(pool().category)


def test_who_winds_down_sees_what_is_still_open(desk: Desk) -> None:
    starts(desk, "food-sharing")
    (project,) = desk.alder.get(desk.at("projects")).context["rows"]
    end = desk.at("project_end", project["id"])
    assert "Nothing is open." in words(desk.alder, end)
    held = written(desk, "A bag", wants=("groceries",))
    written(desk, "Another")
    offers(desk, "drive")
    brings_in(desk)
    sent(desk.alder, desk.at("need", held.id), desk.at("need_do", held.id), do="claim")
    sent(desk.alder, desk.at("need_lay_out", held.id), sum="12")
    page = words(desk.alder, end)
    for sentence in (
        "2 asks are open: end them, or hand them on.",
        "1 of them is promised to somebody.",
        "1 sum that somebody laid out is not paid back.",
        "1 offer still stands: thank them, and end it.",
        "Something above is still open.",
    ):
        assert sentence in page
    assert "Nothing is open." not in page


def test_a_circle_is_shown_its_kits_forms_first(desk: Desk) -> None:
    starts(desk, "check-in-calls")
    sent(desk.alder, desk.at("page_words"), title="Ours")
    page = words(desk.alder, desk.at("page_add_form"))
    assert page.index("Call me") < page.index("I need groceries")
    assert "from your kit" in page
    assert sent(desk.alder, desk.at("page_add_form"), begin="call-me").status_code == 302
