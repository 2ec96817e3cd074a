"""How the tests of this room make a page: by its pages, as people do."""

from django.test import Client
from django.urls import reverse

from tests.people import again
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.records import Draft
from toolbox.kernel.vault.held import Held


def at(group: Group, name: str, *more: object) -> str:
    """An address of the room."""
    return reverse(name, args=[group.id, *more])


def text(client: Client, path: str) -> str:
    """What a page says."""
    return client.get(path).content.decode()


def fresh(group: Group) -> Group:
    """The circle as it is now, in a new request."""
    return groups.opened(again(group.me), group.id)


def draft(group: Group) -> Held[Draft]:
    """The page of a circle."""
    held = publishing.draft_of(fresh(group).circle)
    assert held is not None
    return held


def begun(group: Group, me: Client) -> int:
    """A page with the form for groceries; returns its mailbox."""
    answer = send(
        me,
        at(group, "page_words"),
        title="Saturday Table",
        title_es="Mesa del sábado",
        words="We share **food**.",
        hours="Saturdays, 10 to 1",
        phone="202 555 0143",
    )
    assert answer.headers["Location"] == at(group, "page_add_form")
    answer = send(me, at(group, "page_add_form"), begin="groceries")
    mailbox = draft(group).value.forms[0].mailbox
    assert answer.headers["Location"] == at(group, "page_form", mailbox)
    return mailbox


def published(group: Group, me: Client) -> int:
    """The same, for everybody."""
    mailbox = begun(group, me)
    assert send(me, at(group, "page_publish")).status_code == 302
    return mailbox
