"""Who can read this: everybody by name, paper and open invites among them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group
from toolbox.kernel.circles.acts import freezing, inviting, papering, rotating

pytestmark = pytest.mark.django_db


def _seen(of: group.Group) -> str:
    return browser(of.me).get(reverse("who_reads", args=[of.id])).content.decode()


def test_everybody_is_named_and_paper_and_open_invites_are_told() -> None:
    alder = circle(somebody())
    joins(somebody(), alder, "Birch <b>")
    alder.again()
    papering.make(alder, "Paper")
    assert "invite is open" not in _seen(alder)
    inviting.invite(alder, timezone.now(), "en")
    seen = _seen(alder)
    assert "Birch &lt;b&gt;" in seen
    assert "whoever has two of them" in seen
    assert "1 invite is open" in seen
    assert "you, since" in seen


def test_who_is_frozen_is_marked_and_who_left_is_gone() -> None:
    alder = circle(somebody())
    birch, cedar = (joins(somebody(), alder, name) for name in ("Birch", "Cedar"))
    alder.again()
    freezing.freeze(alder, cedar.me.id, timezone.now())
    assert "cannot sign in" in _seen(alder)
    rotating.leave(group.opened(again(birch.me), alder.id))
    fresh = group.opened(again(alder.me), alder.id)
    assert "Birch" not in _seen(fresh)
    assert "Cedar" in _seen(fresh)
