"""A group tells how it went. Alder makes a text of it, the group agrees or does not, and it is published as agreed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.people import again
from toolbox.kernel.circles import group as groups
from toolbox.kernel.intake.acts import proposing
from toolbox.kernel.intake.records import DONE, Submission
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.library import experiences, keeping
from toolbox.library.curating import telling
from toolbox.library.curating.tests.conftest import Desk
from toolbox.library.curating.tests.strangers import PORCH, WENT, Sender, taken
from toolbox.library.curating.tests.walking import filled, leads_to, page, said, sent, words
from toolbox.library.models import Experience
from toolbox.library.sealed import EXPERIENCE
from toolbox.library.tests.shelf import DAY

pytestmark = pytest.mark.django_db
PAGE = "/library/riverbend-fridge/"
TEXT = (
    "On the page of: Riverbend Fridge Hill Street kitchen · Hillside · 2025 What we did We put one on a porch. "
    "What worked Neighbours filled it. What did not Ice in the door."
)


def told(desk: Desk, address: str = WENT, **changes: Any) -> tuple[Sender, Held[Submission], str]:
    """Somebody told, and it was taken in."""
    sender = Sender(address, {**PORCH, **changes})
    return sender, *taken(desk.group, desk.at(), "told")


def now(desk: Desk, held: Held[Submission]) -> Submission:
    """How it stands in the circle."""
    return groups.opened(again(desk.group.me), desk.group.id).circle.get(Submission, held.id).value


def publish(client: Client, here: str, **typed: str) -> Any:
    """Press *Publish it*, with what the page carries."""
    form = filled(page(client, here))
    return client.post(here, {"token": form["token"], "seen": form["seen"][0], "do": "publish", **typed})


def test_asked_refused_with_a_change_asked_anew_agreed_published_and_taken_back(desk: Desk, client: Client) -> None:
    sender, held, here = told(desk)
    assert held.value.purpose == EXPERIENCE
    form = filled(page(desk.alder, here))
    assert form["page"] == ["Riverbend Fridge"], "it was called by its name"
    assert (form["who"], form["year"], form["language"]) == (["Hill Street kitchen"], ["2025"], ["en"])
    assert sent(desk.alder, here, do="ask").url == here
    assert TEXT in sender.reads(), "exactly what everybody would read"
    assert "They have not answered yet." in words(desk.birch, here)
    assert "asked, no answer yet" in words(desk.birch, desk.at())
    assert publish(desk.birch, here).status_code == 409, "nobody agreed"

    sender.does("refuse", text="Leave our name out.")
    refused = words(desk.birch, here)
    assert "They said no, or took it back, on" in refused
    assert "Leave our name out." in refused
    assert sent(desk.birch, here, who="", do="ask").status_code == 302
    assert "Riverbend Fridge Somebody · Hillside" in sender.reads()

    sender.does("agree")
    assert "They agreed to exactly this on" in words(desk.alder, here)
    assert "they agreed: publish it" in words(desk.alder, desk.at())
    assert not Experience.objects.exists(), "a yes alone publishes nothing"
    assert publish(desk.alder, here).url == here
    shown = words(client, PAGE)
    assert "Somebody · Hillside · 2025 What we did We put one on a porch." in shown
    assert "Hill Street" not in shown
    assert "Everybody can read this now." in words(desk.birch, here)
    assert publish(desk.birch, here).status_code == 302, "pressed twice"
    assert Experience.objects.count() == 1

    assert "It was taken back" in sender.does("take-back")
    assert "How it went for others" not in words(client, PAGE), "at once, whatever the circle does"
    assert "porch" not in str(Experience.objects.values())
    assert "They said no, or took it back" in words(desk.alder, here)


def test_withdrawn_what_is_public_stays_until_the_circle_takes_it_off(desk: Desk, client: Client) -> None:
    sender, held, here = told(desk)
    sent(desk.alder, here, do="ask")
    sender.does("agree")
    publish(desk.alder, here)
    assert "What was published with your agreement stays" in sender.does("withdraw")
    sender.does("withdraw-now")
    assert desk.alder.get(here).status_code == 404, "with the text that was kept beside it"
    assert desk.group.circle.shelf(Submission, *held.kind.shelves) == []
    assert "Hill Street kitchen" in words(client, PAGE)
    number = Experience.objects.get().pk
    sent(desk.alder, reverse("curating_take_back", args=[desk.group.id, number]))
    assert "Hill Street kitchen" not in words(client, PAGE)


def test_not_a_word_is_changed_after_the_yes(desk: Desk) -> None:
    sender, held, here = told(desk)
    sent(desk.alder, here, do="ask")
    sender.does("agree")
    form = filled(page(desk.alder, here))
    answer = desk.alder.post(here, {**form, "failed": "Nothing.", "do": "publish"})
    assert answer.status_code == 302
    assert Experience.objects.get().failed == "Ice in the door.", "what stands in the form is another text"
    assert now(desk, held).proposals[-1].public == Experience.objects.get().pk


def test_a_newer_text_stands_in_the_place_of_the_older_one(desk: Desk, client: Client) -> None:
    sender, held, here = told(desk)
    for worked in ("Neighbours filled it.", "Neighbours fill it every day."):
        sent(desk.alder, here, worked=worked, do="ask")
        sender.does("agree")
        assert publish(desk.alder, here).status_code == 302
    shown = words(client, PAGE)
    assert "every day" in shown
    assert "filled it" not in shown
    assert [one.public > 0 for one in now(desk, held).proposals] == [False, True]
    assert [bool(one.kept) for one in now(desk, held).proposals] == [False, True]


def test_what_they_write_meanwhile_is_read_first(desk: Desk) -> None:
    sender, _held, here = told(desk)
    sent(desk.alder, here, do="ask")
    sender.does("agree")
    form = filled(page(desk.alder, here))
    sender.does("write", text="Wait until Friday.")
    answer = desk.alder.post(here, {**form, "do": "publish"})
    assert answer.status_code == 409
    assert "Something was written or decided meanwhile." in said(answer)
    assert "Wait until Friday." in said(answer)
    assert not Experience.objects.exists()


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    _sender, held, here = told(desk, **{"q-tried": "that cold box"})
    assert filled(page(desk.alder, here))["page"] == [""]
    answer = sent(desk.alder, here, page="cold box", year="soon", did=" ", worked="It was full.", do="ask")
    shown = said(answer)
    for reason in ("Nothing is called so.", "This needs a year of four digits", "Write what they did"):
        assert reason in shown
    assert filled(answer.content.decode())["worked"] == ["It was full."]
    assert not now(desk, held).proposals


def test_who_wants_nothing_published_is_not_asked(desk: Desk) -> None:
    _sender, held, here = told(desk, **{"q-publish": "no"})
    assert "They want nothing of it published." in words(desk.alder, here)
    assert "Ask them" not in page(desk.alder, here)
    token = filled(page(desk.alder, desk.at()))["token"]
    typed = {"token": token, "page": "riverbend-fridge", "did": "We put one.", "language": "en", "do": "ask"}
    assert desk.alder.post(here, typed).status_code == 409
    assert not now(desk, held).proposals


def test_two_who_ask_at_once_see_each_other(desk: Desk) -> None:
    sender, held, here = told(desk)
    mine = filled(page(desk.birch, here))
    sent(desk.alder, here, do="ask")
    assert desk.birch.post(here, {**mine, "do": "ask"}).status_code == 302, "the same text: asked once"
    answer = desk.birch.post(here, {**mine, "who": "A kitchen", "do": "ask"})
    assert answer.status_code == 409
    assert filled(answer.content.decode())["who"] == ["A kitchen"]
    assert len(now(desk, held).proposals) == 1
    assert "A kitchen" not in sender.reads()


def test_its_page_must_be_there(desk: Desk) -> None:
    sender, _held, here = told(desk)
    sent(desk.alder, here, do="ask")
    sender.does("agree")
    keeping.retire("riverbend-fridge", DAY)
    answer = publish(desk.alder, here)
    assert answer.status_code == 409
    assert "Its page is not there any more" in said(answer)


def test_from_the_page_of_an_entry_it_is_known_what_it_is_about(desk: Desk, client: Client) -> None:
    typed = {name: value for name, value in PORCH.items() if name != "q-tried"}
    shown = page(client, PAGE + "went/")
    assert "How it went for us: Riverbend Fridge" in shown
    assert "What did you try?" not in shown
    sender = Sender("/es" + PAGE + "went/", typed)
    held, here = taken(desk.group, desk.at(), "told")
    assert held.value.form == "Cómo nos fue: La nevera de Riverbend"
    assert held.value.answers[-1].values == ("riverbend-fridge",)
    assert filled(page(desk.alder, here))["page"] == ["La nevera de Riverbend"], "the page is Spanish now, too"
    assert filled(page(desk.alder, here))["language"] == ["es"]
    sent(desk.alder, here, do="ask")
    assert "La nevera de Riverbend" in sender.reads(), "asked in the language in which they wrote"
    assert client.get("/library/nothing-so/went/").status_code == 404


def test_a_kind_of_project_has_it_on_its_own_page(desk: Desk, client: Client) -> None:
    sender, _held, here = told(desk)
    assert sent(desk.alder, here, page="Food sharing (kind of project)", do="ask").status_code == 302
    sender.does("agree")
    publish(desk.alder, here)
    assert [one.who for one in experiences.about_kit("food-sharing")] == ["Hill Street kitchen"]
    assert "How it went for others" not in words(client, PAGE)


def test_it_is_closed_in_the_end_and_taken_back_it_opens_again(desk: Desk, client: Client) -> None:
    sender, held, here = told(desk)
    sent(desk.alder, here, do="ask")
    sender.does("agree")
    publish(desk.alder, here)
    sent(desk.alder, reverse("inbox_close", args=[desk.group.id, held.id]), words="Thank you all.")
    assert desk.group.circle.count(Submission, DONE) == 1
    assert leads_to(desk.birch, here) == reverse("inbox_item", args=[desk.group.id, held.id])
    assert "Thank you all." in sender.does("take-back")
    assert "Hill Street kitchen" not in words(client, PAGE)
    page(desk.alder, reverse("inbox", args=[desk.group.id]))
    assert telling.stands(now(desk, held)) is telling.Stands.REFUSED


def half_published(desk: Desk, held: Held[Submission], here: str) -> int:
    """The record and the receipt say that it is published, and then the process was killed; the number it has."""
    page(desk.alder, here)  # the yes is read
    fresh = groups.opened(again(desk.group.me), desk.group.id)
    waiting = fresh.circle.get(Submission, held.id)
    proposal = proposing.agreed(waiting)
    assert proposal is not None
    proposing.published(fresh, waiting, proposal, new_id(), timezone.now())
    return now(desk, held).proposals[-1].public


def test_the_circle_and_the_list_are_never_written_in_one_transaction(desk: Desk) -> None:
    sender, _held, here = told(desk)
    sent(desk.alder, here, do="ask")
    sender.does("agree")
    with CaptureQueriesContext(connection) as queries:
        publish(desk.alder, here)
    together = [kinds for kinds in transactions(queries) if "library_experience" in kinds]
    assert together, "it was published"
    assert {kind for kinds in together for kind in kinds} <= {"library_experience", "library_state"}


def transactions(queries: CaptureQueriesContext) -> list[set[str]]:
    """The tables that each outer savepoint of a test, which in life is a transaction, writes to."""
    found: list[set[str]] = [set()]
    depth = 0
    for query in queries.captured_queries:
        words = query["sql"].split()
        if words[0] == "SAVEPOINT":
            if depth == 0:
                found.append(set())
            depth += 1
        elif words[0] in {"RELEASE", "ROLLBACK"}:
            depth -= 1
        elif words[0] in {"INSERT", "UPDATE", "DELETE"}:
            found[-1].add(words[1 if words[0] == "UPDATE" else 2].strip('"'))
    return found


def test_what_stopped_half_way_is_published_once_when_somebody_looks(desk: Desk, client: Client) -> None:
    sender, held, here = told(desk)
    for worked in ("Neighbours filled it.", "Neighbours fill it every day."):
        sent(desk.alder, here, worked=worked, do="ask")
        sender.does("agree")
        number = half_published(desk, held, here)
        page(desk.birch, here)
        page(desk.alder, here)
        assert [one.pk for one in Experience.objects.filter(taken_back=False)] == [number]
    assert [one.public for one in now(desk, held).proposals] == [0, number], "the newer one stands in its place"
    assert "every day" in words(client, PAGE)


def test_taken_back_before_it_was_shown_it_never_is(desk: Desk, client: Client) -> None:
    sender, held, here = told(desk)
    sent(desk.alder, here, do="ask")
    sender.does("agree")
    number = half_published(desk, held, here)
    sender.does("take-back")
    page(desk.alder, here)
    experiences.publish(telling.Telling(about="riverbend-fridge", name="x", did="y").told, DAY, number)  # too late
    assert not Experience.objects.filter(taken_back=False).exists()
    assert "How it went for others" not in words(client, PAGE)
