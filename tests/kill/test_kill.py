"""The power goes, again and again, while people write, send files and change the circle's key: nothing is lost.

A real server is killed without warning twenty times. After each time everything that it had acknowledged must be
there and open, and what was half done must be whole or gone, or be carried to its end by the next requests.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from random import Random

from tests import strangers
from tests.kill import work
from tests.kill.caller import Book, Caller, sentence
from tests.running import ROOT, Running, environment, serving, toolbox

TIMES = 20
PAPERS = 1_200  # so many that a rotation takes several requests
KINDS = ("notes", "changes", "files", "rotations", "forms")
TRIAL = {"DJANGO_SETTINGS_MODULE": "tests.kill.trial_settings"}
STRAY = {
    "a record without its wrap": "SELECT count(*) FROM vault_record WHERE id NOT IN (SELECT id FROM vault_wrap)",
    "a wrap without its record": "SELECT count(*) FROM vault_wrap WHERE id NOT IN (SELECT id FROM vault_record)",
    "a claimed file without its record": "SELECT count(*) FROM vault_file WHERE record IS NOT NULL"
    " AND record NOT IN (SELECT id FROM vault_record) AND record NOT IN (SELECT id FROM intake_envelope)",
    "a claimed file without frames": "SELECT count(*) FROM vault_file WHERE record IS NOT NULL"
    " AND id NOT IN (SELECT file FROM vault_frame)",
    "a frame without its file": "SELECT count(*) FROM vault_frame WHERE file NOT IN (SELECT id FROM vault_file)",
    "an envelope without its receipt, or a receipt without its envelope": "SELECT"
    " abs((SELECT count(*) FROM intake_envelope) - (SELECT count(*) FROM intake_receipt))",
    "a slip without its receipt": "SELECT count(*) FROM intake_slip"
    " WHERE receipt NOT IN (SELECT id FROM intake_receipt)",
    "a record that no bridge leads to": "SELECT count(*) FROM vault_record r JOIN vault_circle c ON c.id = r.circle"
    " WHERE r.epoch > c.epoch OR r.epoch < c.epoch AND r.epoch NOT IN (SELECT epoch FROM vault_bridge)",
}


def kill(running: Running) -> None:
    """End the server and its worker as a power cut would: no signal handler, no last words."""
    master = running.process.pid
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    for process in [master, *map(int, workers)]:
        os.kill(process, signal.SIGKILL)


def asked(folder: Path, statement: str) -> int:
    """A number out of the database file, asked without the toolbox."""
    with closing(sqlite3.connect(folder / "data" / "toolbox.sqlite3", timeout=20)) as database:
        return int(database.execute(statement).fetchone()[0])


def look(folder: Path, when: str) -> None:
    """Nothing lies about in the database that belongs to nothing."""
    found = {what: asked(folder, statement) for what, statement in STRAY.items()}
    assert not any(found.values()), f"{when}: {found}"


def compare(book: Book, caller: Caller, when: str) -> None:
    """Everything acknowledged is there; whatever else is there was sent like that."""
    answer = caller.get(caller.page("all"))
    papers = {number: tuple(paper) for number, paper in answer["papers"].items()}
    assert answer["epoch"] >= book.epoch, f"{when}: an acknowledged rotation is gone"
    book.epoch = answer["epoch"]
    for number, (words, digest) in papers.items():
        assert book.sent.get(words) == digest, f"{when}: a paper is not what anybody sent"
        assert number not in book.gone, f"{when}: a destroyed paper is back"
    for number, words in book.kept.items():
        maybe = book.open.get(number)
        there = papers[number][0] if number in papers else ""
        assert there == words or (maybe is not None and there == maybe), f"{when}: an acknowledged paper is lost"
    settle(book, {number: words for number, (words, _digest) in papers.items()})


def settle(book: Book, papers: dict[str, str]) -> None:
    """What was not answered is decided now: it was done or it was not."""
    book.gone |= {number for number in book.open if number not in papers}
    book.open.clear()
    book.kept = papers


def remembered(book: Book, port: int, dice: Random, when: str, most: int = 12) -> None:
    """Every receipt that was shown has its envelope; the form sent once more shows the same receipt."""
    for code in dice.sample(sorted(book.asked), min(most, len(book.asked))):
        assert strangers.knows(port, code), f"{when}: an acknowledged form is lost"
        assert strangers.sends(port, book.asked[code]).code == code, f"{when}: sent again, it is another receipt"


def begin(folder: Path, book: Book, papers: int = PAPERS) -> dict[str, str]:
    """A circle with many papers; returns the keys of who made it."""
    dice = Random(1)
    words = [sentence(dice, 400) for _paper in range(papers)]
    book.sent = dict.fromkeys(words, "")
    with serving(folder, **TRIAL) as running:
        caller = Caller(running)
        for start in range(0, papers, 400):
            some = words[start : start + 400]
            ids = caller.send(caller.page("fill"), {"words": "\n".join(some)})["ids"]
            book.kept |= dict(zip(ids, some, strict=True))
    done = subprocess.run([sys.executable, "-m", "tests.saturday"], cwd=ROOT, env=environment(folder), check=False)
    assert done.returncode == 0
    return caller.keys


def live_and_die(folder: Path, keys: dict[str, str], book: Book, dice: Random, when: str) -> None:
    """One life of the server: what the last death left is looked at, people work, and it is killed."""
    with serving(folder, **TRIAL) as running:
        caller = Caller(running, keys)
        compare(book, caller, when)
        remembered(book, running.port, dice, when)
        book.awaited = dice.choice(KINDS)
        book.ripe.clear()
        people = [
            threading.Thread(target=act, args=(caller, book, Random(dice.random())))
            for act in (work.writes, work.uploads, work.turns, work.asks)
        ]
        for person in people:
            person.start()
        assert book.ripe.wait(30)
        threading.Event().wait(dice.random() * dice.choice((0.02, 0.1, 0.5)))  # a moment is chosen, nothing is awaited
        kill(running)
        for person in people:
            person.join(60)
            assert not person.is_alive()


def test_nothing_acknowledged_is_lost_and_nothing_stays_half_done(tmp_path: Path) -> None:
    dice, book = Random(20), Book()
    keys = begin(tmp_path, book)
    interrupted = 0
    for time in range(TIMES):
        live_and_die(tmp_path, keys, book, dice, f"life {time}")
        look(tmp_path, f"death {time}")
        interrupted += asked(tmp_path, "SELECT count(*) FROM vault_bridge") > 0
    assert set(book.counts) == {*KINDS, "destroyed"}
    assert interrupted, "no rotation was cut short in twenty times"
    with serving(tmp_path, **TRIAL) as running:
        caller = Caller(running, keys)
        compare(book, caller, "at the end")
        while caller.get(caller.page("all"))["moving"]:
            pass
        compare(book, caller, "after the last rotation was carried to its end")
        remembered(book, running.port, dice, "at the end", most=len(book.asked))
    assert len(book.asked) <= asked(tmp_path, "SELECT count(*) FROM intake_envelope")
    assert asked(tmp_path, "SELECT count(*) FROM vault_bridge") == 0
    behind = "SELECT count(*) FROM vault_record r JOIN vault_circle c ON c.id = r.circle WHERE r.epoch <> c.epoch"
    assert asked(tmp_path, behind) == 0, "of both circles, that of the papers and that of the form"
    assert asked(tmp_path, "SELECT max(epoch) FROM vault_circle") == book.epoch
    sweep(tmp_path)


def sweep(folder: Path) -> None:
    """Pieces of files that broke off go, once their hour is over."""
    assert asked(folder, "SELECT count(*) FROM vault_file WHERE record IS NULL") > 0, (
        "no file broke off in twenty times"
    )
    with closing(sqlite3.connect(folder / "data" / "toolbox.sqlite3")) as database:
        database.execute("UPDATE vault_file SET waits_until = '2026-01-01 00:00:00' WHERE record IS NULL")
        database.commit()
    done = toolbox(folder, "sweep")
    assert done.returncode == 0, done.stderr
    assert asked(folder, "SELECT count(*) FROM vault_file WHERE record IS NULL") == 0
    look(folder, "after the sweep")
    with closing(sqlite3.connect(folder / "data" / "toolbox.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
