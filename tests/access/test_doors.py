"""What a door says is behind a link is what the link shows."""

import re
from html import unescape

import pytest
from django.test import Client

LINK = re.compile(r'<h3><a href="(/library/\?[^"]+)">[^<]*</a></h3><p>[^<]*</p><small>(\d+)')


@pytest.mark.parametrize("door", ["/offer/", "/start/", "/start/?face=eviction"])
def test_the_number_beside_a_link_is_what_it_leads_to(door: str, client: Client, library: None) -> None:
    rows = LINK.findall(client.get(door).content.decode())
    assert len(rows) > 3
    for address, count in rows:
        page = client.get(unescape(address)).content.decode()
        assert re.search(rf"<strong>{count} entr(?:y|ies)</strong>", page), address


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
