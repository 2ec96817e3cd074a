"""An officer with the disk of a toolbox to which strangers wrote: every public form, every field, every mishap.

Half of it is taken in and answered, half waits. Nothing of it is on the disk, nor any code of a receipt; and what was
withdrawn or swept is nowhere, even for an officer who has all keys and a member's passphrase.
"""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from tests.disk import asking, mailing
from tests.disk.asking import Stranger
from tests.disk.test_seized_disk import CANARY, leaks
from tests.disk.test_seized_town import first_circle, founds, invites, joins, keeps_the_list
from tests.running import PATIENCE, ROOT, Running, environment, serving, toolbox
from tests.visitor import Page, Visitor
from toolbox.kernel.projects import starters
from toolbox.kernel.projects.records import MOST_FORMS

PAGE = "/at/saturday-table/"
LIBRARY = ("/library/suggest/", "/library/went/", "/library/food-not-bombs/went/", "/kits/bail-fund/went/")
LANGUAGES = ("", "/es", "/ar")  # words, words, digits
GONE, SWEPT, KEPT = "Lorcan-Pangolin", "Ottilie-Numbat", "Ignacia-Okapi"
SEALED = {
    "intake_envelope": ("key", "body"),
    "intake_receipt": ("lookup",),
    "intake_slip": ("sealed",),
    "vault_record": ("body",),
    "vault_wrap": ("key",),
    "vault_frame": ("body",),
}
PIECE = 24  # bytes by which something sealed is known again


def trial(folder: Path) -> dict[str, str]:
    """Settings with a language whose receipts are digits, in a folder that holds all that is written."""
    (folder / "temporary").mkdir()
    return {
        "DJANGO_SETTINGS_MODULE": "tests.browser.trial_settings",
        "TOOLBOX_TRIAL": str(folder / "trial"),
        "TMPDIR": str(folder / "temporary"),
    }


def settled(running: Running) -> tuple[Visitor, str]:
    """A circle of two; returns the browser of who founded it, and their passphrase."""
    visitor, _page, passphrase = founds(running)
    joins(running, invites(visitor))
    return visitor, passphrase


def publishes(visitor: Visitor) -> Iterator[list[str]]:
    """Every form that a circle can begin with, on its page: so many at once as fit. Gives the addresses that are new.

    What was sent with a form that was taken away afterwards stays, and so does its receipt.
    """
    circle = first_circle(visitor)
    mailing.publishes(visitor, circle)
    there = public(visitor)
    yield there
    names = [name for name, _starter in starters.offered() if name not in {"write-to-us", "i-need-support"}]
    while names:
        begun = []
        for name in names[: MOST_FORMS - len(there)]:
            page = visitor.get(f"{circle}page/forms/")
            begun.append(visitor.send(page, page.form("begin"), f"begin={name}").address)
        del names[: len(begun)]
        sends_the_only_form(visitor, f"{circle}page/publish/")
        yield [address for address in public(visitor) if address not in there]
        for address in begun:
            sends_the_only_form(visitor, f"{address}remove/")


def sends_the_only_form(visitor: Visitor, address: str) -> None:
    """A page that asks before it does something."""
    page = visitor.get(address)
    sent = visitor.send(page, next(form for form in page.read().forms if form.method == "post" and not form.action))
    assert sent.status == 200, sent.text


def public(visitor: Visitor) -> list[str]:
    """The addresses of the forms that everybody finds on the page."""
    return sorted({link for link in visitor.get(PAGE).read().links if link.startswith(PAGE) and link != PAGE})


def takes(visitor: Visitor, words: str = "") -> Page:
    """A member takes in the first that has these words in its line; returns its page."""
    inbox = f"{first_circle(visitor)}inbox/"
    page = visitor.get(inbox)
    found = re.search(rf'href="([^"]+/inbox/new/[^"]+)"(?:(?!</li>).)*{words}', page.text, re.DOTALL)
    assert found, "it waits"
    page = visitor.get(found[1])
    return visitor.send(page, next(form for form in page.read().forms if form.action.endswith("/take/")), "do=take")


def answers(visitor: Visitor, item: Page, words: str) -> None:
    """A member answers, and closes it with a last word."""
    for act in ("answer", "close"):
        page = visitor.get(f"{item.address}{act}/")
        sent = visitor.send(page, page.form("version", "words"), words=f"{words} {act}")
        assert sent.address == item.address, sent.text


def database(folder: Path) -> closing[sqlite3.Connection]:
    """The database, asked without the toolbox."""
    return closing(sqlite3.connect(folder / "data" / "toolbox.sqlite3", timeout=20))


def waiting(folder: Path) -> set[int]:
    """The envelopes that wait."""
    with database(folder) as base:
        return {number for (number,) in base.execute("SELECT id FROM intake_envelope")}


def sealed(folder: Path) -> set[bytes]:
    """Everything sealed that the database holds."""
    with database(folder) as base:
        questions = [f"SELECT {column} FROM {table}" for table, columns in SEALED.items() for column in columns]
        return {bytes(row[0]) for question in questions for row in base.execute(question) if row[0]}


