"""What anybody finds: all pages by place, a few on the first page, and forms that can be handed on to."""

import msgspec
import pytest
from django.test import Client

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects import doors
from toolbox.kernel.projects.models import PublicPage
from toolbox.kernel.projects.records import Front
from toolbox.kernel.projects.tests.street import published, text
from toolbox.kernel.registry import mail
from toolbox.kernel.vault.ids import new_id

pytestmark = pytest.mark.django_db


def group(name: str, place: str = "", place_es: str = "") -> None:
    """A public page with a name and a place."""
    front = Front(title=Both(en=name), place=Both(en=place, es=place_es))
    slug = name.lower().replace(" ", "-")
    PublicPage.objects.create(id=new_id(), slug=slug, body=msgspec.json.encode(front).decode())


def test_an_empty_toolbox_says_where_else_to_look(client: Client) -> None:
    page = text(client, "/at/")
    assert "No group has put up a page here yet." in page
    assert 'href="/support/"' in page


def test_groups_stand_under_their_places_in_the_language_of_who_reads(client: Client) -> None:
    group("Porch Pantry", "North side", "Lado norte")
    group("Alder Table", "north side", "Lado norte")
    group("Anywhere Calls")
    group("Bail Fund", "Downtown")
    page = text(client, "/at/")
    found = [page.index(words) for words in ("Downtown", "Bail Fund", "orth side", "Alder Table", "Porch Pantry")]
    assert found == sorted(found)
    assert page.index("Without a place") < page.index("Anywhere Calls")
    assert page.lower().count("north side") == 1
    assert "Lado norte" in text(client, "/es/at/")


def test_the_first_page_shows_eight_and_leads_to_all(client: Client, library: None) -> None:
    for number in range(8):
        group(f"Group {number}")
    assert "/at/group-7/" in text(client, "/")
    assert 'href="/at/"' not in text(client, "/")
    group("Group 8")
    page = text(client, "/")
    assert "All 9 groups, by place" in page
    assert 'href="/at/"' in page
    assert page.count('href="/at/group-') == 8
    assert text(client, "/at/").count('href="/at/group-') == 9


def test_public_forms_can_be_handed_on_to(two: Group, me: Client) -> None:
    assert doors.mailboxes() == []
    form = published(two, me)
    assert mail.public_mailboxes() == [(form, "Saturday Table: I need groceries")]
