"""The kinds of pictures that are shown, known by how a file begins: never by its name or by what was claimed."""

from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["JPEG", "PNG", "WEBP", "GIF", "HEIF"]
"""As Pillow calls it."""

BEGINNING = 16
"""Bytes that are needed to know a kind."""

MOST_PIXELS: Final[dict[Kind, int]] = {
    # A JPEG can be read at an eighth of its size; of the others all points are in memory at once.
    "JPEG": 128_000_000,
    "PNG": 64_000_000,
    "WEBP": 64_000_000,
    "GIF": 64_000_000,
    "HEIF": 64_000_000,
}
"""Telephones make up to 50 million points today, few of them 108."""

_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})


def known(text: str) -> Kind:
    """A kind by its name. Raises ValueError."""
    if text not in MOST_PIXELS:
        raise ValueError("There is no such kind of picture.")
    return text


def kind_of(beginning: bytes) -> Kind | None:
    """Which kind of picture a file is that begins so; None where it is none of them."""
    if beginning.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if beginning.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if beginning.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "WEBP"
    # ISO/IEC 23008-12, table of brands: what an iPhone's camera writes.
    if beginning[4:8] == b"ftyp" and beginning[8:12] in _BRANDS:
        return "HEIF"
    return None
