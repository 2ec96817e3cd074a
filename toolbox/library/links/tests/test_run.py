"""A run over many addresses: side by side, politely, and with something to show when it is stopped."""

import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from toolbox.kernel.outside.tests.names import TRUSTED, Names
from toolbox.kernel.outside.tests.servers import Server, Talk, pages, redirect, reply
from toolbox.library.links.outcome import Answer, Outcome
from toolbox.library.links.run import Summary, Target, check_all
from toolbox.library.links.tests.helpers import QUICK


class Busy:
    """A behaviour that notes how many requests were open at once, for each host and for all."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.most = 0
        self.most_for_one_host = 0
        self.began: dict[str, list[float]] = {}
        self.ended: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def __call__(self, talk: Talk) -> None:
        host = talk.request.split(b"Host: ", 1)[1].split(b":", 1)[0].decode().rstrip(".")
        with self._lock:
            self.open.append(host)
            self.began.setdefault(host, []).append(time.monotonic())
            self.most = max(self.most, len(self.open))
            self.most_for_one_host = max(self.most_for_one_host, self.open.count(host))
        talk.ended.wait(0.05)
        with self._lock:
            self.open.remove(host)
            self.ended.setdefault(host, []).append(time.monotonic())
        reply()(talk)


def run(urls: Sequence[str], at_once: int = 8, pause: float = 0) -> tuple[Summary, dict[str, Answer]]:
    """Check addresses; every name leads to this machine."""
    found: dict[str, Answer] = {}

    def write(target: Target, answer: Answer) -> None:
        found[target.url] = answer

    targets = [Target(number, url) for number, url in enumerate(urls)]
    manners = replace(QUICK, at_once=at_once, pause=pause)
    summary = check_all(targets, manners, write, resolve=Names(["127.0.0.1"]), tls=TRUSTED)
    return summary, found


def test_hosts_are_asked_side_by_side_up_to_the_limit() -> None:
    busy = Busy()
    with Server(busy) as server:
        summary, _found = run([server.url(host=f"h{n}.example.org") for n in range(9)], at_once=3)
    assert summary.counts == {Outcome.OK: 9}
    assert busy.most == 3


def test_one_host_is_asked_one_page_at_a_time_with_a_pause_between() -> None:
    busy = Busy()
    with Server(busy) as server:
        began = time.monotonic()
        hosts = ("a.example.org", "A.example.org.", "b.example.org", "b.example.org")
        run([server.url(f"/{number}", host=host) for number, host in enumerate(hosts)], pause=0.15)
        took = time.monotonic() - began
    assert busy.most_for_one_host == 1
    assert busy.most > 1
    for host in ("a.example.org", "b.example.org"):
        assert busy.began[host][1] - busy.ended[host][0] >= 0.15
    assert took < 4 * 0.15  # the two hosts do not wait for each other


def test_whoever_waits_for_a_host_takes_no_place_from_others() -> None:
    busy = Busy()
    with Server(busy) as server:
        slow = [server.url(f"/{n}", host="a.example.org") for n in range(3)]
        run([*slow, server.url(host="b.example.org")], at_once=1, pause=0.2)
    assert busy.began["b.example.org"][0] < busy.began["a.example.org"][1]


def test_the_pause_holds_for_redirects_too() -> None:
    with Server(pages(old=redirect(302, "/new"), new=reply())) as server:
        began = time.monotonic()
        run([server.url("/old")], pause=0.2)
        assert time.monotonic() - began >= 0.2


@pytest.mark.parametrize("status", ["429 Too Many", "503 Later"])
def test_a_host_that_asks_for_patience_is_left_for_a_later_run(status: str) -> None:
    with Server(pages(busy=reply(status, b"", "Retry-After: 3600"), calm=reply())) as server:
        urls = [server.url("/busy", host="a.example.org"), server.url("/calm", host="a.example.org")]
        summary, found = run([*urls, server.url("/calm", host="b.example.org")], at_once=1)
        assert server.paths().count("/calm") == 1
    assert summary.left == 1
    assert set(found) == {urls[0], server.url("/calm", host="b.example.org")}


def test_a_redirect_to_a_host_that_asked_for_patience_is_left_too() -> None:
    def onwards(talk: Talk) -> None:
        redirect(301, server.url("/new", host="a.example.org"))(talk)

    with Server(pages(busy=reply("429 Too Many"), old=onwards, new=reply())) as server:
        busy = server.url("/busy", host="a.example.org")
        summary, found = run([busy, server.url("/old", host="b.example.org")], at_once=1)
        assert server.paths() == ["/busy", "/old"]
    assert summary.left == 1
    assert list(found) == [busy]


def test_progress_tells_each_answer() -> None:
    told: list[tuple[int, int, Outcome | None]] = []
    with Server(pages(index=reply(), shut=reply("410 Gone"))) as server:
        targets = [Target(1, server.url()), Target(2, server.url("/shut"))]
        check_all(targets, QUICK, lambda *_: None, lambda *step: told.append(step), tls=TRUSTED)
    assert told == [(1, 2, Outcome.OK), (2, 2, Outcome.GONE)]


class Offline(Names):
    """Name servers that know only what is given."""

    def __init__(self, *known: str) -> None:
        super().__init__()
        self._known = known

    async def __call__(self, host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host in self._known else await super().__call__(host, port)


def lost(*known: str, port: int = 1) -> dict[str, str]:
    found: dict[str, str] = {}

    def write(target: Target, answer: Answer) -> None:
        found[target.url] = str(answer.outcome)

    hosts = ["gone.example.org", "lost.example.org", *known]
    targets = [Target(n, f"http://{host}:{port}/") for n, host in enumerate(hosts)]
    check_all(targets, QUICK, write, resolve=Offline(*known), tls=TRUSTED)
    return found


def test_while_our_own_line_is_down_nothing_is_called_gone() -> None:
    assert set(lost().values()) == {"unsure"}


def test_as_soon_as_anybody_answers_names_that_do_not_exist_are_gone() -> None:
    with Server(reply()) as server:
        assert sorted(lost("here.example.org", port=server.port).values()) == ["gone", "gone", "ok"]


def test_ctrl_c_ends_a_run_with_what_it_has_and_hangs_up_on_the_rest() -> None:
    told: list[int] = []

    def interrupt(done: int, total: int, outcome: Outcome | None) -> None:
        told.append(done)
        signal.raise_signal(signal.SIGINT)

    with Server(pages(index=reply(), slow=Talk.hold)) as server:
        targets = [Target(n, server.url("/slow", host=f"h{n}.example.org")) for n in range(3)]
        targets.insert(0, Target(9, server.url()))
        began = time.monotonic()
        summary = check_all(
            targets,
            replace(QUICK, read=20, total=20),
            lambda *_: None,
            interrupt,
            resolve=Names(["127.0.0.1"]),
            tls=TRUSTED,
        )
        assert time.monotonic() - began < 2
    assert summary == Summary(summary.counts, left=0, stopped=True)
    assert summary.counts == {Outcome.OK: 1}
    assert told == [1]


def test_ctrl_c_while_waiting_ends_a_run_too() -> None:
    main = threading.main_thread().ident
    assert main

    def interrupt(talk: Talk) -> None:
        signal.pthread_kill(main, signal.SIGINT)
        talk.hold()

    with Server(interrupt) as server:
        summary = check_all([Target(1, server.url())], replace(QUICK, read=20, total=20), lambda *_: None, tls=TRUSTED)
    assert summary.stopped
    assert not summary.counts
