"""Asking one address of a server that behaves well, or badly."""

import gzip
import socket
import tracemalloc

import pytest

from toolbox.kernel.outside.asking import MOST_BYTES
from toolbox.kernel.outside.tests.servers import Behaviour, Server, Talk, pages, redirect, reply
from toolbox.library.links.manners import MOST_REDIRECTS
from toolbox.library.links.outcome import Answer, Hop, Outcome
from toolbox.library.links.tests.helpers import HASTY, ask


def test_a_page_that_answers_is_ok() -> None:
    with Server(reply()) as server:
        url = server.url("/seeds?for=all")
        assert ask(url) == Answer(Outcome.OK, 200, "", (Hop(url, 200),))


def test_the_request_is_plain_and_says_who_asks_and_nothing_else() -> None:
    with Server(pages(index=reply("302 Found", b"", "Location: /next", "Set-Cookie: a=b"), next=reply())) as server:
        ask(server.url().replace("127", "ana:secret@127"))
    for request in server.requests:
        lines = request.decode().lower().split("\r\n")
        assert lines[0].startswith("get /")
        assert "user-agent: mutualaidtoolbox link check" in lines
        names = {line.split(":")[0] for line in lines[1:] if line}
        assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert b"secret" not in request


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_says_where_to(status: int) -> None:
    with Server(pages(old=redirect(status, "/new"), new=reply())) as server:
        answer = ask(server.url("/old"))
        assert answer == Answer(
            Outcome.MOVED, 200, server.url("/new"), (Hop(server.url("/old"), status), Hop(server.url("/new"), 200))
        )


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_page_that_moved_for_a_while_is_ok(status: int) -> None:
    with Server(pages(old=redirect(status, "/new"), new=reply())) as server:
        answer = ask(server.url("/old"))
        assert (answer.outcome, answer.led_to) == (Outcome.OK, server.url("/new"))


def test_one_permanent_redirect_in_a_chain_makes_it_moved() -> None:
    chain = pages(a=redirect(302, "/b"), b=redirect(301, "/c"), c=redirect(307, "/d"), d=reply())
    with Server(chain) as server:
        answer = ask(server.url("/a"))
        assert (answer.outcome, answer.led_to) == (Outcome.MOVED, server.url("/d"))
        assert [hop.status for hop in answer.hops] == [302, 301, 307, 200]


def test_a_slash_at_the_end_is_no_other_page() -> None:
    def behave(talk: Talk) -> None:
        (reply() if talk.path == "/seeds/" else redirect(301, "/seeds/"))(talk)

    with Server(behave) as server:
        assert ask(server.url("/seeds")).outcome == Outcome.OK


def test_a_page_that_moved_and_is_gone_there_is_gone() -> None:
    with Server(pages(old=redirect(301, "/nowhere"))) as server:
        answer = ask(server.url("/old"))
        assert (answer.outcome, answer.code, answer.led_to) == (Outcome.GONE, 404, server.url("/nowhere"))


def test_a_circle_of_redirects_ends_as_unsure() -> None:
    with Server(pages(a=redirect(301, "/b"), b=redirect(301, "/a"))) as server:
        answer = ask(server.url("/a"))
        assert (answer.outcome, answer.code) == (Outcome.UNSURE, 301)
        assert len(server.requests) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "javascript:alert(1)", "http://[::1", "", "gopher://a.example.org/"]
)
def test_a_redirect_off_the_web_is_not_followed(to: str) -> None:
    with Server(redirect(301, to)) as server:
        answer = ask(server.url())
        assert answer.outcome == Outcome.UNSURE


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, "gone"), (410, "gone"), (403, "refused"), (429, "refused"), (500, "unsure"), (503, "unsure")],
)
def test_a_page_that_says_no(status: int, expected: str) -> None:
    with Server(reply(f"{status} No")) as server:
        answer = ask(server.url())
        assert (answer.outcome, answer.code) == (expected, status)


def test_a_name_that_does_not_exist_is_gone() -> None:
    assert ask("http://gone.example.org/") == Answer(Outcome.GONE)


def test_a_port_where_nobody_listens_is_unsure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/") == Answer(Outcome.UNSURE)


def silent(talk: Talk) -> None:
    talk.hold()


def half_a_header(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Len")
    talk.hold()


def half_a_page(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
    talk.hold()


def drip_a_page(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not talk.ended.wait(0.05):
        talk.send(b"a")


def drip_a_header(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not talk.ended.wait(0.05):
        talk.send(b"a")


def always_continue(talk: Talk) -> None:
    while not talk.ended.wait(0.01):
        talk.send(b"HTTP/1.1 100 Continue\r\n\r\n")


def promise_too_much(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")


def break_a_chunk(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello")


def two_lengths(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello")


def hang_up(talk: Talk) -> None:
    talk.reset()


def hang_up_in_the_middle(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
    talk.reset()


def no_http(talk: Talk) -> None:
    talk.send(b"220 mail.example.org ESMTP\r\n")


def huge_headers(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(400)) + b"\r\nhello")


def switch_protocols(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\n")
    talk.hold()


@pytest.mark.parametrize(
    "behaviour",
    [
        silent, half_a_header, half_a_page, drip_a_page, drip_a_header, always_continue, promise_too_much,
        break_a_chunk, two_lengths, hang_up, hang_up_in_the_middle, no_http, huge_headers, switch_protocols,
    ],
)  # fmt: skip
def test_a_server_that_misbehaves_is_unsure_and_holds_nobody_up(behaviour: Behaviour) -> None:
    with Server(behaviour) as server:
        assert ask(server.url(), HASTY).outcome == Outcome.UNSURE
        assert server.connections == 1


def test_a_page_with_more_than_it_promised_ends_where_it_promised() -> None:
    def promise_too_little(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and much more")

    def promise_nothing(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nhello")

    with Server(promise_too_little) as server:
        assert ask(server.url()).outcome == Outcome.OK
    with Server(promise_nothing) as server:
        assert ask(server.url()).outcome == Outcome.UNSURE


def test_of_an_endless_page_only_the_beginning_is_read() -> None:
    sent = 0

    def endless(talk: Talk) -> None:
        nonlocal sent
        talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while not talk.ended.is_set() and sent < 500 * MOST_BYTES:
            talk.send(b"a" * MOST_BYTES)  # fails when the other side hangs up
            sent += MOST_BYTES

    with Server(endless) as server:
        assert ask(server.url()).outcome == Outcome.OK
    assert sent < 200 * MOST_BYTES  # what the system's buffers take in, and no more


def test_a_bomb_is_never_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    assert len(bomb) < MOST_BYTES
    with Server(reply("200 OK", bomb, "Content-Encoding: gzip")) as server:
        tracemalloc.start()
        try:
            assert ask(server.url()).outcome == Outcome.OK
            _now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 3_000_000


def test_ipv6_is_asked_like_any_other() -> None:
    if not _has_ipv6():
        pytest.skip("this machine has no IPv6 loopback")
    with Server(reply(), host="::1") as server:
        assert ask(server.url("/seeds")).outcome == Outcome.OK
        assert f"Host: [::1]:{server.port}".encode() in server.requests[0]


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True
