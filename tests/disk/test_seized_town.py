"""An officer with the disk of a toolbox in which people have written everything that it lets them write.

Every form that can be reached is filled in with canaries, files too; errors, broken lines and oversized uploads are
provoked. Nothing of it is on the disk. It walks by the links and forms of the pages: a new tool falls under it on its
first day, and an address that no link leads to fails.
"""

import contextlib
import datetime
import re
import socket
from pathlib import Path

import pytest

from tests.disk import boarding, mailing, noting, tabling
from tests.disk.filling import Filler, links, route
from tests.disk.test_seized_disk import CANARY, leaks
from tests.running import Running, serving, toolbox
from tests.visitor import Page, Upload, Visitor
from toolbox.kernel.registry.audience import SEALED, addresses

PIN = "73910426"
# Shown once; nobody here has told how it went; this circle sends nothing by mail; what was put together is
# apart; and no promise runs out within a day.
NO_LINK = {"founded", "recovered", "curating_take_back", "need_posted", "need_part", "needs_free"}
PHONE = "2025550187"
TOMORROW = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)).date().isoformat()
# What fields of the board want, so that they take it: a number, days, amounts, how it ended.
NEEDED = {
    **{"asker_phone": PHONE, "by_day": "2031-05-04", "again_day": "2031-05-04"},
    **{"mail": "seized@example.org", "sum": "12.50", "back": "1", "at_once": "2", "again_at": "18:00"},
    **{"people-adults": "2", "people-children": "1", "people-small": "0"},
    **{"how": "call", "outcome": "talked", "end": "met"},
    **{"minutes": "10", "count": "3", "day": TOMORROW, "slot": f"{TOMORROW} 14:00"},
}
PUBLIC = {"public_reason": "It has ended.", "public_reason_es": "Ya no existe."}  # written to be read by everybody


def code_of(running: Running) -> str:
    """The founding code that the server printed."""
    return next(line.strip() for line in running.output().splitlines() if re.fullmatch(r"    (\w+ ){6}\w+", line))


def founds(running: Running) -> tuple[Visitor, Page, str]:
    """Somebody founds a circle by its pages; returns their browser, the page that follows, and their passphrase."""
    visitor = Visitor(running)
    page = visitor.get("/found/")
    page = visitor.send(page, page.form("code"), code=code_of(running))
    form = page.form("handle", "proposed")
    proposed = next(one.value for one in form.fields if one.name == "proposed")
    page = visitor.send(
        page,
        form,
        handle=f"{CANARY} handle",
        name=f"{CANARY} name",
        circle=f"{CANARY} circle",
        purpose=f"{CANARY} purpose",
        passphrase=proposed,
    )
    assert page.status == 200
    assert visitor.cookies, "signed in"
    return visitor, page, proposed


def test_a_town_that_wrote_everything_down_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(tmp_path, TMPDIR=str(temporary)) as running:
        code = code_of(running)
        visitor, _page, passphrase = founds(running)
        invited = invites(visitor)
        joins(running, invited)
        boarding.puts_together(visitor, first_circle(visitor), CANARY, PHONE)
        boarding.names_zones(visitor, first_circle(visitor), CANARY)
        provoke(running, signs_in(running, passphrase))
        curators = keeps_the_list(tmp_path, visitor)
        form = mailing.publishes(visitor, first_circle(visitor))
        for round_ in range(2):
            for _stranger in range(3):
                mailing.writes(running, form, CANARY, mailing.picture(CANARY))
                mailing.asks(running, CANARY)
            if not round_:
                mailing.tells(running, CANARY)
                mailing.takes_on(visitor, first_circle(visitor), 8)
        known = {"pin": PIN, "old_passphrase": "not the passphrase", **PUBLIC, **mailing.PUBLIC, **NEEDED}
        known |= mailing.ASKED
        started = {"kit": "food-sharing", "circle": first_circle(visitor).strip("/").removeprefix("c/")}
        filler = Filler(visitor, CANARY, {**known, **started})
        tabling.brings_in(visitor, first_circle(visitor), CANARY)
        inbox = links(visitor.get(f"{first_circle(visitor)}inbox/?show=open"))
        filler.first("needs_take_on", *(link for link in inbox if route(link) == "inbox_item"))
        noting.removes(visitor, first_circle(visitor), CANARY)
        filler.first("note", f"{first_circle(visitor)}notes/removed/")
        filler.walk("/desk/")
        assert filler.answers <= {200, 403, 404, 405, 409, 413, 422, 503}, filler.answers
        wanted = {address.name for address in addresses() if address.audience in SEALED} - NO_LINK
        unseen = wanted - filler.seen - {name for name, _fields in filler.sent}
        assert not unseen, f"no link and no form leads to {sorted(unseen)}"
        for secret in (CANARY, passphrase, code, PIN, invited, curators, PHONE):
            found = [path for path in leaks(tmp_path, secret) if not (secret == code and path == "output.txt")]
            assert found == [], "while it runs"
    assert toolbox(tmp_path, "sweep").returncode == 0
    for secret in (CANARY, passphrase, PIN, invited, PHONE):
        assert leaks(tmp_path, secret) == [], "and when it was stopped"
    assert [path for path in leaks(tmp_path, code) if path != "output.txt"] == []


