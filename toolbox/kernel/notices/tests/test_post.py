"""Mail, as the relay gets it: the fixed words, the way there sealed, and nothing of this computer."""

import re
import smtplib
import socket
import ssl
import time
from datetime import date
from typing import Any

import pytest
import trustme

from toolbox.kernel.notices import post, texts
from toolbox.kernel.notices.rules import Says
from toolbox.kernel.notices.tests.relays import NAME, PASSWORD, Taken, relay, server_side, trusting
from toolbox.kernel.notices.tests.town import MAIL
from toolbox.kernel.outside.tests.servers import Server, Talk

FROM = "bell@toolbox.example.org"
DAY = date(2026, 3, 9)
LINES = texts.lines(Says.DUE)
LOGIN = "bells:p%40ss%3A%20word%2F1@"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def to(address: str) -> post.Relay:
    found = post.relay(address)
    assert found
    return found


def over(address: str, authority: trustme.CA | None = None) -> None:
    post.send(to(address), FROM, MAIL, LINES, DAY, tls=trusting(authority or trustme.CA()))


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> str:
    """A computer whose name tells something."""
    name = "laptop-of-alder.riverbend.example"
    monkeypatch.setattr(socket, "getfqdn", lambda *_given: name)
    monkeypatch.setattr(socket, "gethostname", lambda: name)
    return name


def test_nothing_but_the_fixed_text_goes_over_the_wire(named: str, authority: trustme.CA) -> None:
    taken = Taken()
    with relay(taken, at_once=server_side(authority)) as port:
        over(f"smtps://localhost:{port}", authority)
    (letter,) = taken.letters
    assert (letter.mail_from, letter.rcpt_tos) == (FROM, [MAIL])
    assert isinstance(letter.content, bytes)
    head, _gap, body = letter.content.decode("ascii").partition("\r\n\r\n")
    assert body == "Something is due.\r\nHay algo pendiente.\r\n"
    number = re.search(r"(?m)^Message-ID: <[0-9a-f]{32}@toolbox\.example\.org>\r$", head)
    assert number
    assert head.replace(number[0] + "\n", "").split("\r\n") == [
        f"From: {FROM}",
        f"To: {MAIL}",
        "Subject: Something is due. / Hay algo pendiente.",
        "Date: Mon, 09 Mar 2026 00:00:00 +0000",
        "Auto-Submitted: auto-generated",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: 7bit",
        "MIME-Version: 1.0",
    ]
    assert taken.greeted_as == ["toolbox.example.org"], "nor does the greeting name this computer"
    assert named not in letter.content.decode()


def test_two_letters_have_nothing_in_common_but_the_words() -> None:
    one, other = (post.letter(FROM, MAIL, LINES, DAY)["Message-ID"] for _letter in range(2))
    assert one != other


def test_a_name_and_a_password_go_over_tls(authority: trustme.CA) -> None:
    taken = Taken()
    with relay(taken, at_once=server_side(authority), authenticator=taken.login, auth_require_tls=False) as port:
        over(f"smtps://{LOGIN}localhost:{port}", authority)
    assert taken.logins == [(NAME.encode(), PASSWORD.encode())]
    assert len(taken.letters) == 1


def test_a_wrong_password_sends_nothing(authority: trustme.CA) -> None:
    taken = Taken()
    with (
        relay(taken, at_once=server_side(authority), authenticator=taken.login, auth_require_tls=False) as port,
        pytest.raises(smtplib.SMTPAuthenticationError),
    ):
        over(f"smtps://bells:wrong@localhost:{port}", authority)
    assert taken.letters == []


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """A mail server's name that leads to this computer without being its own."""
    system = socket.getaddrinfo
    name = "mail.example.org"

    def lead(host: str, *values: Any, **named: Any) -> object:
        return system("127.0.0.1" if host == name else host, *values, **named)

    monkeypatch.setattr(socket, "getaddrinfo", lead)
    return name


