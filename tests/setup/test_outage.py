"""PostgreSQL is stopped while people use the site, and started again: nothing that they typed is lost."""

import html
import http.client
import os
import re
import subprocess
import sys
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from tests import strangers
from tests.postgres import Cluster
from tests.running import ROOT, Running, environment, serving

NOTE = "The key hangs at Birch's"


class Answer(NamedTuple):
    """What the site answers."""

    status: int
    page: str
    keep: str  # whether a browser may keep it


def ask(running: Running, method: str, path: str, fields: list[tuple[str, str]], cookie: str = "") -> Answer:
    """Send a request."""
    headers = {"Content-Type": strangers.PLAIN, "Origin": running.address, "Cookie": cookie}
    with closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)) as line:
        line.request(method, path, urlencode(fields).encode() if fields else None, headers)
        answer = line.getresponse()
        return Answer(answer.status, html.unescape(answer.read().decode()), answer.headers["Cache-Control"])


def with_a_public_page(address: str, folder: Path) -> None:
    with serving(folder, DATABASE_URL=address):
        pass
    env = environment(folder, DATABASE_URL=address)
    subprocess.run([sys.executable, "-m", "tests.saturday"], cwd=ROOT, env=env, check=True)


def test_what_was_typed_comes_back_and_is_sent_when_the_database_is_there_again(
    postgres: Cluster, tmp_path: Path
) -> None:
    address = postgres.database("outage")
    with_a_public_page(address, tmp_path)
    with serving(tmp_path, DATABASE_URL=address) as running:
        form = strangers.groceries(strangers.carried(running.port), 3)
        postgres.stop()
        try:
            token = ("held-q-photo", "a-file-that-waits-here")
            status, page, keep = ask(running, "POST", strangers.GROCERIES, [*fields_of(form.decode()), token])
            assert status == HTTPStatus.SERVICE_UNAVAILABLE
            assert keep == "no-store"
            assert "Nothing was saved." in page
            shown = re.findall(r"<blockquote[^>]*>(?:<p>)?(.*?)(?:</p>)?</blockquote>", page)
            assert len(shown) == 3, shown
            assert "The bell does not work." in shown[-1]
            assert "202 555 0143" in shown, "and nothing that a form says to itself"
            cookie = f"__Host-session={os.urandom(32).hex()}"
            status, sealed, _keep = ask(running, "POST", "/me/", [("words", NOTE), ("pin", "1234")], cookie)
            assert status == HTTPStatus.SERVICE_UNAVAILABLE
            assert NOTE in sealed
            assert "1234" not in sealed, "what opens something never comes back"
            carried = [("to", "/me/"), ("how", "post"), ("kept-words", NOTE)]
            for door, typed in (
                ("/in/", [("handle", "birch"), ("passphrase", "six long words that nobody knows")]),
                ("/in/pin/", [("pin", "1234")]),
            ):
                status, page_of_door, _keep = ask(running, "POST", door, [*carried, *typed], cookie)
                assert status == HTTPStatus.SERVICE_UNAVAILABLE, door
                assert NOTE in page_of_door, door
                assert "The toolbox cannot write just now, so nobody can sign in." in page_of_door, door
            assert ask(running, "GET", "/me/", [], cookie).status == HTTPStatus.INTERNAL_SERVER_ERROR
        finally:
            postgres.start()
        again = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.partition("<main")[2])
        status, page, _keep = ask(running, "POST", strangers.GROCERIES, again)
        assert status == HTTPStatus.OK
        assert re.search(r'name="code" value="[a-z ]+"', page), "the receipt"
    log = running.output()
    assert "The database did not answer." in log
    assert NOTE not in log
    assert "202 555" not in log


def fields_of(form: str) -> list[tuple[str, str]]:
    """The fields of a form as it is sent."""
    return parse_qsl(form, keep_blank_values=True)
