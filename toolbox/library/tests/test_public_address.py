"""Where the toolbox has a public address, what leaves the house carries that one and not the door it was asked at."""

import pytest
from django.test import Client
from pytest_django import Settings

PUBLIC = "https://toolbox.example.org"
PAGES = ("/library/food-not-bombs/", "/library/list/?r=food-not-bombs", "/library/feeds/new/", "/hsds/")


@pytest.mark.parametrize("path", PAGES)
def test_the_public_address_is_given(path: str, client: Client, library: None, settings: Settings) -> None:
    settings.SITE_ADDRESS = PUBLIC
    page = client.get(path).content.decode()
    assert f"{PUBLIC}/" in page
    assert "http://testserver" not in page


@pytest.mark.parametrize("path", PAGES)
def test_without_one_the_address_is_where_the_request_came_in(path: str, client: Client, library: None) -> None:
    page = client.get(path, HTTP_HOST="localhost").content.decode()
    assert "http://localhost/" in page