def test_starttls_comes_before_the_password(authority: trustme.CA, elsewhere: str) -> None:
    taken = Taken()
    tls = server_side(authority, elsewhere)
    with relay(taken, tls_context=tls, authenticator=taken.login, auth_require_tls=True) as port:
        over(f"smtp://{LOGIN}{elsewhere}:{port}", authority)
    assert taken.encrypted == [True]
    assert len(taken.logins) == 1


def test_a_server_without_starttls_gets_neither_password_nor_letter(authority: trustme.CA, elsewhere: str) -> None:
    taken = Taken()
    with (
        relay(taken, authenticator=taken.login, auth_require_tls=False) as port,
        pytest.raises(smtplib.SMTPNotSupportedError),
    ):
        over(f"smtp://{LOGIN}{elsewhere}:{port}", authority)
    assert (taken.logins, taken.letters) == ([], [])


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_for_another_name_gets_nothing(scheme: str, authority: trustme.CA, elsewhere: str) -> None:
    taken = Taken()
    wrong = server_side(authority, "other.example.org")
    how = {"at_once": wrong} if scheme == "smtps" else {"tls_context": wrong}
    with relay(taken, **how) as port, pytest.raises(ssl.SSLCertVerificationError):
        over(f"{scheme}://{LOGIN}{elsewhere}:{port}", authority)
    assert taken.letters == []


def test_a_certificate_that_nobody_vouches_for_gets_nothing(authority: trustme.CA) -> None:
    taken = Taken()
    with relay(taken, at_once=server_side(authority)) as port, pytest.raises(ssl.SSLCertVerificationError):
        over(f"smtps://localhost:{port}")
    assert taken.letters == []


def test_on_this_very_computer_no_certificate_is_asked_for() -> None:
    taken = Taken()
    with relay(taken) as port:
        over(f"smtp://127.0.0.1:{port}")
    assert (len(taken.letters), taken.encrypted) == (1, [False])


@pytest.mark.parametrize("answer", ["550 No such person", "450 Greylisted: come again later", "554 5.7.1 Spam"])
def test_a_refusal_is_told(answer: str) -> None:
    taken = Taken(answer)
    with relay(taken) as port, pytest.raises(smtplib.SMTPRecipientsRefused):
        over(f"smtp://127.0.0.1:{port}")
    assert taken.letters == []


def test_where_nobody_listens_it_fails_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        over(f"smtp://127.0.0.1:{port}")


def _drips(talk: Talk) -> None:
    """Greets without end: each byte comes in time, the whole never does."""
    while not talk.ended.wait(0.05):
        talk.send(b"220-")


class Silent(Server):
    """A server that takes the line and then behaves at once, without reading."""

    def talk(self, connection: socket.socket) -> None:
        self._behaviour(Talk(connection, b"", self._ended))


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
@pytest.mark.parametrize("behaviour", [Talk.hold, _drips], ids=["silent", "dripping"])
def test_a_server_that_keeps_one_waiting_is_left(
    scheme: str, behaviour: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "WAIT", 0.3)
    monkeypatch.setattr(post, "TOTAL", 0.5)
    with Silent(behaviour) as server:  # type: ignore[arg-type]
        begun = time.monotonic()
        with pytest.raises((OSError, smtplib.SMTPException)):
            over(f"{scheme}://127.0.0.1:{server.port}")
        assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "text",
    ["mail.example.org", "http://mail.example.org", "smtps://", "smtp://a:99999", "smtps://mail.example.org/inbox",
     "smtps://mail.example.org?tls=no", "smtp://é"],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_told_without_repeating_it(text: str) -> None:
    with pytest.raises(post.BadRelay) as refusal:
        post.relay(text)
    assert str(refusal.value).startswith("TOOLBOX_SMTP must look like smtps://name:password@mail.example.org:465")
    assert post.relay("") is None


def test_a_relay_does_not_show_its_password() -> None:
    found = to("smtps://bells:s%20t@mail.example.org")
    assert (found.port, found.name, found.password, found.at_once) == (465, "bells", "s t", True)
    assert (to("smtp://mail.example.org").port, to("smtp://mail.example.org").at_once) == (587, False)
    assert "s t" not in repr(found)
