"""Seven words on a slip: made, handed over, printed, withdrawn; and somebody who comes in with them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group, rules
from toolbox.kernel.circles.acts import rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Role
from toolbox.kernel.circles.tests.seen import code_of, hidden, on_paper
from toolbox.kernel.circles.tests.sending import send, send_blind
from toolbox.kernel.members import me as members
from toolbox.kernel.members.models import Freeze, MemberRow, SessionRow
from toolbox.kernel.printing.tests.reading import squeezed
from toolbox.kernel.vault import words

pytestmark = pytest.mark.django_db


def made(of: Group, client: Client, **fields: str) -> str:
    """A new invite's words."""
    given = {"for_whom": "", "language": "en", "role": "helper", **fields}
    return code_of(send(client, reverse("invite", args=[of.id]), **given))


def test_birch_who_is_a_member_already_comes_in_with_seven_words() -> None:
    alder, birch = circle(somebody()), somebody()
    client, join = browser(birch), reverse("join")
    code = made(alder, browser(alder.me), for_whom="the baker")
    look = client.post(join, {"code": code.upper().replace(" ", "-")}).content.decode()
    assert "invited to <bdi>Alder Street</bdi>" in look
    assert "<bdi>Alder</bdi> invites you." in look
    assert "1 person is in it." in look
    assert "the baker" not in look, "what was noted about them is not for them"
    assert "passphrase" not in look
    taken = client.post(join, {"code": code, "name": "alder"}).content.decode()
    assert "Somebody in this circle is called that." in taken
    answer = client.post(join, {"code": code, "name": "Birch"})
    assert answer["Location"] == reverse("circle", args=[alder.id])
    assert "Only the 2 people of this circle can read this." in client.get(answer["Location"]).content.decode()
    used = Client().post(join, {"code": code}).content.decode()
    assert "These words open nothing." in used


def test_a_stranger_comes_in_with_a_handle_and_six_words_of_their_own() -> None:
    alder, stranger, join = circle(somebody()), Client(), reverse("join")
    code = made(alder, browser(alder.me), language="es")
    assert not words.unknown(code)
    look = stranger.post(join, {"code": code}).content.decode()
    proposed = hidden(look, "proposed")
    wrong = {"code": code, "name": "Birch", "handle": "quiet river", "proposed": proposed, "passphrase": "not these"}
    again_asked = stranger.post(join, wrong).content.decode()
    assert proposed in again_asked, "the same six words stay"
    assert 'value="quiet river"' in again_asked
    before = MemberRow.objects.count()
    answer = stranger.post(join, {**wrong, "passphrase": proposed})
    assert answer.status_code == 302
    assert MemberRow.objects.count() == before + 1
    assert "session" in stranger.cookies
    page = stranger.get(answer["Location"]).content.decode()
    assert "<bdi>Alder Street</bdi></h1>" in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_mistyped_word_is_named_and_a_late_slip_says_what_to_do() -> None:
    alder, join = circle(somebody()), reverse("join")
    code = made(alder, browser(alder.me))
    first, *others = code.split()
    near = Client().post(join, {"code": " ".join([first + "q", *others])}).content.decode()
    assert "is none of ours" in near
    assert "Did you mean" in near
    short = Client().post(join, {"code": " ".join(others)}).content.decode()
    assert "These are 6 words. The code has 7." in short
    assert "Type the seven words" in Client().post(join, {"code": ""}).content.decode()
    other = Client().post(join, {"code": words.code(7, "en")}).content.decode()
    assert "or they stand in another order" in other
    assert "gave you the slip for a new one" in other


def test_a_withdrawn_slip_opens_nothing_and_leaves_no_member_behind() -> None:
    alder, join = circle(somebody()), reverse("join")
    client = browser(alder.me)
    code = made(alder, client, for_whom="the baker")
    page = client.get(reverse("invite", args=[alder.id])).content.decode()
    assert "the baker" in page
    assert send(client, reverse("invite", args=[alder.id]), do="withdraw", row=hidden(page, "row")).status_code == 302
    assert "None is open." in client.get(reverse("invite", args=[alder.id])).content.decode()
    before = MemberRow.objects.count(), SessionRow.objects.count()
    answer = Client().post(join, {"code": code, "name": "Birch", "handle": "river"})
    assert "These words open nothing." in answer.content.decode()
    assert (MemberRow.objects.count(), SessionRow.objects.count()) == before


