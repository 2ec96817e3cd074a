"""Strangers who fill in a form, as their browsers do."""

import http.client
import re
import secrets
import socket
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

GROCERIES = "/at/saturday-table/i-need-groceries/"
WRITE = "/at/saturday-table/write-to-us/"
PLAIN = "application/x-www-form-urlencoded"
LINE = 1024 * 1024  # bytes a second


class Answer(NamedTuple):
    """What came of sending: the seconds, and the code of the receipt; empty where it was not acknowledged."""

    seconds: float
    code: str
    status: int


def carried(port: int, path: str = GROCERIES) -> str:
    """The code that a form's page carries."""
    page = _ask(port, "GET", path)[1]
    found = re.search(r'name="carried" value="([^"]+)"', page)
    if found is None:
        raise RuntimeError(f"{path} is no form.")
    return found[1]


def groceries(code: str, number: int) -> bytes:
    """A form as somebody fills it in."""
    return urlencode(
        [
            *(("q-what", "groceries"), ("q-what", "baby"), ("q-people-adults", "2"), ("q-people-children", "3")),
            *(("q-place", f"Alder Street and {number % 40}th"), ("q-reach", "call"), ("q-phone", "202 555 0143")),
            *(("q-more", "The bell does not work. " * 8), ("carried", code), ("do", "send"), ("whole", "1")),
        ]
    ).encode()


def sends(port: int, body: bytes, path: str = GROCERIES, kind: str = PLAIN) -> Answer:
    """Send it, and read the code of the receipt from the page that answers."""
    begun = time.perf_counter()
    status, page = _ask(port, "POST", path, body, {"Content-Type": kind, "Origin": f"http://127.0.0.1:{port}"})
    seconds = time.perf_counter() - begun
    found = re.search(r'name="code" value="([a-z ]+)"', page)
    return Answer(seconds, found[1] if found and status == 200 else "", status)


def knows(port: int, code: str) -> bool:
    """Whether a receipt opens, and what it is about lies there unread."""
    status, page = _ask(port, "POST", "/receipt/", urlencode({"code": code}).encode(), {"Content-Type": PLAIN})
    return status == 200 and "It is there" in page


def _ask(
    port: int, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body or None, headers or {})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def drips(port: int, code: str, size: int) -> int:
    """Send a photograph of so many bytes over a line of a megabyte a second; returns the status."""
    edge = secrets.token_hex(8)
    fields = {"q-words": "The notice on my door", "carried": code, "do": "send"}
    head = "".join(f'--{edge}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items())
    head += f'--{edge}\r\nContent-Disposition: form-data; name="q-file"; filename="door.jpg"\r\n'
    head += "Content-Type: image/jpeg\r\n\r\n"
    tail = f'\r\n--{edge}\r\nContent-Disposition: form-data; name="whole"\r\n\r\n1\r\n--{edge}--\r\n'
    length = len(head) + size + len(tail)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(
            f"POST {WRITE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            f"Content-Type: multipart/form-data; boundary={edge}\r\nContent-Length: {length}\r\n"
            f"Connection: close\r\n\r\n{head}".encode()
        )
        piece = secrets.token_bytes(LINE // 8)
        begun, sent = time.perf_counter(), 0
        while sent < size:
            line.sendall(piece[: size - sent])
            sent += len(piece)
            time.sleep(max(0.0, begun + sent / LINE - time.perf_counter()))
        line.sendall(tail.encode())
        return int(line.recv(64).split()[1])


def plain_on_disk(folder: Path, words: bytes) -> list[str]:
    """The files below a folder in which words stand in clear."""
    return [str(path) for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]
