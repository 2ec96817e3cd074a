"""The minute's tidying sends what waits: past the guard, within its time, and once."""

import logging
import random
from dataclasses import replace
from typing import Any

import pytest
import trustme

from tests.people import somebody
from toolbox.kernel.notices import keeping, marking, post, ringing, sending
from toolbox.kernel.notices.models import Bell
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.notices.sending import Ways
from toolbox.kernel.notices.tests.relays import Taken, relay, server_side, trusting
from toolbox.kernel.notices.tests.town import DAY, HOUR, MAIL, NOON, bell
from toolbox.kernel.notices.where import Way, Where
from toolbox.kernel.outside.asking import Patience
from toolbox.kernel.outside.tests.names import Names
from toolbox.kernel.outside.tests.servers import Behaviour, Server, SocksProxy, Talk, redirect, reply

pytestmark = pytest.mark.django_db
NTFY = "ntfy.example.org"
ARRIVED = b"Something arrived.\nHa llegado algo."
QUICK = Patience(connect=2, read=2, total=2, allow_private=True)
STRICT = replace(QUICK, allow_private=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


class Ntfy(Server):
    """A server of topics that remembers what was written to them."""

    def __init__(self, authority: trustme.CA, behaviour: Behaviour | None = None) -> None:
        super().__init__(behaviour or reply(), tls=server_side(authority, NTFY))
        self.bodies: list[bytes] = []

    def talk(self, connection: Any) -> None:
        """Read the body too."""
        request = b""
        while b"\r\n\r\n" not in request:
            more = connection.recv(65536)
            if not more:
                return
            request += more
        head, _gap, body = request.partition(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += connection.recv(65536)
        self.requests.append(head)
        self.bodies.append(body)
        self._behaviour(Talk(connection, head, self._ended))

    def topic(self) -> str:
        return self.url("/k7mwq2xh9rtvbn4c", NTFY)


def ways(authority: trustme.CA, patience: Patience = QUICK, names: Names | None = None, **more: Any) -> Ways:
    found = Ways(None, "bell@example.org", True, patience, names or Names(["127.0.0.1"]), trusting(authority))
    return replace(found, **more)


def row(whose: int) -> Bell:
    return Bell.objects.get(whose=whose)


def test_ntfy_gets_the_fixed_text_and_nothing_else(authority: trustme.CA) -> None:
    ana = somebody()
    with Ntfy(authority) as ntfy:
        bell(ana.id, address=ntfy.topic())
        marking.arrived()
        for minute in (NOON, NOON + HOUR):
            ringing.each_minute(minute, ways(authority))
        assert ntfy.bodies == [ARRIVED], "once a day"
        lines = ntfy.requests[0].decode().split("\r\n")
        assert lines[0] == "POST /k7mwq2xh9rtvbn4c HTTP/1.1"
        assert sorted(lines[1:]) == [
            "Accept-Encoding: identity",
            "Connection: close",
            f"Content-Length: {len(ARRIVED)}",
            "Content-Type: text/plain; charset=utf-8",
            f"Host: {NTFY}:{ntfy.port}",
        ]
        ringing.each_minute(NOON + DAY, ways(authority))
        assert ntfy.connections == 1, "nothing arrived since"
    assert (row(ana.id).failed, row(ana.id).again) == (False, None)


def test_mail_and_ntfy_ring_from_one_minute_and_a_reminder_is_gone(authority: trustme.CA) -> None:
    ana, ben = somebody(), somebody()
    taken = Taken()
    with Ntfy(authority) as ntfy, relay(taken) as port:
        bell(ana.id, address=MAIL)
        bell(ben.id, address=ntfy.topic())
        marking.remind(ana.id, NOON.date())
        marking.arrived()
        here = post.relay(f"smtp://127.0.0.1:{port}")
        for minute in (NOON, NOON + HOUR, NOON + 2 * HOUR):
            ringing.each_minute(minute, ways(authority, relay=here))
        assert ntfy.bodies == [ARRIVED]
    (letter,) = taken.letters
    assert letter.rcpt_tos == [MAIL]
    assert isinstance(letter.content, bytes)
    assert letter.content.endswith(b"\r\n\r\nSomething is due.\r\nHay algo pendiente.\r\n")
    assert b"Date: Mon, 09 Mar 2026 00:00:00 +0000" in letter.content


def test_the_code_that_comes_is_the_one_that_counts(authority: trustme.CA) -> None:
    ana = somebody()
    with Ntfy(authority) as ntfy:
        keeping.give(ana.id, Whose.MEMBER, Where(Way.NTFY, ntfy.topic()), NOON)
        ringing.each_minute(NOON, ways(authority))
        (body,) = ntfy.bodies
        code = body.decode().split("\n")[0].removeprefix("The code is ").removesuffix(".")
        assert body.decode() == f"The code is {code}.\nLa clave es {code}."
        assert keeping.confirm(ana.id, code) is keeping.Tried.RIGHT
        keeping.test(ana.id, NOON + HOUR)
        ringing.each_minute(NOON + HOUR, ways(authority))
        assert ntfy.bodies[1] == b"This is a test.\nEsto es una prueba."


def test_a_channel_rings_within_the_minute_and_then_rests(authority: trustme.CA) -> None:
    form = 77
    with Ntfy(authority) as ntfy:
        bell(form, Whose.FORM, ntfy.topic())
        for minutes in range(0, 40, 2):  # something arrives every other minute
            marking.arrived(form)
            ringing.each_minute(NOON + minutes * HOUR / 60, ways(authority))
        assert len(ntfy.bodies) == 3
        ringing.each_minute(NOON + HOUR, ways(authority))
        ringing.each_minute(NOON + 2 * HOUR, ways(authority))
        assert len(ntfy.bodies) == 4, "the last one is not forgotten"
    assert row(form).again is None, "and when it rang is not kept"


@pytest.mark.parametrize("status", ["404 Not Found", "429 Too Many Requests", "500 Broken", "204 Nothing"])
def test_what_is_not_taken_is_tried_again_each_hour_and_then_left(
    status: str, authority: trustme.CA, caplog: pytest.LogCaptureFixture
) -> None:
    ana = somebody()
    taken = status.startswith("2")
    with Ntfy(authority, reply(status, b"")) as ntfy, caplog.at_level(logging.WARNING):
        bell(ana.id, address=ntfy.topic())
        marking.arrived()
        for minutes in range(0, 8 * 60, 20):
            ringing.each_minute(NOON + minutes * HOUR / 60, ways(authority))
        assert ntfy.connections == (1 if taken else 5)
    assert (row(ana.id).failed, row(ana.id).says) == (not taken, Says.NOTHING)
    assert set(caplog.messages) == (set() if taken else {"A notice could not be delivered: NotTaken"})


def test_a_notice_that_goes_out_after_all_is_no_failure_any_more(authority: trustme.CA) -> None:
    ana = somebody()
    taken = Taken("450 Greylisted")
    with relay(taken) as port:
        found = ways(authority, relay=post.relay(f"smtp://127.0.0.1:{port}"))
        bell(ana.id, address=MAIL)
        marking.arrived()
        ringing.each_minute(NOON, found)
        assert row(ana.id).failed
        taken.answer = "250 OK"
        ringing.each_minute(NOON + HOUR / 6, found)
        assert taken.letters == [], "not before the next full hour"
        ringing.each_minute(NOON + HOUR, found)
        assert len(taken.letters) == 1
    assert not row(ana.id).failed


def test_a_code_that_cannot_be_delivered_is_said_at_once(authority: trustme.CA) -> None:
    ana = somebody()
    with Ntfy(authority, reply("403 No", b"")) as ntfy:
        keeping.give(ana.id, Whose.MEMBER, Where(Way.NTFY, ntfy.topic()), NOON)
        ringing.each_minute(NOON, ways(authority))
        ringing.each_minute(NOON + HOUR, ways(authority))
        assert ntfy.connections == 1
    assert (row(ana.id).failed, row(ana.id).says) == (True, Says.NOTHING)


def refused(address: str, found: Ways, caplog: pytest.LogCaptureFixture) -> str:
    """What is told where an address cannot be rung."""
    ana = somebody()
    bell(ana.id, address=address)
    marking.arrived()
    with caplog.at_level(logging.WARNING):
        ringing.each_minute(NOON, found)
    assert row(ana.id).failed
    return caplog.messages[-1].removeprefix("A notice could not be delivered: ")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]"])
def test_a_private_address_is_not_rung(host: str, authority: trustme.CA, caplog: pytest.LogCaptureFixture) -> None:
    with Ntfy(authority) as ntfy:
        assert refused(ntfy.url("/topic", host), ways(authority, STRICT), caplog) == "NotPublic"
        assert ntfy.connections == 0


@pytest.mark.parametrize("found", [["127.0.0.1"], ["1.1.1.1", "10.0.0.7"], ["::ffff:127.0.0.1"]])
def test_nor_a_public_name_that_leads_to_one(
    found: list[str], authority: trustme.CA, caplog: pytest.LogCaptureFixture
) -> None:
    with Ntfy(authority) as ntfy:
        assert refused(ntfy.topic(), ways(authority, STRICT, Names(found)), caplog) == "NotPublic"
        assert ntfy.connections == 0


def test_a_redirect_is_not_followed_wherever_it_leads(authority: trustme.CA, caplog: pytest.LogCaptureFixture) -> None:
    with Server(reply()) as secret, Ntfy(authority, redirect(307, secret.url("/secret"))) as ntfy:
        assert refused(ntfy.topic(), ways(authority), caplog) == "NotTaken"
        assert (ntfy.connections, secret.connections) == (1, 0)


def test_a_certificate_that_nobody_vouches_for_hears_nothing(
    authority: trustme.CA, caplog: pytest.LogCaptureFixture
) -> None:
    with Ntfy(authority) as ntfy:
        as_it_runs = ways(authority, tls=None)  # trusts whom a toolbox trusts by itself
        assert refused(ntfy.topic(), as_it_runs, caplog) == "ConnectError"
        assert ntfy.bodies == []


def test_through_the_proxy_it_looks_the_name_up_and_nothing_goes_round_it(authority: trustme.CA) -> None:
    ana, names = somebody(), Names()
    with Ntfy(authority) as ntfy, SocksProxy(ntfy.port) as proxy:
        bell(ana.id, address=f"https://{NTFY}/topic")
        marking.arrived()
        tor = replace(STRICT, proxy=f"socks5h://127.0.0.1:{proxy.port}")
        ringing.each_minute(NOON, ways(authority, tor, names))
        assert ntfy.bodies == [ARRIVED]
        assert proxy.asked_for == [(NTFY, 443)]
    assert names.asked == []


def test_servers_that_hang_do_not_hold_the_others_up(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ringing, "BUDGET", 0.5)
    hasty = replace(QUICK, connect=0.6, read=0.6, total=0.6)
    with Ntfy(authority, Talk.hold) as hanging, Ntfy(authority) as ntfy:
        slow, quick = bell(somebody().id, address=hanging.topic()), bell(somebody().id, address=ntfy.topic())
        monkeypatch.setattr(random, "shuffle", lambda ids: ids.sort(key=lambda one: one == quick.pk))
        marking.arrived()
        ringing.each_minute(NOON, ways(authority, hasty))
        assert (hanging.connections, ntfy.connections) == (1, 0), "the minute's time is used up"
        ringing.each_minute(NOON + HOUR / 60, ways(authority, hasty))
        assert (hanging.connections, ntfy.connections) == (1, 1), "who hangs waits for the next hour"
    assert (row(slow.whose).failed, row(quick.whose).failed) == (True, False)


@pytest.mark.parametrize("address", [MAIL, "https://ntfy.example.org/topic"])
def test_where_a_way_is_switched_off_nothing_goes(
    address: str, authority: trustme.CA, caplog: pytest.LogCaptureFixture
) -> None:
    names = Names(["127.0.0.1"])
    assert refused(address, ways(authority, names=names, ntfy=False), caplog) == "NotTaken"
    assert names.asked == []


def test_the_ways_of_the_settings_keep_their_guard() -> None:
    found = sending.of_settings()
    assert not found.patience.allow_private
    assert found.patience.total <= 20
    assert (found.relay, found.ntfy) == (None, True)


def test_a_server_that_stops_half_way_rings_nobody_twice(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The end of the process."""

    def die(*_values: object, **_named: object) -> None:
        raise Killed

    ana = somebody()
    with Ntfy(authority) as ntfy:
        bell(ana.id, address=ntfy.topic())
        marking.arrived()
        monkeypatch.setattr(sending, "send", die)
        with pytest.raises(Killed):
            ringing.each_minute(NOON, ways(authority))
        monkeypatch.undo()
        ringing.each_minute(NOON + HOUR / 60, ways(authority))
        assert ntfy.bodies == []
        ringing.each_minute(NOON + HOUR, ways(authority))
        assert ntfy.bodies == [ARRIVED], "but the hour after it is tried again"
