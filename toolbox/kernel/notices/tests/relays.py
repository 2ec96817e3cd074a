"""Real mail servers on this computer: with TLS or STARTTLS, with names and passwords, willing or not."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "localhost"  # the name that its certificate bears
NAME, PASSWORD = "bells", "p@ss: word/1"


class Taken:
    """Takes letters and remembers them; answers each recipient with `answer`."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer = answer
        self.letters: list[Envelope] = []
        self.greeted_as: list[str] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(envelope)
        self.greeted_as.append(session.host_name or "")
        self.encrypted.append(session.ssl is not None)
        return "250 OK"

    def login(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        """aiosmtpd asks here whether a name and a password are right."""
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        right = (data.login, data.password) == (NAME.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)


class Secure(Controller):
    """TLS from the first byte. aiosmtpd's own trial call would ask for a certificate that it can check."""

    def _trigger_server(self) -> None:
        anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection((self.hostname, self.port), 5) as plain, anybody.wrap_socket(plain) as line:
            line.recv(1024)
            line.sendall(b"QUIT\r\n")
            line.recv(1024)


def server_side(authority: trustme.CA, name: str = HOST) -> ssl.SSLContext:
    """What a mail server shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """Who trusts it, and nobody else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


@contextmanager
def relay(taken: Taken, *, at_once: ssl.SSLContext | None = None, **how: Any) -> Iterator[int]:
    """A mail server for the length of a block; gives its port."""
    kind = Secure if at_once else Controller
    controller = kind(taken, hostname="127.0.0.1", port=_free(), ssl_context=at_once, **how)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