def test_the_slip_holds_the_seven_words_and_no_name_of_the_circle_unless_asked() -> None:
    alder = circle(somebody(), "Alder Street Kitchen")
    client, page = browser(alder.me), reverse("invite", args=[alder.id])
    answer = send(client, page, for_whom="", language="en", role="helper")
    code, shown = code_of(answer), answer.content.decode()
    fields = {"do": "print", "code": code, "row": hidden(shown, "row"), "token": hidden(shown, "token")}
    plain = client.post(page, {**fields, "paper": "a4"})
    assert plain["Content-Type"] == "application/pdf"
    assert plain["Content-Disposition"] == 'inline; filename="sheet.pdf"'
    assert plain["Cache-Control"] == "no-store"
    text = on_paper(plain.content)
    assert squeezed(code) in text
    assert "Kitchen" not in text
    named = client.post(page, {**fields, "paper": "letter", "named": "on"})
    assert "Kitchen" in on_paper(named.content)


def test_a_helper_invites_helpers_only() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    client, page = browser(birch.me), reverse("invite", args=[alder.id])
    assert 'value="keeper"' not in client.get(page).content.decode()
    made(alder, client, role="keeper")
    assert [one.role for one in group.opened(again(alder.me), alder.id).settings.invites] == [Role.HELPER]


def test_who_is_in_already_keeps_the_slip_for_somebody_else() -> None:
    alder = circle(somebody())
    code = made(alder, client := browser(alder.me))
    answer = client.post(reverse("join"), {"code": code}).content.decode()
    assert "You are in this circle already." in answer


def test_bringing_somebody_back_takes_two_where_there_are_three() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    page = reverse("readmit", args=[alder.id, cedar.me.id])
    early = send(browser(alder.me), page, do="invite")
    assert early.status_code == 409, "not by one alone"
    assert send(browser(alder.me), page, do="propose").status_code == 302
    assert send(browser(alder.me), page, do="agree").status_code == 409
    asked = browser(birch.me).get(page).content.decode()
    assert "<bdi>Alder</bdi> says that they lost their passphrase." in asked
    assert send(browser(birch.me), page, do="agree").status_code == 302
    offered = browser(birch.me).get(page).content.decode()
    assert "Other circles that they were in must bring them back too" in offered
    code = code_of(send(browser(birch.me), page, do="invite", language="es"))
    assert words.language_of(code) == "es", "as it was chosen, whatever language the page has"
    now = group.opened(again(alder.me), alder.id)
    assert now.settings.proposals == (), "done once, and not once more"
    newcomer = somebody()
    look = browser(newcomer).post(reverse("join"), {"code": code}).content.decode()
    assert "You come back as <bdi>Cedar</bdi>." in look
    assert 'name="name" value="Cedar"' in look, "it need not be typed once more"
    browser(newcomer).post(reverse("join"), {"code": code, "name": "Cedar"})
    left = group.opened(again(alder.me), alder.id)
    assert sorted(one.name for one in left.settings.people) == ["Alder", "Birch", "Cedar"]
    assert rules.person(left.settings, cedar.me.id) is None


def test_two_bring_somebody_back_alone_and_nobody_readmits_the_paper_member() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    page = reverse("readmit", args=[alder.id, birch.me.id])
    assert len(code_of(send(browser(alder.me), page, do="invite")).split()) == 7
    own = reverse("readmit", args=[alder.id, alder.me.id])
    assert send_blind(browser(alder.me), own, page, do="invite").status_code == 404


def test_whoever_was_restored_comes_in_again_by_a_slip_under_their_old_name() -> None:
    """Frozen, then the circle got a new key: they are on its list, and nothing opens it for them."""
    alder, birch = circle(somebody()), somebody()
    joins(birch, alder, "Birch")
    members.merge(again(birch))
    Freeze.objects.create(member=birch.id, freezer=bytes(16), until=None)
    rotating.rotate(group.opened(again(alder.me), alder.id))
    Freeze.objects.all().delete()
    members.merge(again(birch))
    now = group.opened(again(alder.me), alder.id)
    assert rules.person(now.settings, birch.id), "on the list still"
    code, client = made(now, browser(now.me)), browser(again(birch))
    assert "invited to <bdi>Alder Street</bdi>" in client.post(reverse("join"), {"code": code}).content.decode()
    answer = client.post(reverse("join"), {"code": code, "name": "Birch"})
    assert answer.status_code == 302
    there = client.get(answer["Location"]).content.decode()
    assert "Only the 2 people of this circle can read this." in there
    code = made(now, browser(now.me))
    assert "in this circle already" in client.post(reverse("join"), {"code": code}).content.decode()


def test_a_newcomer_chooses_a_handle_that_can_be_typed_again() -> None:
    alder, stranger, join = circle(somebody()), Client(), reverse("join")
    code = made(alder, browser(alder.me))
    proposed = hidden(stranger.post(join, {"code": code}).content.decode(), "proposed")
    given = {"code": code, "name": "Birch", "handle": "iv\u200by", "proposed": proposed, "passphrase": proposed}
    assert "cannot be seen" in stranger.post(join, given).content.decode()
    assert stranger.post(join, {**given, "handle": "ivy"}).status_code == 302
