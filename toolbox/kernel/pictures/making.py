"""Makes a small picture anew from one that was opened. Only the child process imports this.

Nothing is copied but points: a fresh picture knows no camera, no place, no words and no profile.
"""

import io
from contextlib import suppress
from typing import Final

from PIL import Image, ImageCms

from toolbox.kernel.pictures.kinds import Kind
from toolbox.kernel.pictures.picture import Picture

_ORIENTATION = 0x0112  # in EXIF: how the camera was held
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_QUALITY = 85
_DRAWN: Final[frozenset[Kind]] = frozenset({"PNG", "GIF"})
"""Kinds that screens and drawings come in: they are often smaller as a PNG, and sharper."""


def made(image: Image.Image, kind: Kind, longest: int) -> Picture:
    """The picture upright, in sRGB, on white, no side longer than `longest` pixels; never enlarged."""
    image.draft(None, _fitting(image.size, longest))  # a large JPEG is read at a part of its size
    image.load()
    turn = _TURNS.get(_orientation(image))
    profile = image.info.get("icc_profile")
    small = _small(_workable(image), longest)
    coloured = _in_srgb(_on_white(small), profile)
    fresh = Image.new("RGB", coloured.size)
    fresh.paste(coloured)
    if turn is not None:
        fresh = fresh.transpose(turn)
    width, height = fresh.size
    jpeg = _written(fresh, "JPEG")
    if kind in _DRAWN and len(png := _written(fresh, "PNG")) < len(jpeg):
        return Picture(body=png, media_type="image/png", width=width, height=height)
    return Picture(body=jpeg, media_type="image/jpeg", width=width, height=height)


def _fitting(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The size of the same shape that is no longer than that."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _orientation(image: Image.Image) -> int:
    """How the camera was held; 1, upright, where its words are broken."""
    with suppress(Exception):
        return int(image.getexif().get(_ORIENTATION, 1))
    return 1


def _workable(image: Image.Image) -> Image.Image:
    """The same in one of L, RGB, RGBA, CMYK: what can be made smaller well."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L" if image.mode == "1" else "RGB")


def _small(image: Image.Image, longest: int) -> Image.Image:
    """No longer than `longest`."""
    size = _fitting(image.size, longest)
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: what was hidden under it is gone, and dark words stay readable on a dark page."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as every screen understands them, by the profile that came along if it can be read."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            told = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if told is not None:
                return told
    return image.convert("RGB")


def _written(image: Image.Image, kind: Kind) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    image.save(out, kind, quality=_QUALITY)
    return out.getvalue()
