"""A file is sealed while it comes in, stored in frames, opened again, and damaged in every way."""

import hashlib
import os
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings

from toolbox.kernel.vault.streams import FRAME, SEALED, Damaged, Sealer, opened, padme

KEY = bytes(range(32))
FILE = b"file 1"
SIZE = 3 * FRAME + 7
PHOTO = Random(1).randbytes(SIZE)


def sealed(content: bytes, key: bytes = KEY, file: bytes = FILE) -> tuple[bytes, list[bytes]]:
    sealer = Sealer(key, file)
    return sealer.header, [*sealer.write(content), *sealer.finish()]


HEADER, FRAMES = sealed(PHOTO)


def read(
    frames: Iterable[bytes], key: bytes = KEY, header: bytes = HEADER, size: int = SIZE, file: bytes = FILE
) -> bytes:
    return b"".join(opened(key, header, frames, size, file))


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, SIZE, 40 * FRAME + 1])
def test_what_was_sealed_is_opened_again(size: int) -> None:
    content = os.urandom(size)
    sealer = Sealer(KEY, FILE)
    frames = [*sealer.write(content), *sealer.finish()]
    assert read(frames, header=sealer.header, size=size) == content
    assert (sealer.size, sealer.digest) == (size, hashlib.sha256(content).hexdigest())
    assert {len(frame) for frame in frames[:-1]} <= {SEALED}
    assert sum(len(frame) - 17 for frame in frames) == padme(size)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2 * FRAME), max_size=8), st.integers(0, 255))
def test_it_does_not_matter_in_what_pieces_a_file_comes(sizes: list[int], filling: int) -> None:
    sealer, frames = Sealer(KEY, FILE), list[bytes]()
    for size in sizes:
        frames += sealer.write(bytes([filling]) * size)
    frames += sealer.finish()
    content = bytes([filling]) * sum(sizes)
    assert read(frames, header=sealer.header, size=len(content)) == content
    assert (sealer.size, sealer.digest) == (len(content), hashlib.sha256(content).hexdigest())
    assert {len(frame) for frame in frames[:-1]} <= {SEALED}


def test_frames_come_out_as_they_fill_and_none_is_lost_if_somebody_forgets_to_take_them() -> None:
    sealer = Sealer(KEY, FILE)
    assert list(sealer.write(PHOTO[:FRAME])) == []
    first = list(sealer.write(PHOTO[FRAME : FRAME + 1]))
    sealer.write(PHOTO[FRAME + 1 :])
    rest = list(sealer.finish())
    assert len(first) == 1
    assert read(first + rest, header=sealer.header) == PHOTO


def test_a_finished_file_takes_nothing_more() -> None:
    sealer = Sealer(KEY, FILE)
    list(sealer.finish())
    with pytest.raises(ValueError, match="finished"):
        sealer.write(b"one more")
    with pytest.raises(ValueError, match="finished"):
        sealer.finish()


def test_a_file_sealed_long_ago_still_opens() -> None:
    header = bytes.fromhex("6b9d3f532004c3914aa716ad60c32e2db0e3f5b7cb856249")
    frame = bytes.fromhex("5fad18440a9cdb7180e7d1ab8fc29ad7cc9c551df8bf9470692be8")
    assert read([frame], header=header, size=9) == b"Riverbend"


def test_the_same_file_sealed_twice_looks_different_and_shows_nothing() -> None:
    again = sealed(PHOTO)[1]
    assert not set(FRAMES) & set(again)
    assert not any(PHOTO[:16] in frame for frame in FRAMES)


def changed(number: int, place: int) -> list[bytes]:
    frame = bytearray(FRAMES[number])
    frame[place] ^= 1
    return [*FRAMES[:number], bytes(frame), *FRAMES[number + 1 :]]


@pytest.mark.parametrize("number", range(len(FRAMES)))
@pytest.mark.parametrize("place", [0, 1, 2000, -17, -1])
def test_a_changed_bit_is_seen(number: int, place: int) -> None:
    refused(changed(number, place))


WHERE = range(len(FRAMES))
OTHER = sealed(PHOTO)[1]
DAMAGE: dict[str, Callable[[int], list[bytes]]] = {
    "dropped": lambda n: FRAMES[:n] + FRAMES[n + 1 :],
    "doubled": lambda n: FRAMES[: n + 1] + FRAMES[n:],
    "moved to the front": lambda n: [FRAMES[n - 1], *FRAMES[: n - 1], *FRAMES[n:]] if n > 1 else FRAMES[::-1],
    "cut off after it": lambda n: FRAMES[:n],
    "cut within": lambda n: [*FRAMES[:n], FRAMES[n][:-1], *FRAMES[n + 1 :]],
    "cut to nothing": lambda n: [*FRAMES[:n], b"", *FRAMES[n + 1 :]],
    "made longer": lambda n: [*FRAMES[:n], FRAMES[n] + b"\0", *FRAMES[n + 1 :]],
    "from another sealing": lambda n: [*FRAMES[:n], OTHER[n], *FRAMES[n + 1 :]],
    "the end too early": lambda n: [*FRAMES[:n], FRAMES[-1]] if n < len(FRAMES) - 1 else [FRAMES[-1]],
}


