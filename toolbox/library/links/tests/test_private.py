"""Private addresses stay unasked: by name, by redirect, and when a name changes its answer."""

from dataclasses import replace

import pytest

from toolbox.kernel.outside.tests.names import Names
from toolbox.kernel.outside.tests.servers import HttpProxy, Server, redirect, reply
from toolbox.library.links.outcome import Answer, Outcome
from toolbox.library.links.tests.helpers import QUICK, THROUGH_A_PROXY, ask

STRICT = replace(QUICK, allow_private=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"])
def test_a_private_address_is_not_asked(host: str) -> None:
    with Server(reply()) as server:
        assert ask(server.url(host=host), STRICT) == Answer(Outcome.UNSURE)
        assert server.connections == 0


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["127.0.0.1", "1.1.1.1"]]
)
def test_a_public_name_with_a_private_address_is_not_asked(addresses: list[str]) -> None:
    with Server(reply()) as server:
        assert ask(server.url(host="garden.example.org"), STRICT, Names(addresses)) == Answer(Outcome.UNSURE)
        assert server.connections == 0


def test_a_name_is_looked_up_once_and_what_was_checked_is_what_is_connected() -> None:
    names = Names(["127.0.0.1"], ["127.0.0.2"])
    with Server(reply()) as server:
        answer = ask(server.url(host="garden.example.org"), QUICK, names)
        assert answer.outcome == Outcome.OK
        assert names.asked == ["garden.example.org"]
        assert f"Host: garden.example.org:{server.port}".encode() in server.requests[0]


def test_each_redirect_is_looked_up_and_checked_again() -> None:
    names = Names(["127.0.0.1"], [])
    with Server(redirect(302, "/again")) as server:
        assert ask(server.url(host="garden.example.org"), QUICK, names).outcome == Outcome.UNSURE
        assert names.asked == ["garden.example.org"] * 2
        assert server.connections == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "127.1", "localhost", "169.254.169.254", "printer.local"])
def test_a_redirect_from_outside_to_a_private_address_is_not_followed(host: str) -> None:
    with Server(reply()) as secret, HttpProxy(redirect(302, secret.url(host=host))) as proxy:
        manners = replace(THROUGH_A_PROXY, proxy=f"http://127.0.0.1:{proxy.port}")
        answer = ask("http://garden.example.org/", manners)
        assert (answer.outcome, answer.code) == (Outcome.UNSURE, 302)
        assert secret.connections == 0
        assert proxy.paths() == ["http://garden.example.org/"]


def test_a_second_address_is_tried_where_the_first_is_silent() -> None:
    with Server(reply()) as server:
        answer = ask(server.url(host="garden.example.org"), QUICK, Names(["127.0.0.3", "127.0.0.1"]))
        assert answer.outcome == Outcome.OK
