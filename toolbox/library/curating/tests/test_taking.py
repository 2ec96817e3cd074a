"""A circle takes a code and keeps the list from then on; another one takes over; nothing on the disk says which."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import again, browser, circle, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import ending
from toolbox.kernel.circles.group import Group
from toolbox.kernel.vault.ids import spell
from toolbox.library.curating import codes, holding
from toolbox.library.curating.tests.conftest import Desk, circle_of
from toolbox.library.curating.tests.walking import filled, page, said, sent, words
from toolbox.library.models import Curators, CuratorsCode

pytestmark = pytest.mark.django_db


def printed(language: str = "en") -> str:
    """The code that the host printed."""
    return codes.new_code(timezone.now(), language)


def test_a_keeper_types_the_code_and_the_circle_has_a_list_to_keep() -> None:
    alder = circle(somebody())
    client = browser(again(alder.me))
    settings = page(client, f"/c/{_id(alder)}/settings/")
    take = f"/c/{_id(alder)}/curating/take/"
    assert take in settings
    assert "/curating/" not in page(client, f"/c/{_id(alder)}/").replace(take, "")
    assert client.get(f"/c/{_id(alder)}/curating/").status_code == 404
    answer = sent(client, take, code=printed().upper())
    assert answer.status_code == 302
    assert "The list" in words(client, answer.url)
    assert answer.url in page(client, f"/c/{_id(alder)}/")
    assert "This circle keeps the list." in words(client, take)
    assert not CuratorsCode.objects.exists()


def _id(group: Group) -> str:
    return spell(group.id)


def test_a_code_that_is_wrong_old_or_void_opens_nothing() -> None:
    alder = circle(somebody())
    client = browser(again(alder.me))
    take = f"/c/{_id(alder)}/curating/take/"
    first = printed()
    printed("es")
    assert "This code opens nothing here" in said(sent(client, take, code=first))
    assert "is none of ours" in said(sent(client, take, code="xylophone " * 7))
    assert "The code has 7." in said(sent(client, take, code="ladle"))
    late = codes.new_code(timezone.now() - datetime.timedelta(days=8))
    assert "This code opens nothing here" in said(sent(client, take, code=late))
    codes.drop_ended(timezone.localdate())
    assert not CuratorsCode.objects.exists()
    assert not Curators.objects.exists()


def test_only_a_keeper_types_it(desk: Desk) -> None:
    elsewhere = circle(somebody(), "Another circle", "Elder")
    code = printed()
    token = filled(page(desk.birch, desk.at()))["token"]
    desk.birch.post(desk.at("take/"), {"token": token, "code": code})
    assert codes.is_good(code, timezone.now()), "it was not even read"
    assert holding.take(elsewhere, code, timezone.now())
    assert "A keeper of your circle types the code: Alder." in words(desk.birch, desk.at("take/"))


def test_the_list_passes_to_another_circle(desk: Desk) -> None:
    elder = circle(somebody(), "Another circle", "Elder")
    theirs = browser(again(elder.me))
    take = f"/c/{_id(elder)}/curating/take/"
    assert "Another circle keeps the list now." in words(theirs, take)
    assert sent(theirs, take, code=printed()).status_code == 302
    assert page(theirs, f"/c/{_id(elder)}/curating/")
    assert desk.alder.get(desk.at()).status_code == 404
    assert "This circle kept the list." in words(desk.alder, desk.at("take/"))
    assert Curators.objects.count() == 1
    assert sent(desk.alder, desk.at("take/"), code=printed()).status_code == 302
    assert theirs.get(f"/c/{_id(elder)}/curating/").status_code == 404


def test_it_is_laid_down_after_a_question_and_by_a_keeper(desk: Desk) -> None:
    assert "A keeper of your circle can do this: Alder." in words(desk.birch, desk.at("lay-down/"))
    sent(desk.birch, desk.at("lay-down/"))
    assert Curators.objects.exists()
    assert sent(desk.alder, desk.at("lay-down/")).status_code == 302
    assert not Curators.objects.exists()
    assert desk.alder.get(desk.at()).status_code == 404


def test_every_page_is_missing_in_a_circle_that_does_not_keep_the_list(desk: Desk) -> None:
    elder = circle(somebody(), "Another circle", "Elder")
    theirs: Client = browser(again(elder.me))
    base = f"/c/{_id(elder)}/curating/"
    for rest in (
        *("", "new/", "rota/", "next/", "links/", "retired/", "waiting/", "waiting/1/", "lay-down/"),
        "entries/porch-pantry/",
        *(
            f"entries/porch-pantry/{last}/"
            for last in ("edit", "looked", "retire", "restore", "versions", "versions/1")
        ),
    ):
        assert theirs.get(base + rest).status_code == 404, rest
    assert theirs.get(base + "take/").status_code == 200


def test_with_its_circle_the_keeping_ends(desk: Desk) -> None:
    group = circle_of(desk.group)
    ending.end(group)
    assert not Curators.objects.exists()


def test_the_tables_name_no_circle(desk: Desk) -> None:
    (row,) = Curators.objects.values()
    assert set(row) == {"id", "public", "suggestions", "experiences", "paused"}
    assert desk.group.id not in row.values()
    assert len(bytes(row["public"])) == 32


def test_whoever_presses_twice_keeps_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    alder, code, use = circle(somebody()), printed(), codes.use
    pressed: list[bool] = []

    def used(typed: str, now: datetime.datetime) -> bool:
        if not pressed:  # the second press comes this far while the first has not used the code
            pressed.append(False)
            with monkeypatch.context() as late:
                late.setattr(codes, "use", lambda _typed, _now: False)
                assert not holding.take(groups.opened(again(alder.me), alder.id), code, now)
        return use(typed, now)

    monkeypatch.setattr(codes, "use", used)
    assert holding.take(groups.opened(again(alder.me), alder.id), code, timezone.now())
    assert holding.curates(groups.opened(again(alder.me), alder.id).circle)