@pytest.mark.parametrize("number", WHERE)
@pytest.mark.parametrize("how", DAMAGE)
def test_a_frame_that_is_not_as_it_was_is_seen(how: str, number: int) -> None:
    refused(DAMAGE[how](number))


@pytest.mark.parametrize(
    "more", [b"", b"x", FRAMES[-1], FRAMES[0]], ids=["an empty frame", "a byte", "the end again", "the start again"]
)
def test_nothing_may_follow_the_end(more: bytes) -> None:
    refused([*FRAMES, more])


def test_a_file_that_was_never_finished_does_not_open() -> None:
    sealer = Sealer(KEY, FILE)
    frames = list(sealer.write(PHOTO))
    refused(frames, header=sealer.header)


@pytest.mark.parametrize(("parts", "tag"), [([FRAME, 2048], 0), ([FRAME - 1, 2049], 3), ([FRAME + 2048], 3)])
def test_frames_made_with_the_key_but_without_the_form_do_not_open(parts: list[int], tag: int) -> None:
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    header = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, KEY)
    size = FRAME + 2048
    closing = FILE + size.to_bytes(8, "little")
    frames = [bindings.crypto_secretstream_xchacha20poly1305_push(state, bytes(part), FILE) for part in parts[:-1]]
    frames.append(bindings.crypto_secretstream_xchacha20poly1305_push(state, bytes(parts[-1]), closing, tag))
    with pytest.raises(Damaged):
        list(opened(KEY, header, frames, size, FILE))


def test_other_keys_headers_and_files_do_not_open_it() -> None:
    refused(FRAMES, key=bytes(32))
    refused(FRAMES, header=bytes(24))
    refused(FRAMES, header=HEADER[:-1])
    refused(FRAMES, file=b"file 2")
    refused(FRAMES, file=b"")


@pytest.mark.parametrize("size", [-1, 0, 1, SIZE - 1, SIZE + 1, padme(SIZE), SIZE + FRAME, SIZE - FRAME, 10**15])
def test_a_size_that_is_not_the_true_one_is_seen_even_within_the_padding(size: int) -> None:
    refused(FRAMES, size=size)


def test_an_empty_file_has_an_end_too() -> None:
    header, frames = sealed(b"")
    assert [len(frame) for frame in frames] == [17]
    assert list(opened(KEY, header, frames, 0, FILE)) == []
    with pytest.raises(Damaged):
        list(opened(KEY, header, [], 0, FILE))


def refused(
    frames: list[bytes], key: bytes = KEY, header: bytes = HEADER, size: int = SIZE, file: bytes = FILE
) -> None:
    """The reading stops with `Damaged`, and what came before it was true."""
    came = b""
    with pytest.raises(Damaged):  # noqa: PT012 - what came before it counts too
        for piece in opened(key, header, frames, size, file):
            came += piece
    assert PHOTO.startswith(came)


def test_files_of_nearly_one_size_take_the_same_room() -> None:
    def room(size: int) -> int:
        return sum(map(len, sealed(bytes(size))[1]))

    assert room(1_000_001) == room(1_015_000) == room(1_015_808)
    assert room(1_000_001) < room(1_015_809)


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 0), (1, 1), (8, 8), (9, 10), (17, 18), (100, 104), (1000, 1024), (65_537, 67_584), (50_000_000, 50_331_648)],
)
def test_lengths_are_rounded_up_as_the_paper_says(length: int, padded: int) -> None:
    assert padme(length) == padded


@given(st.integers(1, 2**45))
def test_padding_costs_less_than_an_eighth_and_never_shrinks(length: int) -> None:
    assert length <= padme(length) < length * 9 / 8
    assert padme(padme(length)) == padme(length) <= padme(length + 1)


def test_few_sizes_remain() -> None:
    sizes = {padme(length) for length in range(1_000_000, 2_000_000, 100)}
    assert len(sizes) < 70
    assert all(two - one >= 16_384 for one, two in pairwise(sorted(sizes)))


def test_fifty_megabytes_pass_through_two_of_memory() -> None:
    piece = os.urandom(FRAME)
    pieces = 763

    def through(sealer: Sealer) -> Iterator[bytes]:
        for _ in range(pieces):
            yield from sealer.write(piece)
        yield from sealer.finish()

    sealer, whole = Sealer(KEY, FILE), 0
    tracemalloc.start()
    try:
        for opening in opened(KEY, sealer.header, through(sealer), pieces * FRAME, FILE):
            whole += len(opening)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert whole == sealer.size == pieces * FRAME > 49_999_000
    assert most < 2_000_000
