"""Something in a circle was changed or is broken: it hides nothing else, and nobody takes it for gone."""

import pytest
from django.urls import reverse

from tests.people import again, browser, circle, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.vault.models import Record
from toolbox.kernel.vault.trouble import Damaged

pytestmark = pytest.mark.django_db


def test_a_circle_whose_settings_do_not_open_is_shown_as_such() -> None:
    alder = circle(somebody())
    Record.objects.filter(pk=alder.held.id).update(body=b"scratched")
    me = again(alder.me)
    with pytest.raises(Damaged):
        groups.opened(me, alder.id)
    assert groups.mine(again(alder.me)) == ([], ["Alder Street"])
    page = browser(me).get(reverse("circle", args=[alder.id]))
    assert page.status_code == 500
    assert "This does not open" in page.content.decode()


def test_where_all_opens_no_page_says_otherwise() -> None:
    alder = circle(somebody())
    for name in ("circle", "people", "circle_settings"):
        assert "does not open" not in browser(alder.me).get(reverse(name, args=[alder.id])).content.decode()
