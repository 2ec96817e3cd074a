"""Files that lie: small, and meant to cost whoever opens them memory, time or worse."""

import struct
import zlib
from collections.abc import Callable

from PIL import Image

from toolbox.kernel.pictures.tests.cameras import chunk, png, saved, scene, telling

HUGE = 50_000
_MUCH = zlib.compress(bytes(200_000_000), 9)


def jpeg_that_says(width: int, height: int) -> bytes:
    """A small picture whose head names another size."""
    content = bytearray(saved(scene(), "JPEG"))
    head = content.index(b"\xff\xc0")
    content[head + 5 : head + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def _jpeg_of_many_passes() -> bytes:
    """A JPEG that paints the same large grey area over and over again: each pass is a few bytes and much work."""
    content = saved(Image.new("L", (8000, 8000), 90), "JPEG", progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:-2] + content[last:-2] * 20_000 + content[-2:]


def _heic_that_says(width: int, height: int) -> bytes:
    content = telling("HEIF")
    size = struct.pack(">II", 96, 64)
    assert size in content
    return content.replace(size, struct.pack(">II", width, height))


def _webp_that_says(side: int) -> bytes:
    """One colour needs no bits at all, so the same few bytes are a picture of any size."""
    content = bytearray(saved(Image.new("RGB", (16, 16), "red"), "WEBP", lossless=True))
    start = content.index(b"VP8L") + 9
    (word,) = struct.unpack("<I", content[start : start + 4])
    content[start : start + 4] = struct.pack("<I", word >> 28 << 28 | (side - 1) << 14 | (side - 1))
    return bytes(content)


def _gif_that_says(side: int) -> bytes:
    content = bytearray(saved(scene(), "GIF"))
    content[6:10] = struct.pack("<HH", side, side)
    return bytes(content)


BOMBS: dict[str, Callable[[], bytes]] = {
    "a PNG of 50,000 times 50,000": lambda: png(HUGE, HUGE, rows=bytes(1_000_000)),
    "a PNG that is just not too large, in wrong rows": lambda: png(7900, 7900, rows=bytes([9]) * 187_000_000),
    "a PNG with 200 MB in a profile of 200 KB": lambda: png(9, 9, chunk(b"iCCP", b"x\0\0" + _MUCH)),
    "a PNG with 200 MB of words in 200 KB": lambda: png(9, 9, chunk(b"zTXt", b"Comment\0\0" + _MUCH)),
    "a PNG with a hundred times 1 MB of words": lambda: png(
        9, 9, *[chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(1_000_000)))] * 100
    ),
    "a PNG of one line that is too long": lambda: png(2**31 - 1, 1),
    "a JPEG that says it is huge": lambda: jpeg_that_says(65_500, 65_500),
    "a JPEG of many passes": _jpeg_of_many_passes,
    "a HEIC that says it is huge": lambda: _heic_that_says(HUGE, HUGE),
    "a HEIC that says it is large": lambda: _heic_that_says(7900, 7900),
    "a HEIC that says it has no size": lambda: _heic_that_says(0, 0),
    "a WebP of 16,383 times 16,383": lambda: _webp_that_says(16_383),
    "a GIF that says it is huge": lambda: _gif_that_says(65_535),
}

NO_PICTURES: dict[str, bytes] = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="file:///etc/passwd"/></svg>',
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "HTML that begins as a GIF": b"GIF89a/*<script>alert(1)</script>*/=1",
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n",
    "PDF": b"%PDF-1.7\n" + bytes(100),
    "TIFF": saved(scene(), "TIFF"),
    "BMP": saved(scene(), "BMP"),
    "ICO": saved(scene(), "ICO"),
    "JPEG 2000": saved(scene(), "JPEG2000"),
    "AVIF": saved(scene(), "AVIF"),
    "nothing": b"",
    "one letter": b"\xff",
    "a JPEG's first three bytes": b"\xff\xd8\xff",
    "a PNG without rows": b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    "an empty HEIC": b"\0\0\0\x18ftypheic\0\0\0\0heicmif1",
    "an empty WebP": b"RIFF\x04\0\0\0WEBP",
}
