"""What holds for every page of the library: it is read, never written to, and leaves nothing in the browser."""

import pytest
from django.test import Client

from toolbox.library import keeping
from toolbox.library.tests.shelf import DAY, FRIDGE, LETTERS, PANTRY, load

pytestmark = pytest.mark.django_db
PAGES = {
    "/library/": 200,
    "/library/?q=fridge&kind=guide&sort=name": 200,
    "/library/?q=xylophone": 200,
    "/library/categories/": 200,
    "/library/categories/food/": 200,
    "/library/categories/weather/": 404,
    "/library/list/": 200,
    "/library/list/?r=porch-pantry.riverbend-fridge": 200,
    "/library/list/?full=1": 200,
    "/library/booklet/": 200,
    "/library/booklet/?only=porch-pantry": 200,
    "/library/booklet/pdf/?r=nobody": 404,
    "/library/share/": 200,
    "/library/share/library.csv": 200,
    "/library/share/library.json": 200,
    "/library/feeds/new/": 200,
    "/library/feeds/changed/": 200,
    "/library/feeds/food/": 200,
    "/library/feeds/weather/": 404,
    "/library/riverbend-fridge/": 200,
    "/library/letters-inside/": 410,
    "/library/nobody/": 404,
}
READ = [page for page, status in PAGES.items() if status == 200]


@pytest.fixture(autouse=True)
def _list(db: None) -> None:
    load(FRIDGE, PANTRY, LETTERS)
    keeping.retire("letters-inside", DAY)


def test_who_only_reads_gets_no_cookie(client: Client) -> None:
    for address, status in PAGES.items():
        for language in ("", "/es"):
            response = client.get(language + address)
            assert response.status_code == status, address
            assert not response.cookies, address
            assert "Set-Cookie" not in response.headers, address


def test_who_has_a_list_gets_no_new_cookie_by_reading(client: Client) -> None:
    client.cookies["list"] = "porch-pantry"
    for address in READ:
        assert not client.get(address).cookies, address


def test_head_answers_like_get_without_the_page(client: Client) -> None:
    for address in READ:
        whole, head = client.get(address), client.head(address)
        assert head.status_code == whole.status_code, address
        assert head.content == b"", address
        assert head.headers["Content-Type"] == whole.headers["Content-Type"], address


def test_options_is_answered_and_writes_nothing(client: Client) -> None:
    for address in READ:
        response = client.options(address)
        assert response.status_code in {200, 204, 405}, address
        assert response.status_code != 405 or response.headers["Allow"] == "GET, HEAD", address
        assert not response.cookies, address


def test_nothing_is_written_to_a_page(client: Client) -> None:
    for address in READ:
        for method in (client.post, client.put, client.patch, client.delete):
            response = method(address)
            assert response.status_code == 405, address
            assert not response.cookies, address


def test_pages_load_nothing_from_elsewhere_and_run_nothing_of_their_own(client: Client) -> None:
    for address in READ:
        response = client.get(address)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        for part in response.content.decode().split("<")[1:]:
            tag = part.split(">", 1)[0]
            assert " style=" not in tag, address
            assert " onclick=" not in tag, address
            if tag.split(" ", 1)[0] in {"script", "link", "img", "iframe"}:
                assert 'src="/' in tag or 'href="/' in tag, tag
            if tag.startswith("form "):
                assert 'action="/library/' in tag, tag


def test_an_address_without_its_last_slash_finds_the_page(client: Client) -> None:
    for address in READ:
        path, mark, query = address.partition("?")
        if path.endswith("/"):
            response = client.get(path.rstrip("/") + mark + query)
            assert response.status_code == 301, address
            assert response.headers["Location"] == address
