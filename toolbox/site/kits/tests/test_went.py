"""A group tells how it went with a kind of project; it stands on the kit's page once both agreed."""

import datetime

import pytest
from django.test import Client

from toolbox.library import experiences
from toolbox.library.experiences import Told
from toolbox.library.models import Curators
from toolbox.library.tests.reader import html, words

pytestmark = pytest.mark.django_db
PAGE = "/kits/food-sharing/"


def test_a_kit_leads_to_the_form_where_somebody_reads_it(client: Client) -> None:
    assert f'href="{PAGE}went/"' not in html(client, PAGE)
    Curators.objects.create(public=bytes(32), experiences=1, suggestions=2)
    assert f'href="{PAGE}went/"' in html(client, PAGE)


def test_a_kit_shows_how_it_went_for_others(client: Client) -> None:
    told = Told("food-sharing", "We cooked for forty.", who="Hill Street kitchen", kit=True)
    number = experiences.publish(told, datetime.date(2026, 4, 2))
    assert "Hill Street kitchen What we did We cooked for forty." in words(html(client, PAGE))
    experiences.take_back(number)
    assert "Hill Street" not in html(client, PAGE)


def test_where_nobody_keeps_the_list_the_form_says_so(client: Client) -> None:
    assert "Nobody would read it here." in html(client, f"{PAGE}went/")
    assert client.get("/kits/nothing-so/went/").status_code == 404