def first_circle(visitor: Visitor) -> str:
    """The address of the first circle on the desk."""
    return next(link for link in visitor.get("/desk/").read().links if route(link) == "circle")


def invites(visitor: Visitor) -> str:
    """An invite for somebody; returns its seven words."""
    page = visitor.get(f"{first_circle(visitor)}invite/")
    page = visitor.send(page, page.form("for_whom"), for_whom=f"{CANARY} invited")
    words = re.findall(r"<li><strong>([^<]+)</strong></li>", page.text)
    assert len(words) == 7
    return " ".join(words)


def keeps_the_list(folder: Path, visitor: Visitor) -> str:
    """The circle takes the code with which it keeps the public list; something from elsewhere waits there."""
    code = toolbox(folder, "library", "curators").stdout.strip()
    page = visitor.get(f"{first_circle(visitor)}curating/take/")
    page = visitor.send(page, page.form("code"), code=code)
    assert page.address.endswith("/curating/"), page.text
    file = folder / "other.json"
    file.write_text(
        '[{"id": "one", "name": "Corner Shelf", "description": "Take and leave.", "status": "active", '
        '"organization_id": "two"}]'
    )
    assert toolbox(folder, "library", "import-hsds", str(file)).returncode == 0
    return code


def joins(running: Running, code: str) -> Visitor:
    """Somebody joins with an invite on paper, and makes themselves a member."""
    visitor = Visitor(running)
    page = visitor.get("/join/")
    page = visitor.send(page, page.form("code"), code=code)
    form = page.form("handle", "proposed")
    proposed = next(one.value for one in form.fields if one.name == "proposed")
    names = {"handle": f"{CANARY} second", "name": f"{CANARY} comrade", "passphrase": proposed}
    page = visitor.send(page, form, "", {name: value for name, value in names.items() if name in form.names})
    assert visitor.cookies, page.text
    return visitor


def signs_in(running: Running, passphrase: str) -> Visitor:
    """The same person with another browser."""
    visitor = Visitor(running)
    page = visitor.get("/in/")
    page = visitor.send(
        page, page.form("handle", "passphrase"), handle=f"{CANARY} handle", passphrase=passphrase, pin=PIN
    )
    assert visitor.cookies, page.text[:500]
    return visitor


def provoke(running: Running, visitor: Visitor) -> None:
    """Too large, cut off, forged, too late."""
    notes = f"{first_circle(visitor)}notes/new/"
    page = visitor.get(notes)
    form = next(form for form in page.read().forms if any(one.kind == "file" for one in form.fields))
    field = next(one.name for one in form.fields if one.kind == "file")
    title = {one.name: f"{CANARY} title" for one in form.fields if one.kind in {"text", "textarea"}}
    large = visitor.send(page, form, "", {**title, field: Upload(f"{CANARY}.bin", CANARY.encode() * 1_900_000)})
    assert large.status < 500
    assert CANARY in large.text, "what was typed is still there"
    forged = Visitor(running)
    forged.cookies = dict.fromkeys(visitor.cookies, "0" * 64)
    ended = forged.send(page, form, "", title)
    assert ended.status == 403
    assert CANARY in ended.text, "what was typed travels in the sign-in page"
    _cut_off(running, visitor, notes, field)


def _cut_off(running: Running, visitor: Visitor, path: str, field: str) -> None:
    """An upload whose line breaks in the middle."""
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    body = f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="{CANARY}.txt"\r\n\r\n{CANARY}' * 50
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nCookie: {cookie}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(body) * 20}\r\n\r\n"
    )
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", running.port), timeout=10) as line:
        line.sendall((head + body).encode())
        line.shutdown(socket.SHUT_WR)
        line.recv(100)


@pytest.mark.parametrize("word", [CANARY])
def test_a_tool_that_writes_in_clear_is_caught(word: str, tmp_path: Path) -> None:
    """The same search over a database that holds the canary in a column, as a careless tool would leave it."""
    import sqlite3

    (tmp_path / "data").mkdir()
    base = sqlite3.connect(tmp_path / "data" / "toolbox.sqlite3")
    base.execute("CREATE TABLE careless (words TEXT)")
    base.execute("INSERT INTO careless VALUES (?)", [word])
    base.commit()
    base.close()
    assert leaks(tmp_path, word) == ["data/toolbox.sqlite3"]
