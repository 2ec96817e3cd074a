"""Whatever bytes come down a line, a form answers with a sentence, and keeps what it acknowledged. A real server."""

import gzip
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from tests.running import PATIENCE, ROOT, Running, environment, serving
from toolbox.kernel.pictures.tests.bombs import NO_PICTURES, jpeg_that_says

FORM = "/trial/every/"
EDGE = b"edge-of-the-form"
MULTIPART = b"multipart/form-data; boundary=" + EDGE
PLAIN = b"application/x-www-form-urlencoded"
FINE = {200, 400, 403, 405, 408, 411, 413, 417, 429, 431, 501, 503}
SENT = re.compile(rb'name="code" value="([a-z ]+)"')
SPOILT = (b"\0", b"\r\n", b"--" + EDGE, b"--", b'"', b"\xff\xfe", b"\xed\xa0\x80", b"%", b"=", b";", b"\r\n\r\n", b"*=")


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A toolbox with public forms."""
    folder = tmp_path_factory.mktemp("line")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.asking.settings", "TOOLBOX_TRIAL": str(folder / "locale")}
    seed = [sys.executable, "-m", "tests.asking.seed"]
    subprocess.run(seed, cwd=ROOT, env=environment(folder, **settings), check=True, timeout=PATIENCE)
    with serving(folder, **settings) as running:
        yield running
        assert "Traceback" not in running.output()
        assert "Error" not in running.output()


def said(running: Running, raw: bytes) -> bytes:
    """What comes back for these bytes; nothing where the server only hangs up."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as line:
        with suppress(OSError):  # it may have heard enough
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
        pieces = []
        with suppress(OSError):
            while piece := line.recv(65_536):
                pieces.append(piece)
    return b"".join(pieces).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")


def posts(running: Running, body: bytes, kind: bytes = MULTIPART, *more: bytes, length: int | None = None) -> bytes:
    """Send a body to the form with these headers."""
    head = [
        b"POST " + FORM.encode() + b" HTTP/1.1",
        b"Host: 127.0.0.1:%d" % running.port,
        b"Connection: close",
        b"Content-Type: " + kind,
        b"Content-Length: %d" % (len(body) if length is None else length),
        *more,
    ]
    return said(running, b"\r\n".join(head) + b"\r\n\r\n" + body)


def status(answer: bytes) -> int:
    """The status of an answer; 0 where there is none."""
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.") else 0


def fine(answer: bytes) -> bool:
    """A status that we mean, and a sentence with it where a page came at all."""
    return status(answer) in FINE and (b"<h1" in answer or status(answer) not in {200, 403, 413, 429, 503})


def part(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    """A field of a form."""
    return (
        b"--"
        + EDGE
        + b'\r\nContent-Disposition: form-data; name="'
        + name
        + b'"'
        + more
        + b"\r\n\r\n"
        + value
        + b"\r\n"
    )


def right(running: Running, photo: bytes = b"a letter", name: bytes = b"letter.jpg") -> bytes:
    """A form as a browser sends it, with a photograph and a fresh code."""
    page = said(running, b"GET %b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" % FORM.encode())
    carried = re.search(rb'name="carried" value="([^"]+)"', page)
    assert carried
    return (
        part(b"q-about", b"The rent")
        + part(b"q-paper", b"yes")
        + part(b"q-photo", photo, b'; filename="' + name + b'"\r\nContent-Type: image/jpeg')
        + part(b"q-phone", b"415 555 0199")
        + part(b"carried", carried[1])
        + part(b"do", b"send")
        + part(b"whole", b"1")
        + b"--" + EDGE + b"--\r\n"
    )  # fmt: skip


def envelopes(folder: Path) -> int:
    """How many wait."""
    with closing(sqlite3.connect(folder / "data" / "toolbox.sqlite3", timeout=20)) as base:
        return int(base.execute("SELECT count(*) FROM intake_envelope").fetchone()[0])


def test_a_spoilt_form_is_sent_whole_or_not_at_all(forms: Running) -> None:
    dice, before, codes = Random(4), envelopes(forms.folder), set()
    for number in range(60):
        body = right(forms)
        start, end = sorted(dice.randrange(len(body)) for _end in range(2))
        cut = dice.choice((start, min(end, start + 9), end))
        body = body[:start] + dice.choice(SPOILT) * dice.choice((0, 1, 1, 300)) + body[cut:]
        answer = posts(forms, body)
        assert fine(answer), f"spoilt form {number}: {answer[:300]!r}"
        if found := SENT.search(answer):
            codes.add(found[1])
    assert envelopes(forms.folder) - before == len(codes), "each acknowledged one is there, and no other"
    assert 5 < len(codes) < 60, "some were whole enough, some were not"


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (MULTIPART + b"; charset=utf-16", []),
        (MULTIPART + b"; charset=no-such-thing", []),
        (b"multipart/form-data; boundary=" + b"b" * 4_000, []),
        (b'multipart/form-data; boundary="' + EDGE + b'\xff"', []),
        (b"multipart/mixed; boundary=" + EDGE, []),
        (PLAIN + b"; charset=ucs-4", []),
        (b"text/html", []),
        (b"\xff\xfe", []),
        (MULTIPART, [b"Content-Encoding: gzip"]),
        (MULTIPART, [b"Expect: 100-continue"]),
        (MULTIPART, [b"Accept-Language: " + b"x" * 4_000, b"Cookie: session=" + b"\xff" * 64]),
        (MULTIPART, [b"Transfer-Encoding: chunked"]),
        (MULTIPART, [b"Origin: http://[::1"]),
        (MULTIPART, [b"X: " + b"y" * 200_000]),
    ],
)
def test_headers_that_lie(kind: bytes, more: list[bytes], forms: Running) -> None:
    before = envelopes(forms.folder)
    answer = posts(forms, right(forms), kind, *more)
    # Of both a length and chunks a server may only hang up.
    assert fine(answer) or (b"Transfer-Encoding: chunked" in more and not answer), answer[:300]
    assert envelopes(forms.folder) - before == bool(SENT.search(answer))


