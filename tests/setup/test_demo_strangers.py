"""What strangers sent to the invented town, what its circles have begun, and a walk through all of it."""

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.setup.riverbend import opened, riverbend, standing, told
from toolbox.kernel.circles import group as groups
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.intake.models import Envelope
from toolbox.kernel.intake.records import DONE, HANDED, OPEN, SPAM, Submission, What
from toolbox.kernel.projects import starters
from toolbox.kernel.projects.started import rules as projects
from toolbox.kernel.projects.started.records import ENDED, GOING, Project
from toolbox.kernel.registry.tools import tools
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.held import Held
from toolbox.site.demo import filling, telling
from toolbox.site.demo.building import Built
from toolbox.site.demo.sendings import Sending
from toolbox.site.demo.tour import stops

MONDAY = datetime.date(2026, 11, 2)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Built once for all stories here."""
    with django_db_blocker.unblock(), standing(1, timezone.now()) as built:
        yield built


@pytest.fixture
def there(town: Built, db: None) -> Built:
    """The town, for a story that may change it: afterwards it is as it was."""
    return town


def mail(town: Built) -> Iterator[Held[Submission]]:
    """All that was sent and that somebody took in."""
    for circle in riverbend().circles:
        yield from opened(town, circle.person[0].handle, circle.name).circle.shelf(Submission, OPEN, DONE, SPAM, HANDED)


def test_strangers_have_sent_all_kinds_of_things(there: Built) -> None:
    taken, today = [*mail(there)], groups.today()
    shelves = Counter(held.shelf for held in taken)
    assert (shelves[SPAM], shelves[HANDED]) == (2, 1)
    assert min(shelves[OPEN], shelves[DONE]) > 5
    assert any(held.value.holder for held in taken)
    assert any(held.shelf == OPEN and not held.value.holder for held in taken)
    assert any(held.value.covered for held in taken)
    assert any(held.value.handed_by == "The Saturday Table" for held in taken)
    assert {said.thanks for held in taken for said in held.value.said} == {True, False}
    tansy = taking.inbox(boxes.boxes(opened(there, "tansy", "The Saturday Table").circle))
    assert {one.sent.what for one in tansy.news} == {What.MORE, What.SOLVED}
    waiting = [*Envelope.objects.values_list("dies", flat=True)]
    assert len(waiting) > 12
    assert sum(dies <= today + datetime.timedelta(days=7) for dies in waiting) >= 3


def test_their_files_are_a_photo_and_a_sheet(there: Built) -> None:
    files = [file for held in mail(there) for answer in held.value.answers for file in answer.files]
    waiting = [
        file
        for one in taking.inbox(boxes.boxes(opened(there, "colibri", "Larkspur Street Tenants").circle)).waiting
        for answer in one.sent.answers
        for file in answer.files
    ]
    starts = {"image/jpeg": b"\xff\xd8", "application/pdf": b"%PDF-"}
    assert [file.media_type for file in (*files, *waiting)] == ["image/jpeg", "application/pdf", "image/jpeg"]
    for file in (*files, *waiting):
        assert b"".join(filing.content(file)).startswith(starts[file.media_type])


def test_the_first_night_destroys_nothing(there: Built) -> None:
    before = told(there)
    for tool in tools():
        if tool.follows and tool.follows.swept:
            tool.follows.swept(groups.today())
    assert told(there) == before
    assert all(held.dies is None or held.dies > groups.today() for held in mail(there))


def test_a_receipt_that_was_printed_shows_its_answer(there: Built, client: Client) -> None:
    line = next(line for line in telling.receipts(riverbend(), 1) if line.endswith(": an answer, in Spanish"))
    page = client.post("/es/receipt/", {"code": line.partition(":")[0].upper()}).content.decode()
    assert "Vamos el " in page
    assert "{day" not in page


def test_what_strangers_find(there: Built, client: Client) -> None:
    home = client.get("/").content.decode()
    for page in riverbend().strangers.page:
        assert (f"/at/{page.slug}/" in home) != page.draft
    assert client.get("/at/dusk-patrol/").status_code == 404
    assert "we promised them first" in client.get("/at/letters-over-the-wall/i-can-help/").content.decode()
    told_by_others = client.get("/kits/food-sharing/").content.decode()
    assert "We borrowed a pot and burnt it." in told_by_others


def test_an_answer_that_its_form_would_not_take_is_named() -> None:
    (form,) = (one for one in riverbend().strangers.sent if one.to == "bail-fund/i-need-support" and one.days == 0)
    questions = starters.everything()["i-need-support"].asking().form
    assert filling.answers(form, questions, MONDAY)
    with pytest.raises(filling.NotTaken, match="what"):
        filling.answers(Sending(form.to, 0, {"until": "{day}"}), questions, MONDAY)
    with pytest.raises(filling.NotTaken, match="shoe_size"):
        filling.answers(Sending(form.to, 0, {"shoe_size": "38"}), questions, MONDAY)


def test_projects_stand_in_many_states(there: Built) -> None:
    today, found = groups.today(), list[Held[Project]]()
    for circle in riverbend().circles:
        found += opened(there, circle.person[0].handle, circle.name).circle.shelf(Project, GOING, ENDED)
    going = [held.value for held in found if held.shelf == GOING]
    done = [sum(step.done is not None for step in project.steps) / len(project.steps) for project in going]
    assert len(found) == len({held.value.kit for held in found}) == 13
    assert {0, 1} < {*done}
    assert any(project.began == today for project in going)
    assert any(project.began > today for project in going)
    assert any(projects.due(project, 0, today - 2 * projects.SOON) for project in going), "something is late"
    assert any(job.who for project in going for job in project.jobs)
    assert any(check.by == "a lawyer of the clinic" for project in going for check in project.checked)
    (over,) = (held for held in found if held.shelf == ENDED)
    assert over.dies
    assert over.dies > today


def test_the_tour_is_there_in_the_town_alone(there: Built, client: Client, settings: Any) -> None:
    assert client.get("/tour/").status_code == 404
    assert "A walk through it" not in client.get("/").content.decode()
    settings.DEMO = True
    page = client.get("/tour/").content.decode()
    assert "A walk through it" in client.get("/").content.decode()
    every = [*stops()]
    assert len(every) == 11
    assert {stop.handle for stop in every} - {""} <= there.residents.keys() - {"plover"}
    for stop in every:
        assert f'href="{stop.url}"' in page
        assert client.get(stop.url).status_code == 200
