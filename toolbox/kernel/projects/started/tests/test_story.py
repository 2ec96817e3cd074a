"""Four people start a kit tonight, work through its first month, and end well."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import rotating, stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.projects.kits import finding as kits
from toolbox.kernel.projects.started import finding, rules
from toolbox.kernel.projects.started.records import ENDED, GOING, Project
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell

pytestmark = pytest.mark.django_db

KIT = "bail-fund"


@pytest.fixture
def two() -> Group:
    own = circle(somebody())
    joins(somebody(), own, "Birch")
    return groups.opened(again(own.me), own.id)


@pytest.fixture
def me(two: Group) -> Client:
    return browser(again(two.me))


def begin(me: Client, **fields: str) -> str:
    given = {"kit": KIT, "name": "Riverbend Bail Fund", "evening": "2026-12-03", "my_name": "", **fields}
    answer = send(me, reverse("begin_project"), **given)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


@pytest.fixture
def home(two: Group, me: Client) -> str:
    return begin(me, circle=spell(two.id))


def held(two: Group) -> Held[Project]:
    (found,) = groups.opened(again(two.me), two.id).circle.shelf(Project, GOING, ENDED)
    return found


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_from_a_kit_to_the_printed_agenda_in_four_screens(two: Group, me: Client, home: str) -> None:
    shown = text(me, home)
    assert "Riverbend Bail Fund" in shown
    assert KIT not in home
    kit = kits.kits()[KIT]
    assert [step.what for step in held(two).value.steps] == [piece.says["what"].en for piece in kit.lists["step"]]
    answer = send(me, f"{home}print/", what="agenda", paper="a4")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'inline; filename="sheet.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    begin_page = text(me, reverse("begin_project"))
    assert len(set(re.findall(r'name="(kit|circle|name|evening|my_name)"', begin_page))) <= 10


def test_days_are_counted_from_the_first_evening(two: Group, home: str) -> None:
    kit = kits.kits()[KIT]
    days = [step.day for step in held(two).value.steps]
    evening = datetime.date(2026, 12, 3)
    assert days == [evening + datetime.timedelta(days=step.day) for step in kit.english.step]


def test_two_circles_are_founded_with_it(two: Group, me: Client) -> None:
    address = begin(me, circle="two", my_name="Alder")
    assert address.endswith("?new=two")
    names = {one.settings.name for one in groups.mine(again(two.me)).groups}
    assert {"Riverbend Bail Fund: keepers", "Riverbend Bail Fund: helpers"} <= names
    assert "Two circles are there" in text(me, address)


def test_what_is_missing_is_said_and_what_was_typed_stays(two: Group, me: Client) -> None:
    shown = send(me, reverse("begin_project"), kit="", circle="new", name="Our fund", evening="soon").content.decode()
    assert "Choose one." in shown
    assert "This needs a day" in shown
    assert "Type a name for yourself" in shown
    assert 'value="Our fund"' in shown


def test_steps_are_given_done_and_taken_back(two: Group, me: Client, home: str) -> None:
    step = held(two).value.steps[0]
    send(me, home, do="mine", step=spell(step.id))
    assert rules.the_step(held(two).value, step.id).who == two.me.id
    send(me, home, do="done", step=spell(step.id))
    assert rules.the_step(held(two).value, step.id).done == timezone.localdate()
    send(me, home, do="again", step=spell(step.id))
    assert rules.the_step(held(two).value, step.id).done is None
    answer = send(me, f"{home}step/", what="Buy envelopes", who=str(two.me.id), day="2026-12-05")
    assert answer.status_code == 302
    added = held(two).value.steps[-1]
    assert (added.what, added.day) == ("Buy envelopes", datetime.date(2026, 12, 5))
    send(me, f"{home}step/{spell(added.id)}/", do="remove")
    assert added.id not in [one.id for one in held(two).value.steps]
    assert "Write what is to be done" in send(me, f"{home}step/", what=" ").content.decode()
    assert send(me, home, do="done", step="0" * 13).status_code == 409


def test_who_comes_second_loses_nothing(two: Group, me: Client, home: str) -> None:
    step = held(two).value.steps[0]
    path, version = f"{home}step/{spell(step.id)}/", str(held(two).version)
    assert send(me, path, what="Talk to her", version=version).status_code == 302
    shown = send(me, path, what="Talk to him", version=version).content.decode()
    assert "Somebody changed this project meanwhile" in shown
    assert 'value="Talk to him"' in shown


def test_jobs_are_taken_and_whoever_leaves_has_none(two: Group, me: Client, home: str) -> None:
    send(me, home, do="take", job="0")
    assert held(two).value.jobs[0].who == two.me.id
    birch = next(one for one in two.settings.people if one.member != two.me.id)
    opened = groups.opened(again(two.me), two.id)
    opened.circle.put(held(two).now(jobs=rules.with_job(held(two).value, 1, birch.member).jobs))
    assert "Birch" in text(me, home)
    rotating.remove(groups.opened(again(two.me), two.id), birch.member)
    assert "Birch" not in text(me, home)


def test_somebody_checked_the_law_here(two: Group, me: Client, home: str) -> None:
    shown = text(me, home)
    assert "not checked here yet" in shown
    assert "Write for which place" in send(me, f"{home}check/0/", by="A lawyer", place="").content.decode()
    send(me, f"{home}check/0/", by="A lawyer", place="Riverbend County", day="2026-12-04")
    assert "Checked by A lawyer for Riverbend County" in text(me, home)
    send(me, f"{home}check/0/", do="not")
    assert "Checked by A lawyer" not in text(me, home)
    assert me.get(f"{home}check/99/").status_code == 404


def test_settings_are_its_own(two: Group, me: Client, home: str) -> None:
    first = held(two).value.jobs[0].name
    send(me, home, do="take", job="0")
    send(
        me,
        f"{home}settings/",
        name="Fund",
        phone="555 0142",
        zones="River\nHill",
        jobs=f"{first}\nDriver",
        tools=["notes"],
        version=str(held(two).version),
    )
    value = held(two).value
    assert (value.name, value.zones, value.tools) == ("Fund", ("River", "Hill"), ("notes",))
    assert [(job.name, job.who) for job in value.jobs] == [(first, two.me.id), ("Driver", 0)]


def test_a_kit_shortens_what_its_circle_keeps_and_never_lengthens_it(two: Group, home: str) -> None:
    keeps = kits.kits()[KIT].english.keeps
    settings = groups.opened(again(two.me), two.id).settings
    for kind, most in keeps.items():
        assert settings.shortened[kind] <= most


def test_due_steps_stand_on_the_desk(two: Group, me: Client, home: str) -> None:
    opened = groups.opened(again(two.me), two.id)
    step = held(two).value.steps[0]
    late = timezone.localdate() - datetime.timedelta(days=1)
    needed = replace(step, day=late, required=True)
    opened.circle.put(held(two).now(steps=(needed,)))
    assert step.what[:30] in text(me, "/desk/")
    assert [gate.step for gate in finding.gates(opened.circle)] == [needed]
    assert finding.gates(opened.circle, "needs") == [], "a bail fund has no board"


def test_winding_down(two: Group, me: Client, home: str) -> None:
    shown = text(me, f"{home}end/")
    assert "Close the forms" in shown
    assert send(me, f"{home}end/", do="thanks").content.startswith(b"%PDF")
    send(me, f"{home}end/", do="end")
    now = held(two)
    assert now.shelf == ENDED
    assert now.dies is not None
    assert "It is wound down" in text(me, f"{home}end/")
    assert "Wound down" in text(me, reverse("projects", args=[two.id]))
    send(me, f"{home}end/", do="again")
    assert (held(two).shelf, held(two).dies) == (GOING, None)


def test_under_a_legal_paper_it_says_so(two: Group, me: Client, home: str) -> None:
    stopping.stop(groups.opened(again(two.me), two.id))
    assert "Nothing is destroyed until" in text(me, f"{home}end/")


def test_sheets_are_printed_with_its_own_number(two: Group, me: Client, home: str) -> None:
    assert "Choose at least one sheet" in send(me, f"{home}print/", paper="a4").content.decode()
    for what in ("steps", "jobs"):
        answer = send(me, f"{home}print/", what=what, paper="letter", named="1")
        assert answer.content.startswith(b"%PDF")


def test_nothing_goes_out_before_what_the_kit_requires(two: Group, me: Client, home: str) -> None:
    send(me, reverse("page_words", args=[two.id]), title="Riverbend Bail Fund")
    gates = rules.open_gates(held(two).value)
    assert gates
    publish = reverse("page_publish", args=[two.id])
    assert gates[0].what.replace("'", "&#x27;") in text(me, publish)
    assert send(me, publish).status_code == 409
    for step in gates:
        send(me, home, do="done", step=spell(step.id))
    assert send(me, publish).status_code == 302


def test_no_question_asks_what_the_kit_never_asks(two: Group, me: Client, home: str) -> None:
    send(me, reverse("page_words", args=[two.id]), title="Riverbend Bail Fund")
    answer = send(me, reverse("page_add_form", args=[two.id]), begin="write-to-us")
    word = finding.never(groups.opened(again(two.me), two.id).circle)[0]
    path = str(answer.headers["Location"]) + "question/"
    shown = send(me, path, says=f"What about your {word}?", ask="text").content.decode()
    assert "Your kit says that you never ask this" in shown
    assert send(me, path, says="What do you need?", ask="text").status_code == 302
