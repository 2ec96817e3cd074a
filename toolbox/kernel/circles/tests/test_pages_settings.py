"""Name, purpose and agreements: changed by one, and by two at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Settings
from toolbox.kernel.circles.tests.seen import hidden
from toolbox.kernel.circles.tests.sending import send

pytestmark = pytest.mark.django_db


def _now(of: Group) -> Settings:
    return group.opened(again(of.me), of.id).settings


def _opened(client: Client, of: Group) -> dict[str, Any]:
    page = client.get(reverse("circle_settings", args=[of.id])).content.decode()
    return {"marks": hidden(page, "marks"), "token": hidden(page, "token")}


def _sent(client: Client, of: Group, form: dict[str, Any], **fields: str) -> Any:
    given = {"name": "Alder Street", "purpose": "", "agreements": "", **form, **fields}
    return client.post(reverse("circle_settings", args=[of.id]), given)


def test_a_keeper_changes_the_name_and_a_helper_the_agreements() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    client = browser(alder.me)
    answer = _sent(client, alder, _opened(client, alder), name="Alder and Birch Street", purpose="Food")
    assert answer["Location"] == reverse("circle", args=[alder.id])
    helper = browser(birch.me)
    _sent(helper, alder, _opened(helper, alder), name="Mine now", purpose="Food", agreements="We eat\r\non Fridays")
    assert (_now(alder).name, _now(alder).purpose) == ("Alder and Birch Street", "Food")
    assert _now(alder).agreements == "We eat\non Fridays"


def test_two_change_different_things_and_both_stand() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    one, two = browser(alder.me), browser(birch.me)
    first, second = _opened(one, alder), _opened(two, alder)
    assert _sent(one, alder, first, purpose="Food on Saturdays").status_code == 302
    assert _sent(two, alder, second, agreements="We eat together").status_code == 302
    assert (_now(alder).purpose, _now(alder).agreements) == ("Food on Saturdays", "We eat together")


def test_two_change_the_same_text_and_the_second_sees_both() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    one, two = browser(alder.me), browser(birch.me)
    first, second = _opened(one, alder), _opened(two, alder)
    _sent(one, alder, first, agreements="We eat on Fridays")
    answer = _sent(two, alder, second, agreements="We eat on Sundays")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this while you were writing." in page
    assert "We eat on Fridays</blockquote>" in page
    assert "We eat on Sundays</textarea>" in page
    assert _now(alder).agreements == "We eat on Fridays"
    both = _sent(
        two, alder, {"marks": hidden(page, "marks"), "token": hidden(page, "token")}, agreements="We eat on both"
    )
    assert both.status_code == 302
    assert _now(alder).agreements == "We eat on both"


def test_looking_before_saving_saves_nothing() -> None:
    alder = circle(somebody())
    client = browser(alder.me)
    answer = send(
        client,
        reverse("circle_settings", args=[alder.id]),
        name="Alder Street",
        agreements="# Fridays\n**We eat**",
        do="preview",
    )
    assert "<strong>We eat</strong>" in answer.content.decode()
    assert _now(alder).agreements == ""


def test_too_long_comes_back_as_it_was_typed() -> None:
    alder = circle(somebody())
    client = browser(alder.me)
    answer = _sent(client, alder, _opened(client, alder), agreements="a" * 10_001)
    page = answer.content.decode()
    assert "at most 10000 characters" in page
    assert "a" * 10_001 in page


def test_the_longest_texts_still_fit() -> None:
    alder = circle(somebody())
    client = browser(alder.me)
    assert _sent(client, alder, _opened(client, alder), agreements="字" * 10_000, purpose="字" * 200).status_code == 302
    assert len(_now(alder).agreements) == 10_000


def test_under_a_legal_stop_the_agreements_stay_as_they_are() -> None:
    alder = circle(somebody())
    stopping.stop(alder)
    page = reverse("circle_settings", args=[alder.id])
    client = browser(again(alder.me))
    opened = _opened(client, alder)
    answer = client.post(page, {**opened, "name": "Alder Street", "purpose": "", "agreements": "Other words"})
    assert "stays as it is until the stop is lifted" in answer.content.decode()
    assert "Other words" in answer.content.decode()
    assert group.opened(again(alder.me), alder.id).settings.agreements == ""
