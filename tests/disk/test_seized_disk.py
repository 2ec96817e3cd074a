"""An officer with the server's disk on a desk: nothing that anybody asked for, sent or came from is on it.

A real toolbox is started, canaries are sent in every way that a request can carry something, errors are provoked,
then it is stopped and everything that it wrote is searched. A deliberately leaking page proves that the search finds.
"""

import base64
import gzip
import http.client
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.running import ROOT, Running, serving, toolbox

CANARY = "Zuzanna-Quokka"
FROM = "127.0.0.1"


def forms(text: str) -> set[bytes]:
    """The ways in which a text can stand on a disk."""
    plain = text.encode()
    return {
        plain,
        text.lower().encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        plain.hex().encode(),
        quote(text).encode(),
        *(base64.b64encode(b" " * pad + plain)[4 : -4 or None] for pad in range(3)),
    }


def contents(path: Path) -> Iterator[bytes]:
    """A file as it stands, and unpacked where it is packed."""
    data = path.read_bytes()
    yield data
    for unpack in (gzip.decompress, zlib.decompress):
        try:
            yield unpack(data)
        except (OSError, EOFError, zlib.error):
            continue


def leaks(folder: Path, *texts: str) -> list[str]:
    """The files below a folder that hold any of the texts in any form, in their names too."""
    wanted = {form for text in texts for form in forms(text)}
    found = []
    for path in folder.rglob("*"):
        named = any(text in path.name for text in texts)
        if path.is_file() and (named or any(form in data for data in contents(path) for form in wanted)):
            found.append(str(path.relative_to(folder)))
    return found


def send(running: Running, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    connection = http.client.HTTPConnection(FROM, running.port, timeout=20)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        with connection.getresponse() as response:
            response.read()
            return response.status
    except (http.client.HTTPException, OSError):
        return 0
    finally:
        connection.close()


def provoke(running: Running) -> set[int]:
    """Send the canary in every way that a request can carry something."""
    word = quote(CANARY)
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    multipart = {"Content_Type": "multipart/form-data; boundary=b"}
    part = f'--b\r\nContent-Disposition: form-data; name="put"; filename="{CANARY}.txt"\r\n\r\n{CANARY}\r\n--b--\r\n'
    large = part.replace("\r\n--b--", CANARY * 400_000 + "\r\n--b--")
    return {
        send(running, "GET", f"/library/?q={word}"),
        send(running, "GET", f"/es/library/?q={word}&kind={word}&after={word}", Cookie=f"list={CANARY.lower()}"),
        send(running, "GET", f"/library/{CANARY.lower()}/", User_Agent=CANARY, Referer=f"https://example.org/{CANARY}"),
        send(running, "GET", f"/{word}", X_Forwarded_For="198.51.100.77", Forwarded=f"for={CANARY}"),
        send(running, "GET", f"/hsds/services?search={word}&postcode={word}"),
        send(running, "GET", f"/library/booklet/pdf/?r={CANARY.lower()}&paper={word}"),
        send(running, "GET", f"/library/list/?r={CANARY.lower()}"),
        send(running, "POST", "/library/list/change/", f"put={word}&back=/{word}".encode(), **form),
        send(
            running,
            "POST",
            "/library/list/change/",
            f"put={word}".encode(),
            Origin=f"https://{CANARY}.example.org",
            **form,
        ),
        send(running, "POST", "/library/list/change/", part.encode(), **multipart),
        send(running, "POST", "/library/list/change/", large.encode(), **multipart),
        send(running, "POST", f"/library/?q={word}", CANARY.encode() * 100_000, **form),
        send(running, "GET", f"/%00{word}%ff"),
        send(running, "GET", "/library/", Host=f"{CANARY}.example.org"),
        send(running, "GET", "/library/", Host=f"{CANARY} bad host"),
        send(running, CANARY.upper(), "/library/"),
        send(running, "GET", f"/library/?q={word * 1000}"),
        send(running, "GET", f"/{word}", X_Canary=CANARY * 2_000),
    }


def test_nothing_that_anybody_sent_is_on_the_disk(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(tmp_path, TMPDIR=str(temporary)) as running:
        answers = provoke(running)
        assert {200, 302, 400, 403, 404} <= answers, "the requests reached the pages that they were meant for"
        assert leaks(tmp_path, CANARY) == [], "while it runs: database, WAL, temporary files, output"
    assert leaks(tmp_path, CANARY) == [], "and when it was stopped"
    assert leaks(tmp_path, "198.51.100.77") == []
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "output.txt"]
    for path in written:
        if path.suffix in {".sqlite3", ".sqlite3-wal", ".log"}:
            assert FROM.encode() not in path.read_bytes()
    assert "GET" not in running.output()


def test_what_breaks_is_logged_without_what_was_sent(tmp_path: Path) -> None:
    """Errors of our own, of Django's and of the server's: type, file and line, never a value."""
    with serving(tmp_path, DJANGO_SETTINGS_MODULE="tests.disk.broken_settings") as running:
        assert send(running, "GET", f"/break/?word={quote(CANARY)}", User_Agent=CANARY) == 500
    output = running.output()
    assert "ValueError" in output
    assert "broken_urls.py" in output
    assert CANARY not in output
    assert leaks(tmp_path, CANARY) == []


def test_a_leaking_page_is_caught(tmp_path: Path) -> None:
    """The search would find a page that writes down what it is sent."""
    with serving(tmp_path, DJANGO_SETTINGS_MODULE="tests.disk.broken_settings") as running:
        assert send(running, "GET", f"/leak/?word={quote(CANARY)}") == 200
    assert leaks(tmp_path, CANARY) == ["data/leak.bin"]


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda data: data, base64.b64encode])
def test_the_search_finds_packed_texts(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    (tmp_path / "a").write_bytes(pack(b"xx" + CANARY.encode() + b"yy"))
    assert leaks(tmp_path, CANARY) == ["a"]


def test_only_the_owner_enters_the_folders(tmp_path: Path) -> None:
    assert toolbox(tmp_path, "library", "find", "bail").returncode == 0
    for folder in (tmp_path / "data", tmp_path / "data-keys"):
        assert folder.stat().st_mode & 0o777 == 0o700
    key = tmp_path / "data-keys" / "signing"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_text() not in {p.read_text(errors="replace") for p in (tmp_path / "data").glob("*") if p.is_file()}


def test_the_repository_holds_no_key() -> None:
    assert not (ROOT / "data-keys").exists() or "data-keys" in (ROOT / ".gitignore").read_text()
    assert os.path.exists(ROOT / ".gitignore")


def test_what_is_written_is_its_owners_alone(tmp_path: Path) -> None:
    assert toolbox(tmp_path, "library", "find", "bail").returncode == 0
    for path in (tmp_path / "data").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path.name
