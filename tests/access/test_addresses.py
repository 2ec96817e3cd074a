"""Addresses that somebody made up to lead our readers astray, and hosts that are not ours."""

import json
import re

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "path", ["/es//evil.example.org/", "/es/%5Cevil.example.org/", "//evil.example.org/", "/es///"]
)
def test_no_page_links_to_somebody_elses_address(path: str, client: Client, library: None) -> None:
    page = client.get(path).content.decode()
    for link in re.findall(r'href="([^"]*)"', page):
        assert not re.match(r"[/\\]{2}|https?:", link), link


def test_a_host_that_is_not_known_is_told_in_plain_words(client: Client, library: None) -> None:
    page = client.get("/", headers={"host": "toolbox.example.org"})
    assert page.status_code == 400
    assert "This address is not known here" in page.content.decode()


def test_what_stays_in_the_browser_for_offline_knows_no_reader(client: Client, library: None) -> None:
    client.cookies["list"] = "food-not-bombs"
    script = client.get("/sw.js").content.decode()
    kept = script[script.index("{") :].split(";\n")[0]
    pages = json.loads(kept)
    assert set(pages) == {"en", "es"}
    assert "(1)" not in script
    assert 'href="/es/offline/"' in pages["en"]
    assert 'href="/offline/"' in pages["es"]
