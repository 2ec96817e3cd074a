"""Somebody looks after what is their own: sessions, language, look."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people import again, browser, somebody
from toolbox.kernel.members import me as members
from toolbox.kernel.members import sessions
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import SessionRow
from toolbox.kernel.members.tests.filling import form, send, text
from toolbox.kernel.vault.ids import spell

pytestmark = pytest.mark.django_db


@pytest.fixture
def alder() -> Me:
    me = somebody()
    members.change(me, handle="three-herons")
    return again(me)


def test_a_forgotten_session_is_ended_from_another_place(alder: Me) -> None:
    forgotten, here = browser(alder), browser(alder)
    page = here.get(reverse("me"))
    assert text(page).count("Another browser") == 1
    assert text(page).count("This one") == 1
    other = next(row for row in sessions.own(alder) if spell(row.pk) in text(page))
    sent = send(here, page, press=f"session={spell(other.pk)}")
    assert sent.url == reverse("me")
    assert forgotten.get(reverse("me")).status_code == 403
    assert "Another browser" not in text(here.get(reverse("me")))


def test_all_others_at_once(alder: Me) -> None:
    others, here = [browser(alder) for _ in range(3)], browser(alder)
    send(here, here.get(reverse("me")), press="session=others")
    assert [client.get(reverse("me")).status_code for client in others] == [403, 403, 403]
    assert here.get(reverse("me")).status_code == 200


def test_nobody_ends_the_session_of_somebody_else(alder: Me) -> None:
    birch, here = browser(somebody()), browser(alder)
    theirs = SessionRow.objects.exclude(family=sessions.own(alder)[0].family).get()
    other = browser(alder)
    page = here.get(reverse("me"))
    for wanted in (spell(theirs.pk), "99999999999999999999999", "", "nothing"):
        assert send(here, page, press=f"session={wanted}").status_code == 302
    assert birch.get(reverse("me")).status_code == 200
    assert other.get(reverse("me")).status_code == 200


def test_language_and_look_are_theirs_in_every_browser(alder: Me) -> None:
    client = browser(alder)
    sent = send(client, client.get(reverse("me")), language="es", look="dark", large="on", idle="10", hours="3")
    assert sent.url == "/es/me/"
    ring = again(alder).keyring
    assert (ring.language, ring.look, ring.large, ring.idle, ring.hours) == ("es", "dark", True, 10, 3)
    page = browser(alder).get("/es/me/")
    assert 'class="dark large"' in text(page)
    checked = {one.name: one.value for one in form(page, "look").fields if one.checked}
    assert checked == {"language": "es", "look": "dark", "large": ""}


def test_a_shift_can_be_shortened_and_never_lengthened(alder: Me) -> None:
    client = browser(alder)
    page = client.get(reverse("me"))
    for longer in ({"idle": "30"}, {"hours": "13"}, {"hours": "0"}, {"idle": "-5"}):
        assert send(client, page, **longer).status_code == 200
    assert again(alder).keyring.idle == 15
    send(client, page, idle="10", hours="2")
    browser(again(alder))
    newest = min(sessions.own(alder), key=lambda row: row.ends)
    left = (newest.ends - timezone.now()).total_seconds() / 3600
    assert 1.9 < left <= 2.1


def test_a_message_that_was_set_aside_is_told_until_it_is_read(alder: Me) -> None:
    members.change(alder, aside=2)
    client = browser(alder)
    page = client.get(reverse("me"))
    assert "2 messages that claimed" in text(page)
    send(client, page, press="seen=1")
    assert "that claimed" not in text(client.get(reverse("me")))


def test_guesses_at_the_code_are_told_until_that_is_read(alder: Me) -> None:
    members.change(alder, wrong=3)
    client = browser(alder)
    page = client.get(reverse("desk"))
    assert "typed wrong codes 3 times" in text(page)
    send(client, page, press="seen=1")
    assert "typed wrong codes" not in text(client.get(reverse("desk")))


def test_whether_there_is_a_sheet(alder: Me) -> None:
    client = browser(alder)
    assert "You have none" in text(client.get(reverse("me")))
    members.change(alder, sheet=True)
    assert "You have one" in text(client.get(reverse("me")))


def test_whoever_came_in_with_paper_is_told_what_to_do() -> None:
    client = browser(somebody())
    page = client.get(reverse("me"))
    assert "two sheets of paper" in text(page)
    assert reverse("delete_me") not in text(page)


def test_the_page_names_nobody_in_its_title_and_is_kept_nowhere(alder: Me) -> None:
    page = browser(alder).get(reverse("me"))
    assert "three-herons" not in text(page).split("</title>")[0]
    assert page.headers["Cache-Control"] == "no-store"
