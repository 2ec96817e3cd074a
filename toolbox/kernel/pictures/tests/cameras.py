"""Pictures as telephones, scanners and other people's programs write them, full of what should not be told."""

import io
import struct
import zlib
from functools import cache
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from toolbox.kernel.pictures.kinds import Kind

pillow_heif.register_heif_opener()

KINDS: list[Kind] = ["JPEG", "PNG", "WEBP", "GIF", "HEIF"]
POINTS_ONLY = {"IHDR", "IDAT", "IEND", "E0", "DB", "C0", "C4"}  # E0 is the JFIF head: a version and no more
CANARY = "Wren was at 12 Alder Street"
ORIENTATION, WORDS, PLACE = 0x0112, 0x010E, 0x8825
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:title>{CANARY}</dc:title></x:xmpmeta>'.encode()
RED, GREEN, BLUE = (220, 30, 30), (40, 160, 60), (30, 30, 220)


def scene(width: int = 96, height: int = 64) -> Image.Image:
    """A green field with red in its upper left corner and blue in its upper right."""
    image = Image.new("RGB", (width, height), GREEN)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 2), RED)
    draw.rectangle((width - width // 3, 0, width, height // 2), BLUE)
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera notes: how it was held, where, and some words."""
    noted = Image.Exif()
    noted[ORIENTATION] = orientation
    noted[WORDS] = CANARY
    noted.get_ifd(PLACE)[1] = "N"
    noted.get_ifd(PLACE)[2] = (41.0, 52.0, 40.0)
    return noted


def saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


@cache
def telling(kind: Kind, orientation: int = 1) -> bytes:
    """The scene with place, words, profile and what else this kind can carry."""
    more: dict[str, Any] = {"exif": exif(orientation), "xmp": XMP, "icc_profile": swapped_profile(CANARY)}
    if kind == "GIF":
        return saved(scene(), kind, comment=CANARY.encode(), save_all=True, append_images=[Image.new("RGB", (96, 64))])
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", CANARY)
        notes.add_text("Hidden", CANARY, zip=True)
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        more = {"exif": exif(orientation), "pnginfo": notes, "dpi": (301, 301)}
    if kind == "JPEG":
        more |= {"comment": CANARY.encode(), "quality": 95}
    if kind == "WEBP":
        more |= {"lossless": True}
    if kind == "HEIF":
        more |= {"quality": 95, "exif": exif(orientation).tobytes()}  # as bytes, it is heeded and not only kept
    return saved(scene(), kind, **more)


@cache
def swapped_profile(words: str = "") -> bytes:
    """A profile in which red is called blue and blue red, with words in its place for a copyright."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for tag in (b"XYZ", b"TRC"):
        profile = (
            profile.replace(b"r" + tag, b"?" + tag).replace(b"b" + tag, b"r" + tag).replace(b"?" + tag, b"b" + tag)
        )
    grown = profile + words.encode()
    return struct.pack(">I", len(grown)) + grown[4:]


def chunk(name: bytes, body: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *chunks: bytes, rows: bytes = bytes(100)) -> bytes:
    """A PNG that says it is so large, whatever its rows hold."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + body + chunk(b"IEND", b"")


def opened(body: bytes) -> Image.Image:
    """A picture that was shown, as a browser reads it."""
    image = Image.open(io.BytesIO(body), formats=["JPEG", "PNG"])
    image.load()
    return image


def parts(body: bytes) -> list[str]:
    """The names of all pieces of a JPEG or PNG, to its last byte."""
    return _png_parts(body) if body.startswith(b"\x89PNG") else _jpeg_parts(body)


def _png_parts(body: bytes) -> list[str]:
    found, place = [], 8
    while place < len(body):
        found.append(body[place + 4 : place + 8].decode())
        place += struct.unpack(">I", body[place : place + 4])[0] + 12
    return found


def _jpeg_parts(body: bytes) -> list[str]:
    found, place = [], 2
    while body[place + 1] != 0xDA:
        found.append(f"{body[place + 1]:02X}")
        place += 2 + struct.unpack(">H", body[place + 2 : place + 4])[0]
    assert body.index(b"\xff\xd9", place) == len(body) - 2, "nothing after the end"
    return found
