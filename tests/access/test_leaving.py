"""Leaving quickly takes along what this site left in the browser."""

from django.test import Client


def test_the_reading_list_is_forgotten(client: Client, library: None) -> None:
    client.cookies["list"] = "food-not-bombs"
    page = client.get("/leave/")
    assert "cookies" in page.headers["Clear-Site-Data"]
    assert page.cookies["list"].value == ""
    assert page.cookies["list"]["max-age"] == 0
    assert "Toolbox" not in page.content.decode()


def test_whoever_has_no_list_gets_no_cookie(client: Client, library: None) -> None:
    assert not client.get("/es/leave/").cookies
