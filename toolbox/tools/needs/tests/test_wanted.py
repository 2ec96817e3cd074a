"""The needs list: written, published, full and said so, printed, taken off; things, and nobody."""

import datetime
import html
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from toolbox.kernel.circles.acts import ending
from toolbox.kernel.intake.questions import Both
from toolbox.kernel.intake.tests import desk as desks
from toolbox.kernel.intake.tests.desk import Desk, hidden, said, sent, words
from toolbox.kernel.projects.kits import finding as kits
from toolbox.kernel.projects.started import finding
from toolbox.kernel.projects.started.pages import beginning as starting
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.tools.needs import keeping, publishing
from toolbox.tools.needs.models import NeedsList
from toolbox.tools.needs.tests.town import opened
from toolbox.tools.needs.wanted import MOST, Enough, Level, Thing, Wanted, at_level, in_order, with_thing, without

pytestmark = pytest.mark.django_db


def added(desk: Desk, says: str, says_es: str = "", many: str = "") -> Thing:
    page = desk.at("needs_list_add")
    answer = sent(desk.alder, page, says=says, says_es=says_es, many=many)
    assert answer.status_code == 302, said(answer)
    return wanted(desk).things[-1]


def wanted(desk: Desk) -> Wanted:
    return keeping.board_of(opened(desk).circle).value.wanted


def public(desk: Desk) -> str:
    """A list that everybody sees."""
    added(desk, "Diapers, size 4", "Pañales, talla 4", "20")
    sent(
        desk.alder,
        desk.at("needs_list_words"),
        title="What Riverbend needs",
        title_es="Lo que falta",
        bring="The hall, Saturdays",
        slug="",
    )
    answer = sent(desk.alder, desk.at("needs_list_publish"))
    assert answer.status_code == 302, said(answer)
    return "/wanted/what-riverbend-needs/"


def presses(desk: Desk, do: str, thing: Thing | None = None) -> Any:
    page = desk.at("needs_list")
    return sent(desk.alder, page, page, do=do, **({"thing": spell(thing.id)} if thing else {}))


def test_an_empty_list_teaches_and_is_seen_by_nobody(desk: Desk) -> None:
    assert "Things, and never people." in words(desk.alder, desk.at("needs_list"))
    added(desk, "Diapers")
    assert "Nobody but you sees it." in words(desk.birch, desk.at("needs_list"))
    assert NeedsList.objects.count() == 0
    answer = sent(desk.alder, desk.at("needs_list_publish"))
    assert "Give the list a name and at least one thing first." in said(answer)


def test_publishing_says_what_becomes_public_and_then_everybody_reads_it(desk: Desk) -> None:
    added(desk, "Matches")
    sent(desk.alder, desk.at("needs_list_words"), title="Hub", bring="The hall")
    page = words(desk.alder, desk.at("needs_list_publish"))
    assert "From then on everybody, friend or not, can read:" in page
    assert "Matches" in page
    assert "The hall" in page
    sent(desk.alder, desk.at("needs_list_publish"))
    stranger = words(Client(), "/wanted/hub/")
    assert "Matches" in stranger
    assert "Last changed on" in stranger
    assert "Alder" not in stranger


def test_it_stands_in_both_languages(desk: Desk) -> None:
    page = public(desk)
    assert "Pañales, talla 4" in words(Client(), f"/es{page}")
    assert "Diapers, size 4" in words(Client(), page)
    assert 'lang="en"' in words(Client(), f"/es{page}"), "what has no Spanish is marked as English"


def test_full_is_said_at_once_and_stands_last(desk: Desk) -> None:
    page = public(desk)
    clothes = added(desk, "Clothes")
    presses(desk, "full", clothes)
    stranger = words(Client(), page)
    assert "full: stop sending" in stranger
    added(desk, "Soap")
    stranger = words(Client(), page)
    assert stranger.index("Soap") < stranger.index("Clothes")


def test_a_thing_is_changed_and_taken_off_the_list(desk: Desk) -> None:
    page = public(desk)
    (diapers,) = wanted(desk).things
    there = desk.at("needs_list_thing", diapers.id)
    assert "everybody reads at once" in words(desk.alder, there)
    sent(desk.alder, there, says="Diapers, size 5", many="3")
    assert "Diapers, size 5" in words(Client(), page)
    answer = sent(desk.alder, there, says="", says_es="")
    assert "Write it in at least one of the two languages." in said(answer)
    sent(desk.alder, there, do="remove")
    assert "Diapers" not in words(Client(), page)
    assert desk.alder.get(there).status_code == 302, "it is not there any more"


def test_two_who_change_the_same_thing_lose_nothing(desk: Desk) -> None:
    soap = added(desk, "Soap")
    there = desk.at("needs_list_thing", soap.id)
    before = hidden(desk.birch, there, there)
    sent(desk.alder, there, says="Soap, no scent")
    answer = desk.birch.post(there, {**before, "says": "Soap, liquid"})
    assert "Somebody changed this meanwhile." in said(answer)
    assert "Soap, liquid" in said(answer), "what was typed is there"
    assert wanted(desk).things[0].says.en == "Soap, no scent"
    sent(desk.alder, there, do="remove")
    desk.birch.post(there, {**before, "says": "Soap, liquid"})
    assert [one.says.en for one in wanted(desk).things] == ["Soap, liquid"]


