"""Padding to a few sizes, so that a sealed record's size says little."""

KIB = 1024
STEP = 16 * KIB
BUCKETS = (KIB, 4 * KIB, STEP)  # then every 16 KiB
HEAD = 4  # bytes that hold the length
LARGEST = 4 * 1024 * KIB


class TooLarge(ValueError):
    """More than one record can hold."""


def bucket(size: int, least: int = 0) -> int:
    """The padded size in bytes of a text of `size` bytes, at least `least`."""
    wanted = max(size + HEAD, least)
    return next((step for step in BUCKETS if wanted <= step), -(-wanted // STEP) * STEP)


def pad(data: bytes, least: int = 0) -> bytes:
    """The length, the data, and zeros up to the next bucket. Raises TooLarge above 4 MiB."""
    if len(data) > LARGEST:
        raise TooLarge
    return (len(data).to_bytes(HEAD, "big") + data).ljust(bucket(len(data), least), b"\0")


def unpad(data: bytes) -> bytes:
    """What `pad` was given. Raises ValueError where the length cannot be true."""
    size = int.from_bytes(data[:HEAD], "big")
    if len(data) < HEAD or size > len(data) - HEAD:
        raise ValueError("padding")
    return data[HEAD : HEAD + size]
