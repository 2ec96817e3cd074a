"""Through a proxy: it looks names up, we do not, and nothing goes around it."""

import socket
from dataclasses import replace

import pytest
import trustme

from toolbox.kernel.outside.proxies import BadProxy
from toolbox.kernel.outside.tests.names import Names
from toolbox.kernel.outside.tests.servers import HttpProxy, Server, SocksProxy, redirect, reply
from toolbox.library.links.manners import Manners
from toolbox.library.links.outcome import Outcome
from toolbox.library.links.tests.helpers import HASTY, THROUGH_A_PROXY, ask
from toolbox.library.links.tests.test_tls import server_side, trusting


def through(url: str) -> Manners:
    return replace(THROUGH_A_PROXY, proxy=url)


@pytest.fixture(autouse=True)
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every host that this process looks up while a test runs."""
    names: list[object] = []
    system = socket.getaddrinfo

    def listen(*values: object, **named: object) -> object:
        names.append(values[0])
        return system(*values, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", listen)
    return names


def test_a_socks_proxy_is_given_the_name(looked_up: list[object]) -> None:
    names = Names()
    with Server(reply()) as server, SocksProxy(server.port) as proxy:
        answer = ask("http://garden.example.org/seeds", through(f"socks5h://127.0.0.1:{proxy.port}"), names)
        assert answer.outcome == Outcome.OK
        assert proxy.asked_for == [("garden.example.org", 80)]
        assert b"Host: garden.example.org\r\n" in server.requests[0]
    assert names.asked == []
    assert set(looked_up) <= {"127.0.0.1"}


def test_a_socks_proxy_finds_hidden_services() -> None:
    with Server(reply()) as server, SocksProxy(server.port) as proxy:
        answer = ask("http://garden.onion/", through(f"socks5h://127.0.0.1:{proxy.port}"))
        assert answer.outcome == Outcome.OK
        assert proxy.asked_for == [("garden.onion", 80)]


def test_every_hop_goes_through_the_proxy() -> None:
    with Server(redirect(301, "http://kitchen.example.org:8080/")) as server, SocksProxy(server.port) as proxy:
        ask("http://garden.example.org/", through(f"socks5://127.0.0.1:{proxy.port}"))
        assert proxy.asked_for[:2] == [("garden.example.org", 80), ("kitchen.example.org", 8080)]


def test_certificates_are_checked_through_a_proxy_for_the_name_in_the_link() -> None:
    authority = trustme.CA()
    tls = trusting(authority)
    with (
        Server(reply(), tls=server_side(authority, "garden.example.org")) as server,
        SocksProxy(server.port) as socks,
        HttpProxy(reply(), tunnel_to=server.port) as http,
    ):
        for proxy in (f"socks5h://127.0.0.1:{socks.port}", f"http://127.0.0.1:{http.port}"):
            assert ask("https://garden.example.org/", through(proxy), tls=tls).outcome == Outcome.OK
            assert ask("https://kitchen.example.org/", through(proxy), tls=tls).outcome == Outcome.UNSURE
        assert http.paths() == ["garden.example.org:443", "kitchen.example.org:443"]


def test_an_http_proxy_is_given_the_name(looked_up: list[object]) -> None:
    names = Names()
    with HttpProxy(reply()) as proxy:
        answer = ask("http://garden.example.org/seeds", through(f"http://ana:s%20t@127.0.0.1:{proxy.port}"), names)
        assert answer.outcome == Outcome.OK
        assert proxy.paths() == ["http://garden.example.org/seeds"]
        assert b"Proxy-Authorization: Basic YW5hOnMgdA==" in proxy.requests[0]
    assert names.asked == []
    assert set(looked_up) <= {"127.0.0.1"}


@pytest.mark.parametrize("scheme", ["http", "socks5h"])
@pytest.mark.parametrize("url", ["http://127.0.0.1:{}/", "http://localhost:{}/", "http://2130706433:{}/"])
def test_a_proxy_is_never_asked_for_a_private_address(scheme: str, url: str) -> None:
    with Server(reply()) as server, SocksProxy(server.port) as proxy:
        answer = ask(url.format(server.port), through(f"{scheme}://127.0.0.1:{proxy.port}"))
        assert answer.outcome == Outcome.UNSURE
        assert (server.connections, proxy.connections) == (0, 0)


@pytest.mark.parametrize("scheme", ["http", "socks5h"])
def test_where_the_proxy_is_down_nothing_is_asked_directly(scheme: str, looked_up: list[object]) -> None:
    names = Names(["127.0.0.1"])
    with Server(reply()) as server, socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
        closed.close()
        answer = ask(server.url(host="garden.example.org"), through(f"{scheme}://127.0.0.1:{port}"), names)
        assert answer.outcome == Outcome.UNSURE
        assert server.connections == 0
    assert names.asked == []
    assert set(looked_up) <= {"127.0.0.1"}


@pytest.mark.parametrize("refusal", [1, 2, 4, 5])
def test_a_socks_proxy_that_cannot_get_through_is_unsure(refusal: int) -> None:
    with Server(reply()) as server, SocksProxy(server.port, refusal=refusal) as proxy:
        answer = ask("http://garden.example.org/", through(f"socks5h://127.0.0.1:{proxy.port}"))
        assert answer.outcome == Outcome.UNSURE
        assert (proxy.connections, server.connections) == (1, 0)


def test_a_proxy_that_speaks_something_else_is_unsure() -> None:
    with Server(lambda talk: talk.send(b"what?")) as proxy:
        for scheme in ("http", "socks5h"):
            manners = replace(HASTY, allow_private=False, proxy=f"{scheme}://127.0.0.1:{proxy.port}")
            answer = ask("https://garden.example.org/", manners)
            assert answer.outcome == Outcome.UNSURE


def test_a_proxy_in_the_environment_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(reply()) as server, HttpProxy(reply()) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert ask(server.url(), Manners(allow_private=True, total=0.5)).outcome == Outcome.OK
        assert (server.connections, proxy.connections) == (1, 0)


@pytest.mark.parametrize(
    "text", ["tor", "127.0.0.1:9050", "ftp://127.0.0.1", "socks5h://", "http://a:99999", "http://é"]
)
def test_a_proxy_that_cannot_be_used_is_told_without_repeating_it(text: str) -> None:
    with pytest.raises(BadProxy) as refusal:
        Manners(proxy=text)
    assert str(refusal.value) == "TOOLBOX_PROXY must look like socks5h://127.0.0.1:9050 or http://127.0.0.1:8080."
