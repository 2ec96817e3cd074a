"""Who reads what strangers send about the list: nobody, one person alone, the circle of today, or that of yesterday."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles.acts import ending
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import answering
from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.intake.tests import mail
from toolbox.kernel.intake.tests.browsing import fields, press, stranger, text
from toolbox.kernel.registry import mail as declared
from toolbox.kernel.vault.ids import spell
from toolbox.library.curating import codes, holding
from toolbox.library.curating.records import SHELF, Curating
from toolbox.library.curating.tests.conftest import Desk, circle_of
from toolbox.library.curating.tests.strangers import SHELF as FERRY
from toolbox.library.curating.tests.strangers import SUGGEST, WENT, Sender
from toolbox.library.curating.tests.walking import page, words
from toolbox.library.models import Curators
from toolbox.library.tests.shelf import FRIDGE, load

pytestmark = pytest.mark.django_db


def takes_over(group: Group) -> None:
    """A circle becomes the one that keeps the list."""
    assert holding.take(group, codes.new_code(timezone.now()), timezone.now())


@pytest.mark.parametrize("address", [SUGGEST, WENT, "/library/riverbend-fridge/went/"])
def test_where_nobody_keeps_the_list_the_page_says_so(client: Client, settings: LazySettings, address: str) -> None:
    load(FRIDGE)
    shown = page(client, address)
    assert "Nobody would read it here." in shown
    assert "mailto:" not in shown
    assert "tell them" in shown
    settings.CONTACT = "list@example.org"
    assert 'href="mailto:list@example.org"' in page(client, address)


def test_what_was_typed_stays_when_the_list_is_laid_down_meanwhile(desk: Desk) -> None:
    ana = stranger()
    open_page = ana.get(SUGGEST)
    holding.lay_down(desk.group.circle)
    answer = press(ana, open_page, typed=FERRY)
    assert "nobody would read it" in text(answer)
    assert fields(answer)["q-name"] == ["Ferry Shelf"]
    assert not mail.inbox(desk.group).waiting


def test_one_person_alone_reads_nothing_until_there_are_two(db: None) -> None:
    load(FRIDGE)
    alder = circle(somebody())
    takes_over(alder)
    client = stranger()
    assert "Too few people look after it" in text(client.get(SUGGEST))
    mine = browser(again(alder.me))
    home = f"/c/{_id(alder)}/curating/"
    assert "they open once two people of this circle hold the key" in words(mine, home)
    joins(somebody(), circle_of(alder), "Birch")
    assert "they open once" not in words(mine, home)
    Sender(SUGGEST, FERRY)
    assert len(mail.inbox(circle_of(alder)).waiting) == 1


def test_another_circle_takes_over_and_old_receipts_go_on_working(desk: Desk) -> None:
    sender = Sender(SUGGEST, FERRY)
    elder = circle(somebody(), "Another circle", "Elder")
    joins(somebody(), elder, "Fern")
    elder = circle_of(elder)
    takes_over(elder)
    later = Sender(SUGGEST, FERRY)
    held = mail.taken(desk.group)
    answering.answer(desk.group, held, "We hand this on.", timezone.now())
    assert "We hand this on." in sender.reads()
    assert "It is sent." in sender.does("write", text="Thank you.")
    assert "Nobody has taken it in yet." in later.reads()
    assert len(mail.inbox(elder).waiting) == 1, "only what came since"
    assert declared.step(elder.circle, held.value.purpose) is not None
    assert declared.step(desk.group.circle, held.value.purpose) is None


def test_what_somebody_handed_on_comes_to_the_circle_of_today(desk: Desk) -> None:
    row = Curators.objects.get()
    assert (row.suggestions, "Suggest a resource") in declared.public_mailboxes()
    assert (row.experiences, "How it went for us") in declared.public_mailboxes()
    holding.lay_down(desk.group.circle)
    assert declared.public_mailboxes() == []


def test_who_takes_it_again_has_the_mailboxes_of_before(desk: Desk) -> None:
    before = Curators.objects.values("suggestions", "experiences").get()
    holding.lay_down(desk.group.circle)
    takes_over(circle_of(desk.group))
    assert Curators.objects.values("suggestions", "experiences").get() == before
    assert len(boxes.boxes(desk.group.circle)) == 2


def test_a_circle_that_kept_the_list_before_there_were_forms_gets_them_on_its_first_page(desk: Desk) -> None:
    (held,) = desk.group.circle.shelf(Curating, SHELF)
    desk.group.circle.put(held.now(suggestions=0, experiences=0))
    Curators.objects.update(suggestions=0, experiences=0)
    client = stranger()
    assert "Nobody would read it here." in text(client.get(SUGGEST))
    page(desk.birch, desk.at())
    page(desk.alder, desk.at())
    Sender(SUGGEST, FERRY)
    assert len(mail.inbox(circle_of(desk.group)).waiting) == 1
    assert Curators.objects.get().suggestions in holding.mailboxes(circle_of(desk.group).circle)


def test_with_the_circle_its_forms_end(desk: Desk) -> None:
    sender = Sender(WENT, {"q-tried": "a", "q-did": "b", "q-publish": "no"})
    ending.end(circle_of(desk.group))
    assert not Mailbox.objects.exists()
    assert "The group that read this has ended." in sender.reads()
    client = stranger()
    assert "Nobody would read it here." in text(client.get(WENT))


def _id(group: Group) -> str:
    return spell(group.id)
