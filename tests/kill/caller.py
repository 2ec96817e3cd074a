"""Whoever calls a server that may be killed at any moment, and the book of what it acknowledged."""

import http.client
import json
import threading
from contextlib import closing
from random import Random
from typing import Any
from urllib.parse import urlencode

from tests.running import Running
from toolbox.kernel.members import forging

FORM = "application/x-www-form-urlencoded"
EDGE = "--------the-edge"


class Broken(Exception):
    """No answer came: the server is dead, or died before it had answered."""


class Book:
    """What was sent and what was acknowledged; several threads write in it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.awaited = ""  # what must be acknowledged in this life of the server before it may be killed
        self.ripe = threading.Event()
        self.sent: dict[str, str] = {}  # words of all that was ever sent, and what their file must be
        self.kept: dict[str, str] = {}  # acknowledged: words by id
        self.open: dict[str, str] = {}  # sent for this id, not answered yet; empty: to be dropped
        self.gone: set[str] = set()
        self.epoch = 1
        self.asked: dict[str, bytes] = {}  # forms of strangers that were acknowledged, by the code of the receipt
        self.counts: dict[str, int] = {}

    def count(self, what: str) -> None:
        """One more that was acknowledged."""
        self.counts[what] = self.counts.get(what, 0) + 1
        if what == self.awaited:
            self.ripe.set()


class Caller:
    """A browser, as far as a test needs one: signed in with these keys, or with those of somebody new."""

    def __init__(self, running: Running, keys: dict[str, str] | None = None) -> None:
        self.port = running.port
        self.cookie = ""
        self.keys = keys or {name: str(value) for name, value in self.send("/trial/begin/", {}).items()}
        self.circle = self.keys["circle"]
        self.cookie = self.send("/trial/enter/", self.keys)["cookie"]

    def page(self, what: str) -> str:
        """The address of a page of the circle."""
        return f"/c/{self.circle}/trial/{what}/"

    def send(self, path: str, fields: dict[str, str], file: bytes = b"") -> dict[str, Any]:
        """Send a form; its answer. Raises Broken."""
        status, body = self.post(path, fields, file)
        if status != http.HTTPStatus.OK:
            raise AssertionError(f"{path} answered {status}.")
        return dict(json.loads(body))

    def post(self, path: str, fields: dict[str, str], file: bytes = b"") -> tuple[int, bytes]:
        """Send a form; status and body of its answer. Raises Broken."""
        if self.cookie:
            fields = {**fields, forging.FIELD: forging.token(bytes.fromhex(self.cookie))}
        body, kind = (
            (_multipart(fields, file), f"multipart/form-data; boundary={EDGE}") if file else (_form(fields), FORM)
        )
        return self._ask("POST", path, body, {"Content-Type": kind})

    def get(self, path: str) -> dict[str, Any]:
        """Ask for a page. Raises Broken."""
        status, body = self._ask("GET", path, b"", {})
        assert status == http.HTTPStatus.OK, f"{path} answered {status}"
        return dict(json.loads(body))

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        if self.cookie:
            headers = {**headers, "Cookie": f"__Host-session={self.cookie}"}
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
                connection.request(method, path, body, headers)
                with connection.getresponse() as response:
                    return response.status, response.read()
        except (OSError, http.client.HTTPException):
            raise Broken from None


def _form(fields: dict[str, str]) -> bytes:
    return urlencode(fields).encode()


def _multipart(fields: dict[str, str], file: bytes) -> bytes:
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()
    ]
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="paper.bin"\r\n\r\n'
    return ("\r\n".join([*parts, head])).encode() + file + f"\r\n--{EDGE}--\r\n".encode()


def sentence(dice: Random, size: int = 60) -> str:
    """Words that nobody sent before."""
    return " ".join(f"{dice.randrange(1 << 48):012x}" for _word in range(max(1, size // 13)))
