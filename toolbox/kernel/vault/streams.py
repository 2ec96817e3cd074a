"""Files sealed while they stream in and opened while they stream out, in frames, with a size that tells little.

The cipher is libsodium's secretstream (XChaCha20-Poly1305), which ties every frame to those before it. What is
stored is the header, the frames in their order, and, inside the sealed record, the key and the true size.
"""

import hashlib
from collections.abc import Iterable, Iterator

from nacl import bindings
from nacl.exceptions import CryptoError

from toolbox.kernel.vault import trouble

FRAME = 65_536
"""Bytes of content in a frame; only the last may have fewer."""
MARK = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
"""Bytes that sealing adds to a frame: its tag and its proof."""
SEALED = FRAME + MARK
"""Bytes of a full sealed frame: cut what is stored into pieces of this size to open it."""
HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
"""Bytes of the header."""

_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class Damaged(trouble.Damaged):
    """What is stored is not, whole and in order, what was sealed under this key, id and size."""


def padme(length: int) -> int:
    """Round a length in bytes up, by less than an eighth, so that few different lengths remain.

    Padmé, algorithm 1 of Nikitin et al., “Reducing Metadata Leakage from Encrypted Files and Communication with
    PURBs”, 2019: a length is kept like a floating-point number whose mantissa is no longer than its exponent.
    """
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    dropped = (1 << (exponent - exponent.bit_length())) - 1
    return (length + dropped) & ~dropped


class Sealer:
    """Seals one file: `write` its pieces, then `finish`; store `header` and every frame that comes out, in order.

    `key` is 32 bytes, random, and never used for a second file. `bound` (the file's id) is no secret and not stored
    by the stream: the file opens only for who names the same one. Raises `ValueError` after `finish`.
    """

    def __init__(self, key: bytes, bound: bytes) -> None:
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        self.header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        self.size = 0
        """True bytes written until now."""
        self._bound = bound
        self._hash = hashlib.sha256()
        self._held = bytearray()
        self._finished = False

    @property
    def digest(self) -> str:
        """SHA-256 of the content written until now, in hex."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> Iterator[bytes]:
        """Take in a piece of any size; out come the frames that are full, `SEALED` bytes each, often none."""
        self._open_still()
        self._hash.update(data)
        self._held += data
        self.size += len(data)
        return self._full()

    def finish(self) -> Iterator[bytes]:
        """Pad with zeros and close: out come the frames that are left, at least one. Without them nothing opens."""
        self._open_still()
        self._finished = True
        return self._rest()

    def _open_still(self) -> None:
        if self._finished:
            raise ValueError("This file was finished.")

    def _full(self) -> Iterator[bytes]:
        # A frame that is just full waits: it may be the last, and only the last is marked so.
        while len(self._held) > FRAME:
            frame = bytes(self._held[:FRAME])
            del self._held[:FRAME]
            yield self._push(frame, self._bound, _MORE)

    def _rest(self) -> Iterator[bytes]:
        yield from self._full()
        missing = padme(self.size) - self.size
        while len(self._held) + missing > FRAME:
            missing -= FRAME - len(self._held)
            frame = bytes(self._held.ljust(FRAME, b"\0"))
            self._held.clear()
            yield self._push(frame, self._bound, _MORE)
        frame = bytes(self._held) + bytes(missing)
        self._held.clear()
        yield self._push(frame, _closing(self._bound, self.size), _FINAL)

    def _push(self, frame: bytes, bound: bytes, tag: int) -> bytes:
        return bindings.crypto_secretstream_xchacha20poly1305_push(self._state, frame, bound, tag)


def opened(key: bytes, header: bytes, frames: Iterable[bytes], size: int, bound: bytes) -> Iterator[bytes]:
    """Open what a `Sealer` sealed: yields the content frame by frame, `size` bytes in all, without the padding.

    `frames` are the stored ones, one by one. Raises `Damaged` where one was changed, dropped, doubled, moved or cut,
    where the end is missing or something follows it, and where key, header, size or `bound` are not those of this
    file. What was yielded before is true but is not the whole: **who reads must treat `Damaged` as abort** (throw away
    what came, or break the connection off), never as an end. Only a normal end says that the file is whole.
    """
    if size < 0 or len(header) != HEADER:
        raise Damaged
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    padded, left, source = padme(size), size, iter(frames)
    for _ in range(0, padded - FRAME, FRAME):
        content = _pull(state, next(source, b""), FRAME, bound, _MORE)
        # Padding may fill frames of its own; from there on nothing is left to yield.
        if left:
            yield content[:left]
            left -= min(left, FRAME)
    content = _pull(state, next(source, b""), _last(padded), _closing(bound, size), _FINAL)
    if next(source, None) is not None:
        raise Damaged
    if left:
        yield content[:left]


def _last(padded: int) -> int:
    """Bytes in the last frame of a padded length: a full one where it comes out even, none where it is empty."""
    return (padded - 1) % FRAME + 1 if padded else 0


def _closing(bound: bytes, size: int) -> bytes:
    """What the last frame is bound to: the true size too, which padding would otherwise leave open."""
    return bound + size.to_bytes(8, "little")


def _pull(
    state: bindings.crypto_secretstream_xchacha20poly1305_state, frame: bytes, length: int, bound: bytes, tag: int
) -> bytes:
    if len(frame) != length + MARK:
        raise Damaged
    try:
        content, found = bindings.crypto_secretstream_xchacha20poly1305_pull(state, frame, bound)
    except CryptoError:
        raise Damaged from None
    if found != tag:
        raise Damaged
    return content
