"""Certificates are checked, for the name in the link."""

import asyncio
import ssl

import pytest
import trustme

from toolbox.kernel.outside.asking import Asker
from toolbox.kernel.outside.tests.names import Names
from toolbox.kernel.outside.tests.servers import Server, reply
from toolbox.library.links.asking import check
from toolbox.library.links.outcome import Outcome
from toolbox.library.links.tests.helpers import HASTY, QUICK, ask
from toolbox.library.links.turns import Turns


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def server_side(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_a_certificate_that_nobody_vouches_for_is_unsure(authority: trustme.CA) -> None:
    with Server(reply(), tls=server_side(authority, "garden.example.org")) as server:
        asker = Asker(QUICK, resolve=Names(["127.0.0.1"]))  # trusts whom a toolbox trusts by itself
        answer = asyncio.run(check(server.url(host="garden.example.org"), asker, Turns(1, 0)))
        assert answer.outcome == Outcome.UNSURE
        assert server.requests == []


def test_a_certificate_for_the_name_in_the_link_is_ok(authority: trustme.CA) -> None:
    with Server(reply(), tls=server_side(authority, "garden.example.org")) as server:
        url = server.url(host="garden.example.org")
        assert ask(url, names=Names(["127.0.0.1"]), tls=trusting(authority)).outcome == Outcome.OK


def test_a_certificate_for_another_name_is_unsure(authority: trustme.CA) -> None:
    with Server(reply(), tls=server_side(authority, "kitchen.example.org")) as server:
        url = server.url(host="garden.example.org")
        assert ask(url, names=Names(["127.0.0.1"]), tls=trusting(authority)).outcome == Outcome.UNSURE
        assert server.requests == []


def test_a_plain_server_behind_an_https_link_is_unsure() -> None:
    with Server(reply()) as server:
        assert ask(server.url().replace("http:", "https:"), HASTY).outcome == Outcome.UNSURE
