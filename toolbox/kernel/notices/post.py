"""Mail through the relay that the setting names: over TLS, and with nothing of this computer in it."""

import datetime
import secrets
import smtplib
import socket
import ssl
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
WAIT = 10.0  # seconds for one step
TOTAL = 20.0  # for one letter with everything


class BadRelay(Exception):
    """The setting cannot be used. The message does not repeat it: it may hold a password."""


@dataclass(frozen=True, repr=False)  # it holds a password
class Relay:
    """The server that takes our mail."""

    host: str
    port: int
    name: str
    password: str
    at_once: bool  # TLS from the first byte; otherwise STARTTLS

    @property
    def here(self) -> bool:
        """On this very computer, where no line is between and no certificate fits."""
        return self.host in _HERE


def relay(text: str) -> Relay | None:
    """The relay of a setting; None where it is empty. Raises BadRelay."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = "", 0
    if not host or not host.isascii() or not port or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise BadRelay(
            "TOOLBOX_SMTP must look like smtps://name:password@mail.example.org:465, or smtp://… for STARTTLS."
        )
    return Relay(host, port, unquote(parts.username or ""), unquote(parts.password or ""), parts.scheme == "smtps")


def letter(sender: str, to: str, lines: Sequence[str], day: datetime.date) -> EmailMessage:
    """A notice as a letter. Its date is the day's beginning, and its number is random."""
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = to
    made["Subject"] = " / ".join(lines)
    made["Date"] = format_datetime(datetime.datetime.combine(day, datetime.time(), datetime.UTC))
    made["Message-ID"] = f"<{secrets.token_hex(16)}@{_domain(sender)}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday message answers it
    made.set_content("\n".join(lines) + "\n")
    return made


def send(relay: Relay, sender: str, to: str, lines: Sequence[str], day: datetime.date, *, tls: ssl.SSLContext) -> None:
    """Hand a notice to the relay. Raises OSError, ssl.SSLError and what smtplib raises."""
    line = _Line(relay, _domain(sender), tls)
    try:
        if not relay.at_once and not relay.here:
            line.starttls(context=tls)  # raises where the relay offers none
        if relay.name:
            line.login(relay.name, relay.password)
        line.sendmail(sender, [to], letter(sender, to, lines, day).as_bytes())
        with suppress(smtplib.SMTPException, OSError):  # it was taken, however the farewell goes
            line.quit()
    finally:
        line.close()


class _Line(smtplib.SMTP):
    """A connection that greets with the sender's domain, not with this computer's name, and that ends in good time."""

    def __init__(self, relay: Relay, greets_as: str, tls: ssl.SSLContext) -> None:
        self._relay, self._trusted = relay, tls
        self._ends: threading.Timer | None = None
        self._watched: socket.socket | None = None
        try:
            super().__init__(relay.host, relay.port, local_hostname=greets_as, timeout=WAIT)
        except BaseException:
            self._let_go()
            raise

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """smtplib's own place for another kind of socket."""
        plain = socket.create_connection((host, port), timeout)
        self._watched = plain.dup()  # by it the timer ends the connection, whatever stands on top of it
        self._ends = threading.Timer(TOTAL, self._cut, [self._watched])
        self._ends.daemon = True
        self._ends.start()
        try:
            return self._trusted.wrap_socket(plain, server_hostname=host) if self._relay.at_once else plain
        except BaseException:
            plain.close()
            raise

    def close(self) -> None:
        """Close, and stop the clock."""
        super().close()
        self._let_go()

    @staticmethod
    def _cut(watched: socket.socket) -> None:
        with suppress(OSError):
            watched.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        if self._ends is not None:
            self._ends.cancel()
        if self._watched is not None:
            self._watched.close()


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
