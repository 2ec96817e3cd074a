"""Somebody tries everything in an invented town first: it is there in seconds, whole, the same again, and fiction."""

import datetime
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.people import again, browser
from tests.running import PATIENCE, ROOT, Running, environment, free_port, serving, toolbox
from tests.setup.riverbend import codes, opened, riverbend, standing, told
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import agreeing, freezing, inviting, papering, stopping
from toolbox.kernel.circles.records import Act, Role
from toolbox.kernel.members import accounts
from toolbox.kernel.members.models import MemberRow
from toolbox.kernel.members.passphrase import judge
from toolbox.kernel.retention import days as retention
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.held import Held
from toolbox.library.curating import holding
from toolbox.site.demo import chance, pinning, script, telling
from toolbox.site.demo.building import Built, build
from toolbox.tools.notes.records import HERE, PAGE, REMOVED, Page, PageFile

MONDAY = datetime.date(2026, 11, 2)


class Town(NamedTuple):
    """The town of seed 1, and what one that stood before it told."""

    built: Built
    before: Built
    told_before: dict[str, list[str]]


pytestmark = pytest.mark.dear  # the town is built once for all of these, at the real cost


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Built twice, and then there for all stories here."""
    with django_db_blocker.unblock():
        now = timezone.now()
        with standing(1, now) as before:
            told_before = told(before)
        with standing(1, now) as built:
            yield Town(built, before, told_before)


@pytest.fixture
def there(town: Town, db: None) -> Built:
    """The town, for a story that may change it: afterwards it is as it was."""
    return town.built


def test_the_same_seed_is_the_same_town_under_other_keys(town: Town, there: Built) -> None:
    def random_things(built: Built) -> set[int | bytes]:
        members = built.residents.values()
        return {*built.circles.values(), *(me.id for me in members), *(me.private for me in members)}

    days = {group.settings.made for group in (opened(there, "wren", "Riverbend Bail Fund"),)}
    if days != {groups.today() - datetime.timedelta(days=riverbend().circles[0].made)}:
        pytest.skip("Midnight came between the two towns.")
    assert told(there) == town.told_before
    assert not random_things(there) & random_things(town.before)


def test_another_seed_has_other_passphrases_and_other_hands() -> None:
    def hands(seed: int) -> list[str]:
        circles = riverbend().circles
        return [one.by for each in circles for note in each.note for one in pinning.editions(note, each, seed, MONDAY)]

    assert hands(1) == hands(1) != hands(2)
    assert chance.passphrase(1, "wren", "en") != chance.passphrase(2, "wren", "en")
    assert chance.passphrase(1, "wren", "en") != chance.passphrase(1, "heron", "en")
    assert not {code.text for code in codes(1)} & {code.text for code in codes(2)}


def test_what_stands_there(there: Built) -> None:
    assert len(there.residents) == 12
    assert len(there.circles) == 5
    founders = {circle.name: circle.person[0].handle for circle in riverbend().circles}
    circles = [opened(there, founder, name).circle for name, founder in founders.items()]
    assert sum(one.count(Page, HERE) + one.count(Page, REMOVED) for one in circles) == 90
    files = [file for one in circles for file in one.shelf(PageFile, *_shelves(one.shelf(Page)))]
    starts = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG", "text/csv": b"", "text/plain": b""}
    assert {held.value.attachment.media_type for held in files} == set(starts)
    assert len(files) >= 12
    for held in files:
        assert b"".join(filing.content(held.value.attachment)).startswith(starts[held.value.attachment.media_type])
    assert {len(again(me).circles) for me in there.residents.values()} == {2, 3}


def _shelves(pages: list[Held[Page]]) -> list[str]:
    return [str(held.id) for held in pages]


def test_somebody_signs_in_with_what_was_printed_and_finds_the_lawyer(there: Built) -> None:
    printed = next(line for line in telling.table(riverbend(), 1) if line.startswith("sorrel"))
    words = " ".join(printed.split()[1:7])
    assert judge(words, "en", ["sorrel"]) == ""
    me = accounts.sign_in("Sorrel", words, "", timezone.now())
    assert me is not None
    found = groups.opened(me, there.circles["Dusk Patrol"]).circle.search("lawyer on call", Page, HERE)
    assert "Phone numbers" in {held.title for held in found}


def test_the_pages_of_a_circle_show_its_notes(there: Built) -> None:
    client = browser(there.residents["ibis"])
    listed = client.get(reverse("notes", args=[there.circles["Larkspur Street Tenants"]])).content.decode()
    assert "Si llega una orden de desalojo" in listed
    assert "Who has which key" not in listed  # removed
    assert "{day" not in listed


def test_one_is_frozen_until_a_second_one_wants_them_back(there: Built) -> None:
    now, words = timezone.now(), chance.passphrase(1, "plover", "en")
    later = now + datetime.timedelta(days=3)
    assert accounts.sign_in("plover", words, "", later) is None
    assert freezing.restore(opened(there, "juniper", "Dusk Patrol"), there.residents["plover"].id, later)
    assert accounts.sign_in("plover", words, "", later) is not None


def test_a_proposal_waits_for_a_second_keeper(there: Built) -> None:
    heron = opened(there, "heron", "Riverbend Bail Fund")
    (waiting,) = heron.settings.proposals
    assert waiting.act == Act.REMOVE
    agreeing.agree(heron, waiting.id)
    assert "June" not in {one.name for one in opened(there, "heron", "Riverbend Bail Fund").settings.people}


def test_one_circle_keeps_the_public_list(there: Built) -> None:
    table = opened(there, "tansy", "The Saturday Table")
    assert holding.curates(table.circle)
    assert not holding.curates(opened(there, "wren", "Riverbend Bail Fund").circle)
    page = browser(again(there.residents["tansy"])).get(reverse("curating", args=[table.id])).content.decode()
    assert "1 entry from elsewhere waits to be read." in page
    shelf = browser(again(there.residents["tansy"])).get("/library/ferry-square-shelf/").content.decode()
    assert "We put one beside the laundry" in shelf


def test_a_legal_paper_a_paper_member_an_invite_and_a_shorter_time(there: Built) -> None:
    assert stopping.until(opened(there, "wren", "Larkspur Street Tenants"))
    (name,) = there.shares
    comes_back = papering.come_back(there.shares[name][1:])
    assert groups.opened(comes_back, there.circles[name]).mine.role == Role.PAPER
    (name,) = there.codes
    _circle, held, entry = inviting.look(there.codes[name], timezone.now())
    assert (held.value.name, entry.words) == (name, "Fern, from the reading evening")
    assert retention.days(PAGE, held.value.shortened) == 7


def test_the_town_is_older_than_today(there: Built) -> None:
    for circle in riverbend().circles:
        group = opened(there, circle.person[0].handle, circle.name)
        assert group.settings.made == groups.today() - datetime.timedelta(days=circle.made)
        assert all(held.value.changed <= timezone.now() for held in group.circle.shelf(Page, HERE))
        assert all(held.value.changed.date() >= group.settings.made for held in group.circle.shelf(Page))


@pytest.mark.parametrize(
    ("typed", "language", "shown"),
    [
        ("{day}", "en", "Monday 2 November"),
        ("el {day+3}", "es", "el jueves 5 de noviembre"),
        ("{saturday}", "en", "Saturday 7 November"),
        ("{saturday-1}", "en", "Saturday 31 October"),
        ("{day-2},x", "", "2026-10-31,x"),
        ("{other}", "en", "{other}"),
    ],
)
def test_days_stand_in_their_places(typed: str, language: str, shown: str) -> None:
    assert chance.dated(typed, MONDAY, language) == shown


def texts() -> Iterator[str]:
    """Every text of the town."""
    for path in sorted((settings.CONTENT / "demo").glob("*.toml")):
        yield path.read_text("utf-8")


def test_everything_in_it_is_clearly_made_up() -> None:
    for text in texts():
        assert not re.search(r"https?:|www\.", text)
        assert {found.split("@")[1] for found in re.findall(r"\S+@[\w.]*\w", text)} <= {"example.org"}
        numbers = re.findall(r"(?<![\w-])\d{3}[-. ]\d{4}(?!\w)|\(\d{3}\)|\+\d[\d ]{6,}", text)
        assert all(re.fullmatch(r"555-01\d\d", number) for number in numbers), numbers


def test_every_place_for_a_day_is_filled_and_time_runs_forward() -> None:
    for circle in riverbend().circles:
        for note in circle.note:
            editions = pinning.editions(note, circle, 1, MONDAY)
            for edition in editions:
                assert not re.search(r"[{}]", edition.words.title + edition.words.text), note.title
            days = [edition.when.date() for edition in editions]
            assert days == sorted(set(days)), note.title


def test_a_town_that_cannot_be_finished_leaves_nobody_behind(there: Built) -> None:
    people = (script.Person("rook", "Rook", 9, Role.KEEPER),)
    note = script.Note("Keys", "Under the stone.", by="somebody else", days=1)
    circle = script.Circle("Stone Lane", "", 9, 9, "", people, (note,))
    members = MemberRow.objects.count()
    with pytest.raises(KeyError):
        build(script.Town((script.Resident("rook"),), (circle,)), 1, timezone.now())
    assert MemberRow.objects.count() == members


@contextmanager
def demo(folder: Path) -> Iterator[Running]:
    """`toolbox demo` until the block ends."""
    port = free_port()
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "toolbox", "demo"],
            cwd=ROOT, env=environment(folder, PORT=str(port)), stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield answering(Running(port, folder, process))
        finally:
            process.terminate()
            process.wait(PATIENCE)


def answering(running: Running) -> Running:
    """The same, once it answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.process.poll() is None:
        try:
            page(f"{running.address}/healthz")
            return running
        except OSError:
            time.sleep(0.05)  # waiting for a process, not for a result
    raise AssertionError(running.output())


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def test_the_command_builds_once_and_then_leaves_it(tmp_path: Path) -> None:
    begun = time.monotonic()
    with demo(tmp_path) as running:
        assert time.monotonic() - begun < 45  # some five seconds where nothing else runs
        assert "An invented town" in page(f"{running.address}/")
        output = running.output()
    assert "Building Riverbend" in output
    assert "Share 3 of 3" in output
    assert "/found/" not in output
    for line in [*telling.table(riverbend(), 1), *telling.receipts(riverbend(), 1)]:
        assert line in output
    later = toolbox(tmp_path, "demo", "--no-serve", "--seed", "1")
    assert later.returncode == 0, later.stderr
    assert "stands already" in later.stdout
    assert "Share 3 of 3" not in later.stdout
    with serving(tmp_path) as running:  # the town again, whatever command it is started with
        assert "An invented town" in page(f"{running.address}/")


def test_real_people_and_other_towns_are_left_alone(tmp_path: Path) -> None:
    assert toolbox(tmp_path, "demo", "--no-serve", "--seed", "7").returncode == 0
    other = toolbox(tmp_path, "demo", "--no-serve", "--seed", "2")
    assert other.returncode == 1
    assert "stands the town of seed 7" in other.stderr
    (tmp_path / "data" / "demo").unlink()  # a folder with members that is no demo
    real = toolbox(tmp_path, "demo", "--no-serve")
    assert real.returncode == 1
    assert "has members, and is no demo" in real.stderr
    assert not (tmp_path / "data" / "demo").exists()


def test_no_town_while_debugging(tmp_path: Path) -> None:
    done = toolbox(tmp_path, "demo", "--no-serve", TOOLBOX_DEBUG="yes")
    assert done.returncode == 1
    assert "TOOLBOX_DEBUG is on" in done.stderr
