"""A stranger suggests something. Alder and Birch make it an entry, find that it is there, or say why not."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from toolbox.kernel.intake.models import Envelope
from toolbox.kernel.intake.records import DONE, OPEN, Submission
from toolbox.kernel.intake.tests.mail import answer
from toolbox.library import keeping
from toolbox.library.curating.suggested import cells
from toolbox.library.curating.tests.conftest import Desk
from toolbox.library.curating.tests.strangers import SHELF, SUGGEST, Sender, taken
from toolbox.library.curating.tests.walking import filled, leads_to, page, posted, said, sent, words
from toolbox.library.models import Resource, Version
from toolbox.library.sealed import SUGGESTION
from toolbox.library.tests.shelf import DAY

pytestmark = pytest.mark.django_db


def closed(desk: Desk) -> Submission:
    """The only thing that was closed."""
    (held,) = desk.group.circle.shelf(Submission, DONE)
    return held.value


def test_from_a_stranger_to_an_entry_and_a_receipt_that_says_so(desk: Desk, client: Client) -> None:
    sender = Sender(SUGGEST, SHELF)
    assert "1 thing waits in the inbox, unread." in words(desk.alder, desk.at())
    held, here = taken(desk.group, desk.at(), "sent")
    assert held.value.purpose == SUGGESTION
    assert "1 thing that somebody sent about the list is open." in words(desk.birch, "/desk/")
    item = page(desk.birch, reverse("inbox_item", args=[desk.group.id, held.id]))
    assert f'href="{here}"' in item
    assert "Make it an entry of the list" in item
    form = filled(page(desk.birch, here))
    assert form["name"] == ["Ferry Shelf"]
    assert form["url"] == ["https://shelf.example.org"]
    assert form["offers"] == ["A shelf where people leave what they can spare."]
    assert (form["kind"], form["languages"], form["languages_note"]) == (["organisation"], ["en"], ["Q’anjob’al"])
    assert "This must not be empty." in said(sent(desk.birch, here)), "nobody has chosen a category"
    assert sent(desk.birch, here, category="food").url == desk.at("entries/ferry-shelf/")
    assert "Ferry Shelf" in page(client, "/library/ferry-shelf/")
    assert Version.objects.get(resource__slug="ferry-shelf").said == "suggested"
    assert closed(desk).said[-1].text.startswith("It is on the list now: Ferry Shelf.")
    assert "It is on the list now: Ferry Shelf. http://testserver/library/ferry-shelf/" in sender.reads()


def test_what_is_there_already_is_shown_and_said_in_one_press(desk: Desk) -> None:
    sender = Sender("/es" + SUGGEST, {**SHELF, "q-name": "La nevera de Riverbend"})
    translation.activate("en")  # of whoever reads it
    _held, here = taken(desk.group, desk.at(), "sent")
    shown = words(desk.alder, here)
    assert "This may be on the list already: Riverbend Fridge (the same name)" in shown
    assert "If yours is another thing, tick this" in said(sent(desk.alder, here, category="food", offers="A shelf."))
    token = filled(page(desk.alder, here))["token"]
    asked = desk.alder.post(
        here + "decline/", {"token": token, "look": "1", "why": "there", "which": "riverbend-fridge"}
    )
    assert desk.group.circle.count(Submission, OPEN), "it was only asked"
    form = filled(asked.content.decode())
    assert (form["why"], form["which"]) == (["there"], ["Riverbend Fridge"])
    assert posted(desk.alder, here + "decline/", form).status_code == 302
    assert "La nevera de Riverbend" in closed(desk).said[-1].text
    assert "/es/library/riverbend-fridge/" in sender.reads()


def test_another_thing_of_nearly_the_same_name_is_added_all_the_same(desk: Desk) -> None:
    Sender(SUGGEST, {**SHELF, "q-name": "Riverbend Fridges"})
    _held, here = taken(desk.group, desk.at(), "sent")
    assert sent(desk.alder, here, category="food", sure="on").url == desk.at("entries/riverbend-fridges/")


def test_it_is_looked_at_before_it_is_saved_and_nothing_typed_is_lost(desk: Desk) -> None:
    Sender(SUGGEST, SHELF)
    _held, here = taken(desk.group, desk.at(), "sent")
    preview = sent(desk.alder, here, category="food", maker="Ferry people", do="preview").content.decode()
    assert "It is not saved yet." in preview
    again = posted(desk.alder, here, {**filled(preview), "do": "write"}).content.decode()
    assert filled(again)["maker"] == ["Ferry people"]
    assert "What was sent" in again
    assert not Resource.objects.filter(slug="ferry-shelf").exists()


def test_it_is_declined_with_a_reason_that_its_sender_reads(desk: Desk) -> None:
    sender = Sender(SUGGEST, SHELF)
    held, here = taken(desk.group, desk.at(), "sent")
    decline = here + "decline/"
    assert "Choose a reason: whoever sent it reads it." in said(sent(desk.alder, decline, own="Sorry."))
    assert "Write a few words" in said(sent(desk.alder, decline, why="own"))
    assert "Choose an entry that is on the list." in said(sent(desk.alder, decline, why="there", which="Nothing so"))
    kept = sent(desk.alder, decline, why="there", which="Nothing so", own="Sorry.").content.decode()
    assert filled(kept)["own"] == ["Sorry."]
    assert sent(desk.alder, decline, why="private", own="Ask the pen pals.").status_code == 302
    wanted = "We do not put it on the list. It is about a single person, or their fundraiser. Ask the pen pals."
    assert wanted in sender.reads()
    assert leads_to(desk.birch, here) == reverse("inbox_item", args=[desk.group.id, held.id])


def test_who_is_slower_is_told_and_nothing_is_added_twice(desk: Desk) -> None:
    Sender(SUGGEST, SHELF)
    _held, here = taken(desk.group, desk.at(), "sent")
    form = {**filled(page(desk.birch, here)), "category": "food"}
    sent(desk.alder, here, category="food")
    assert "/inbox/" in posted(desk.birch, here, form).url
    assert Resource.objects.filter(name="Ferry Shelf").count() == 1


def test_who_withdrew_it_is_asked_nothing_more(desk: Desk) -> None:
    sender = Sender(SUGGEST, SHELF)
    _held, here = taken(desk.group, desk.at(), "sent")
    sender.does("withdraw-now")
    assert desk.alder.get(here).status_code == 404


def test_spanish_words_stand_in_the_spanish_columns() -> None:
    answers = [answer("name", "La repisa"), answer("offers", "Una repisa."), answer("kind", "other")]
    assert cells(answers, "es") == {"name": "La repisa", "offers_es": "Una repisa."}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("shelf.example.org", "https://shelf.example.org"),
        ("http://shelf.example.org/a", "http://shelf.example.org/a"),
        ("on the square", "on the square"),
        ("name@example.org", "name@example.org"),
    ],
)
def test_an_address_as_people_write_it(typed: str, address: str) -> None:
    assert cells([answer("link", typed)], "en") == {"url": address}


def test_paused_in_one_press_the_form_says_so_and_opens_again(desk: Desk, client: Client) -> None:
    home = page(desk.alder, desk.at())
    assert "Take nothing in for now" in home
    token = filled(home)["token"]
    desk.alder.post(desk.at(), {"token": token, "do": "pause"})
    for address in (SUGGEST, "/library/went/"):
        shown = words(client, address)
        assert "This form takes nothing in just now." in shown
        assert "The people who keep this list have more than they can read." in shown
    assert "The two public forms are paused." in words(desk.birch, desk.at())
    desk.alder.post(desk.at(), {"token": token, "do": "open"})
    assert "What is it called?" in words(client, SUGGEST)
    assert not Envelope.objects.exists()


def test_the_entry_that_was_taken_off_is_no_answer(desk: Desk) -> None:
    keeping.retire("riverbend-fridge", DAY)
    Sender(SUGGEST, {**SHELF, "q-name": "Riverbend Fridge"})
    _held, here = taken(desk.group, desk.at(), "sent")
    shown = page(desk.alder, here)
    assert "off the list" in shown
    assert 'value="riverbend-fridge"' not in shown