def test_one_press_takes_it_off(desk: Desk) -> None:
    page = public(desk)
    assert presses(desk, "off").status_code == 302
    assert Client().get(page).status_code == 404
    assert wanted(desk).things, "the circle keeps it"
    sent(desk.alder, desk.at("needs_list_publish"))
    assert Client().get(page).status_code == 200


def test_an_old_list_says_that_it_is_old_until_somebody_says_that_it_holds(desk: Desk) -> None:
    page = public(desk)
    NeedsList.objects.update(changed=timezone.localdate() - datetime.timedelta(days=15))
    assert "Ask before you bring something." in words(Client(), page)
    presses(desk, "still")
    assert "Ask before you bring something." not in words(Client(), page)


def test_an_address_belongs_to_one_list(desk: Desk) -> None:
    public(desk)
    NeedsList.objects.create(id=new_id(), slug="another", changed=timezone.localdate(), body="{}")
    answer = sent(desk.alder, desk.at("needs_list_words"), title="What Riverbend needs", slug="another")
    assert "Another list here has this address." in said(answer)
    assert wanted(desk).slug == "what-riverbend-needs"


def test_it_is_printed_as_a_sign(desk: Desk) -> None:
    assert "Write down a thing first." in words(desk.alder, desk.at("needs_list_sign"))
    added(desk, "Soap")
    assert "It is on no page" in words(desk.alder, desk.at("needs_list_sign"))
    answer = sent(desk.alder, desk.at("needs_list_sign"), paper="a4")
    assert answer.content.startswith(b"%PDF"), "paper needs no page"
    public(desk)
    answer = sent(desk.alder, desk.at("needs_list_sign"), paper="letter")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_when_the_circle_ends_nobody_sees_it_any_more(desk: Desk) -> None:
    page = public(desk)
    ending.end(opened(desk))
    assert Client().get(page).status_code == 404


def test_a_list_holds_so_many_things() -> None:
    one = Thing(id=1, says=Both(en="Soap"))
    full = Wanted(things=tuple(Thing(id=number, says=Both(en="Soap")) for number in range(1, MOST + 1)))
    with pytest.raises(Enough):
        with_thing(full, Thing(id=MOST + 1, says=Both(en="Soap")))
    assert with_thing(full, one).things[0] == one, "one that is there can be changed"
    assert len(without(full, 1).things) == MOST - 1
    assert in_order(at_level(full, 1, Level.FULL))[-1].id == 1


def test_a_step_of_another_project_holds_no_list_back(desk: Desk) -> None:
    """A bail fund beside a pantry: its open step is not the pantry's."""
    found = public(desk)
    begins(desk, "bail-fund")
    presses(desk, "off")
    assert sent(desk.alder, desk.at("needs_list_publish")).status_code == 302
    assert Client().get(found).status_code == 200


def test_before_it_is_taken_off_it_says_what_holds_it_back(desk: Desk) -> None:
    public(desk)
    begins(desk, "food-sharing")
    gate = finding.gates(opened(desk).circle, "needs")[0]
    assert gate.step.what in html.unescape(words(desk.alder, desk.at("needs_list")))
    presses(desk, "off")
    answer = sent(desk.alder, desk.at("needs_list_publish"))
    assert answer.status_code == 409
    assert reverse("project", args=[desk.group.id, gate.project]) in said(answer)


def begins(desk: Desk, slug: str) -> None:
    starting.start(opened(desk), kits.kits()[slug], "Ours", datetime.date(2026, 12, 3), "en")


@pytest.mark.django_db(transaction=True)
def test_whoever_takes_it_off_while_another_says_that_it_holds_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets in one writer at a time")
    desk = desks.desk()
    address, show = public(desk), publishing.show
    reached, go = threading.Event(), threading.Event()

    def slow(number: int, wanted: Wanted, day: datetime.date) -> None:
        reached.set()
        go.wait(20)
        show(number, wanted, day)

    def acts(act: Callable[[], object]) -> None:
        try:
            act()
        finally:
            connections.close_all()

    monkeypatch.setattr(publishing, "show", slow)
    held, off = opened(desk), opened(desk)
    still = threading.Thread(target=acts, args=[lambda: publishing.change(held, lambda wanted: wanted)])
    still.start()
    assert reached.wait(20)
    away = threading.Thread(target=acts, args=[lambda: publishing.take_off(off)])
    away.start()
    away.join(0.3)  # it may only wait
    go.set()
    still.join(20)
    away.join(20)
    assert Client().get(address).status_code == 404
    assert keeping.board_of(opened(desk).circle).value.public == 0


def test_taken_off_and_published_again_it_can_still_be_taken_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    address, old = public(desk), opened(desk)
    keeping.board_of(old.circle)
    publishing.take_off(opened(desk))
    publishing.publish(opened(desk))
    publishing.take_off(old)
    assert Client().get(address).status_code == 404
    assert not NeedsList.objects.exists()