@pytest.mark.parametrize(
    "body",
    [
        part(b"q-about", b"x" * 3_000_000),
        b"".join(part(b"q-%d" % number, b"1") for number in range(5_000)),
        part(b"q-" + b"n" * 300_000, b"1"),
        part(b"q-photo", b"x", b'; filename="' + b"../" * 2_000 + b'letter.jpg"'),
        part(b"q-photo", b"x", b"; filename*=utf-8''%ff%00%0d%0aX:1.jpg"),
        part(b"q-photo", b"%%%", b'; filename="a.jpg"\r\nContent-Transfer-Encoding: base64'),
        part(b"q-photo", b"x" * 2_000, b'; filename="a.jpg"\r\nContent-Type: ' + b"i" * 90_000),
        b"".join(part(b"q-photo", b"x", b'; filename="a%d.jpg"' % number) for number in range(300)),
        part(b"q-photo", b"x", b'; filename="a.jpg"') + part(b"q-about", b"x" * 3_000_000),
        part(b"q-photo", b"x", b'; filename="a.jpg"') + b"".join(part(b"q", b"1") for _one in range(5_000)),
        gzip.compress(bytes(30_000_000)),
        b"--" + EDGE + b"\r\n" + b"A: b\r\n" * 20_000 + b"\r\n\r\n--" + EDGE + b"--",
        b"--" + EDGE * 50_000,
    ],
    ids=range(13),
)
def test_bodies_that_are_too_much(body: bytes, forms: Running) -> None:
    before = envelopes(forms.folder)
    assert fine(answer := posts(forms, body + b"--" + EDGE + b"--\r\n")), answer[:300]
    assert envelopes(forms.folder) == before


def test_a_length_that_lies(forms: Running) -> None:
    body = right(forms)
    before = envelopes(forms.folder)
    for length in (0, 7, len(body) // 2, len(body) - 80):
        answer = posts(forms, body, length=length)
        assert not SENT.search(answer), f"of {len(body)} bytes {length} were announced"
        assert status(answer) in FINE
    assert envelopes(forms.folder) == before
    assert SENT.search(posts(forms, body)), "the same code is still good"
    again = posts(forms, body, length=len(body) * 9)
    assert status(again) in {0, *FINE}, "more was announced than came"
    assert envelopes(forms.folder) == before + 1


def test_files_that_lie_are_sealed_as_they_are_and_never_opened(forms: Running) -> None:
    before = envelopes(forms.folder)
    lies = [jpeg_that_says(65_500, 65_500), gzip.compress(bytes(30_000_000)), b"PK\3\4" * 9_000, *NO_PICTURES.values()]
    for lie in lies[:3]:
        assert SENT.search(posts(forms, right(forms, lie))), "a stranger is not told what is wrong with a photograph"
    assert SENT.search(posts(forms, right(forms, NO_PICTURES["SVG"], b"\xf0\x9f\x93\xb7\xe2\x80\xae.jpg")))
    assert envelopes(forms.folder) - before == 4
