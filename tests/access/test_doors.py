"""What a door says is behind a link is what the link shows."""

import re
from html import unescape

import pytest
from django.test import Client

from toolbox.kernel.records.folding import fold

LINK = re.compile(r'<h3><a href="(/library/\?[^"]+)">[^<]*</a></h3><p>[^<]*</p><small>(\d+)')


@pytest.mark.parametrize("door", ["/offer/"])
def test_the_number_beside_a_link_is_what_it_leads_to(door: str, client: Client, library: None) -> None:
    rows = LINK.findall(client.get(door).content.decode())
    assert len(rows) > 3
    for address, count in rows:
        page = client.get(unescape(address)).content.decode()
        assert re.search(rf"<strong>{count} entr(?:y|ies)</strong>", page), address


KIT = re.compile(r'<h3><a href="(/kits/[^"]+)"[^>]*>([^<]*)</a></h3>')


@pytest.mark.parametrize("asked", ["?face=eviction", "?people=4&give=car", "?face=isolation&face=poverty&people=2"])
def test_what_fits_leads_to_its_kit_and_says_why(asked: str, client: Client, library: None) -> None:
    page = client.get(f"/start/{asked}").content.decode()
    rows = KIT.findall(page)
    assert len(rows) > 3
    for address, name in rows[:4]:
        assert f"<h1>{name}</h1>" in client.get(unescape(address)).content.decode()
    if "face" in asked:
        assert page.count("It answers:") == len(rows)


@pytest.mark.parametrize("language", ["en", "es"])
def test_kits_stand_by_their_name_in_the_language_of_the_page(language: str, client: Client, library: None) -> None:
    page = client.get("/kits/" if language == "en" else "/es/kits/").content.decode()
    names = [fold(unescape(name)) for name in re.findall(r'<a href="[^"]*/kits/[a-z-]+/"[^>]*>([^<]+)</a></h', page)]
    assert len(names) > 10
    assert names == sorted(names)


def test_where_do_we_start_records_nothing(client: Client, library: None) -> None:
    answer = client.get("/start/?face=violence&people=3&give=time&people=x&give=nonsense")
    assert answer.status_code == 200
    assert not answer.cookies
    assert 'id="fits"' not in client.get("/start/").content.decode()
    assert client.get("/start/?people=99999999999").status_code == 200


def test_where_do_we_start_leads_to_what_came_of_it(client: Client, library: None) -> None:
    before = client.get("/start/").content.decode()
    assert 'action="/start/#results"' in before
    assert 'id="results"' not in before
    assert '<h2 id="results" tabindex="-1">What fits</h2>' in client.get("/start/?people=5").content.decode()
    nothing = client.get("/start/?people=").content.decode()
    assert "You answered nothing yet." in nothing[nothing.index("<form") : nothing.index("<fieldset")]
    assert 'id="results"' not in nothing, "the page stays at its top, where this is said"
    for more in ("", "&face=violence"):
        wrong = client.get(f"/start/?people=five{more}").content.decode()
        assert "You answered nothing yet." not in wrong
        assert wrong.count("Write a number from 1 on") == 2, "at the top, and beside the field"
        assert 'id="results"' not in wrong, "first the number is mended"


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ("/", ("What this list is", "What belongs on it", "What does not")),
        ("/es/", ("Qué va en la lista", "Qué no va")),
    ],
)
def test_home_says_what_the_list_is(home: str, said: tuple[str, ...], client: Client, library: None) -> None:
    page = client.get(home).content.decode()
    assert [words for words in said if words not in page] == []