def pieces(one: bytes) -> list[bytes]:
    """By which it is known again, wherever a page of the file ended."""
    return [one[at : at + PIECE] for at in {0, len(one) // 2, max(0, len(one) - PIECE)}]


def remains(folder: Path, what: set[bytes]) -> int:
    """Of how many a piece stands in any file."""
    files = [path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file()]
    return sum(any(piece in file for file in files for piece in pieces(one)) for one in what)


def opened(folder: Path, passphrase: str, codes: list[str], **settings: str) -> bytes:
    """What all keys and a passphrase open."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.disk.opening"],
        input=json.dumps({"handle": f"{CANARY} handle", "passphrase": passphrase, "codes": codes}).encode(),
        cwd=ROOT,
        env=environment(folder, **settings),
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_what_strangers_sent_is_in_no_file(tmp_path: Path) -> None:
    settings = trial(tmp_path)
    with serving(tmp_path, **settings) as running:
        visitor, _passphrase = settled(running)
        keeps_the_list(tmp_path, visitor)
        strangers: list[Stranger] = []
        for addresses in chain([LIBRARY], publishes(visitor)):
            for address in addresses:
                language = LANGUAGES[len(strangers) % len(LANGUAGES)]
                strangers.append(Stranger(running, f"{CANARY}-{len(strangers)}"))
                strangers[-1].sends(language + address)
        assert len(strangers) == len(starters.everything()) + 2, "two more lead to the same form"
        for number, _half in enumerate(strangers[::2]):
            item = takes(visitor)
            if number % 2:
                answers(visitor, item, f"{CANARY} answer")
        for one in strangers[: len(LANGUAGES)]:
            one.comes_back()
        assert any(one.code.isdecimal() for one in strangers)
        codes = {way for one in strangers for way in asking.spellings(one.code)}
        assert leaks(tmp_path, CANARY, *asking.digits(), *codes) == [], "while it runs"
        clumsy = Stranger(running, f"{CANARY}-falls")
        clumsy.stumbles(f"{PAGE}write-to-us/")
        assert leaks(tmp_path, CANARY) == [], "whatever goes wrong"
    assert toolbox(tmp_path, "sweep", **settings).returncode == 0
    codes |= asking.spellings(clumsy.code)
    assert leaks(tmp_path, CANARY, *asking.digits(), *codes) == [], "and when it was stopped"


def test_what_was_withdrawn_or_swept_is_nowhere_even_with_all_keys_in_hand(tmp_path: Path) -> None:
    settings = trial(tmp_path)
    form = f"{PAGE}write-to-us/"
    with serving(tmp_path, **settings) as running:
        visitor, passphrase = settled(running)
        mailing.publishes(visitor, first_circle(visitor))
        people = {name: [Stranger(running, f"{name}-{where}") for where in ("there", "taken")] for name in (GONE, KEPT)}
        for waits, taken in people.values():
            waits.sends(form)
            taken.sends(form)
            answers(visitor, takes(visitor, f"{taken.canary} "), f"{taken.canary} answer")
            taken.opens(do="write", text=f"{taken.canary} more")
        late, there = Stranger(running, SWEPT), waiting(tmp_path)
        late.sends(form)
        (its_envelope,) = waiting(tmp_path) - there
        codes = [one.code for one in (*people[GONE], *people[KEPT], late)]
        before = sealed(tmp_path)
        found = opened(tmp_path, passphrase, codes, **settings)
        for name in (GONE, SWEPT, KEPT):
            assert name.encode() in found, "the keys open it while it is there"
        for one in people[GONE]:
            one.withdraws()
        with database(tmp_path) as base, base:
            base.execute("UPDATE intake_envelope SET dies = '2020-01-06' WHERE id = ?", [its_envelope])
    assert toolbox(tmp_path, "sweep", **settings).returncode == 0
    gone = before - sealed(tmp_path)
    # Two envelopes, each with its key; two receipts with seven slips but one; a record and its key; three photographs.
    assert len(gone) >= 17
    assert remains(tmp_path, before - gone) >= 17, "the search finds what is there"
    assert remains(tmp_path, gone) == 0
    found = opened(tmp_path, passphrase, codes, **settings)
    assert KEPT.encode() in found
    assert not [name for name in (GONE, SWEPT) if name.encode() in found]
    assert leaks(tmp_path, GONE) == []


def test_a_form_that_keeps_words_in_clear_is_caught(tmp_path: Path) -> None:
    """It takes in and seals as every other, and leaves a note of it in a table: the same search finds that."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.disk.broken_settings"}
    with serving(tmp_path, **settings) as running:
        pantry = [sys.executable, "-m", "tests.pantry"]
        subprocess.run(pantry, cwd=ROOT, env=environment(tmp_path, **settings), check=True, timeout=PATIENCE)
        Stranger(running, GONE).sends("/at/porch-pantry/i-need-groceries/")
        assert leaks(tmp_path, GONE) == []
        Stranger(running, KEPT).sends("/careless/")
    assert leaks(tmp_path, GONE) == []
    assert "data/toolbox.sqlite3" in leaks(tmp_path, KEPT)
