"""Somebody sends a file that is meant to do harm: it costs nothing but a sentence."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from toolbox.kernel.pictures import showing
from toolbox.kernel.pictures.kinds import Kind
from toolbox.kernel.pictures.picture import Picture
from toolbox.kernel.pictures.showing import MOST, SECONDS, shown
from toolbox.kernel.pictures.tests.bombs import BOMBS, NO_PICTURES, jpeg_that_says
from toolbox.kernel.pictures.tests.cameras import CANARY, KINDS, POINTS_ONLY, parts, saved, scene, telling
from toolbox.kernel.pictures.trouble import CannotShow


def attempt(content: bytes, media_type: str = "image/jpeg", seconds: float = SECONDS) -> str:
    """What is said when this file cannot be shown."""
    with pytest.raises(CannotShow) as trouble:
        shown([content], media_type, seconds=seconds)
    assert trouble.value.__cause__ is None
    return str(trouble.value)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_nothing_but_a_sentence(name: str) -> None:
    content = BOMBS[name]()
    assert len(content) < MOST, "small enough to be sent"
    begun = time.monotonic()
    said = attempt(content, seconds=4.0)
    assert time.monotonic() - begun < 6
    assert "too large" in said or "damaged" in said or "too long" in said


def test_a_small_jpeg_that_says_it_is_large_is_grey_where_nothing_is() -> None:
    begun = time.monotonic()
    picture = shown([jpeg_that_says(11_000, 11_000)], "image/jpeg")
    assert time.monotonic() - begun < SECONDS
    assert len(picture.body) < 100_000


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_not_shown(name: str) -> None:
    said = attempt(NO_PICTURES[name])
    assert "none that can be shown here" in said or "damaged" in said


def test_what_does_not_even_say_that_it_is_a_picture_gets_another_sentence() -> None:
    assert attempt(NO_PICTURES["PDF"], "application/pdf") == "This file is no picture, so it is not shown."


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_was_cut_off_is_not_taken_for_the_whole(kind: Kind) -> None:
    content = saved(scene(), "GIF") if kind == "GIF" else telling(kind)
    for length in (20, len(content) // 2, len(content) - 40):
        assert "damaged" in attempt(content[:length])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(2))
def test_a_garbled_picture_is_shown_or_not_and_nothing_else(kind: Kind, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(telling(kind))
    for _ in range(8):
        content[chance.randrange(16, len(content))] ^= 1 << chance.randrange(8)
    with suppress(CannotShow):
        assert set(parts(shown([bytes(content)], "image/jpeg").body)) <= POINTS_ONLY


def test_a_file_that_is_two_things_becomes_one() -> None:
    script = b"<script>alert(1)</script>PK\x03\x04"
    for kind in KINDS:
        assert script not in shown([telling(kind), script * 1000], "text/html").body


def test_a_file_that_never_ends_is_let_go() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        yield telling("JPEG")
        while True:
            taken += 65_536
            yield bytes(65_536)

    with pytest.raises(CannotShow, match="too large"):
        shown(endless(), "image/jpeg")
    assert taken <= MOST


def test_a_file_that_does_not_open_breaks_off() -> None:
    class Damaged(Exception):
        pass

    def pieces() -> Iterator[bytes]:
        yield telling("JPEG")
        raise Damaged

    with pytest.raises(Damaged):
        shown(pieces(), "image/jpeg")


def test_a_third_picture_waits_for_its_turn_and_then_is_asked_to_come_back() -> None:
    for _ in range(showing.AT_ONCE):
        showing._turns.acquire()
    try:
        assert "Try again in a minute" in attempt(telling("JPEG"), seconds=0.05)
    finally:
        for _ in range(showing.AT_ONCE):
            showing._turns.release()
    assert shown([telling("JPEG")], "image/jpeg").width == 96


@pytest.mark.parametrize(
    "answer",
    [
        Picture(body=b"<script>", media_type="image/jpeg", width=9, height=9),
        Picture(body=b"\xff\xd8\xff", media_type="image/png", width=9, height=9),
        Picture(body=b"\xff\xd8\xff", media_type="image/jpeg", width=11, height=9),
    ],
)
def test_what_a_child_answers_is_not_believed(answer: Picture) -> None:
    assert not answer.is_as_asked(10)


def test_the_process_that_asks_keeps_nothing_of_the_file_and_never_loads_the_readers() -> None:
    story = (
        "import resource, sys\n"
        "from toolbox.kernel.pictures.showing import shown\n"
        "def pieces(content):\n"
        "    yield content\n"
        "    for _ in range(300):\n"
        "        yield bytes(100_000)\n"
        "content = sys.stdin.buffer.read()\n"
        "shown([content], 'image/jpeg')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "shown(pieces(content), 'image/jpeg')\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(after - before, sorted({'PIL', 'pillow_heif', '_pillow_heif'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", story], input=telling("JPEG"), capture_output=True, check=True)
    grown, loaded = done.stdout.decode().split(maxsplit=1)
    assert int(grown) < 4000, "KiB, of a file of 30 MB"
    assert loaded.strip() == "[]"
    assert CANARY not in done.stderr.decode()
