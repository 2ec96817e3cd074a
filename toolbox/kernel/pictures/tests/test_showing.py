"""Somebody sends a picture; a member sees what is on it, and nobody hears what the camera noted."""

from typing import Any

import pytest
from PIL import Image

from toolbox.kernel.pictures.kinds import Kind
from toolbox.kernel.pictures.picture import Picture
from toolbox.kernel.pictures.showing import LONGEST, THUMBNAIL, shown
from toolbox.kernel.pictures.tests.cameras import (
    BLUE,
    CANARY,
    GREEN,
    KINDS,
    ORIENTATION,
    POINTS_ONLY,
    RED,
    opened,
    parts,
    saved,
    scene,
    swapped_profile,
    telling,
)

AS_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,  # turned the other way than it is shown
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def show(content: bytes, media_type: str = "image/jpeg", longest: int = LONGEST) -> Picture:
    return shown([content[:7], content[7:5000], content[5000:]], media_type, longest)


def colour(image: Image.Image, across: float, down: float) -> Any:
    return image.convert("RGB").getpixel((int(across * image.width), int(down * image.height)))


def near(one: Any, other: Any, by: int = 40) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_shown_and_tells_nothing(kind: Kind) -> None:
    original = telling(kind)
    assert CANARY.encode() in original
    picture = show(original)
    image = opened(picture.body)
    assert (picture.width, picture.height) == image.size == (96, 64)
    assert set(parts(picture.body)) <= POINTS_ONLY
    assert CANARY.encode() not in picture.body
    assert b"Wren" not in picture.body
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert repr(picture) == "Picture"


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_is_called_or_said_to_be_does_not_matter(kind: Kind) -> None:
    assert show(telling(kind), "application/pdf").width == 96


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_however_the_camera_was_held(orientation: int) -> None:
    noted = Image.Exif()
    noted[ORIENTATION] = orientation
    stored = scene() if orientation == 1 else scene().transpose(AS_STORED[orientation])
    image = opened(show(saved(stored, "JPEG", quality=95, exif=noted)).body)
    assert image.size == (96, 64)
    assert near(colour(image, 0.1, 0.2), RED)
    assert near(colour(image, 0.9, 0.2), BLUE)
    assert near(colour(image, 0.1, 0.9), GREEN)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF"])
def test_the_other_kinds_stand_upright_too(kind: Kind) -> None:
    image = opened(show(telling(kind, 6)).body)
    assert image.size == (64, 96), "held upright: the left edge is now the top"
    corners = [colour(image, 0.9, 0.1), colour(image, 0.9, 0.9)]
    if kind != "PNG":
        corners.reverse()  # their profile calls red blue
    assert near(corners[0], RED)
    assert near(corners[1], BLUE)
    assert near(colour(image, 0.1, 0.1), GREEN)


def test_a_broken_note_of_the_camera_hides_no_picture() -> None:
    broken = saved(scene(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + bytes(20))
    assert show(broken).width == 96


def test_it_is_made_smaller_and_never_larger() -> None:
    large = saved(scene(2400, 1200), "JPEG")
    assert (show(large).width, show(large).height) == (LONGEST, LONGEST // 2)
    small = shown([large], "image/jpeg", THUMBNAIL)
    assert (small.width, small.height) == (THUMBNAIL, THUMBNAIL // 2)
    assert near(colour(opened(small.body), 0.1, 0.2), RED)
    assert show(saved(scene(3000, 1), "PNG")).height == 1
    assert show(saved(scene(), "PNG"), longest=10).width == 10


def test_colours_are_as_its_profile_says() -> None:
    profile = swapped_profile()
    for content in (
        saved(scene(), "JPEG", quality=95, icc_profile=profile),
        saved(scene(), "PNG", icc_profile=profile),
    ):
        assert near(colour(opened(show(content).body), 0.1, 0.2), BLUE)
    useless = saved(scene(), "JPEG", quality=95, icc_profile=b"no profile at all")
    assert near(colour(opened(show(useless).body), 0.1, 0.2), RED)


def test_what_was_hidden_under_transparency_is_gone() -> None:
    secret = scene().convert("RGBA")
    secret.putalpha(0)
    for content in (saved(secret, "PNG"), saved(secret, "WEBP", lossless=True, exact=True)):
        assert opened(show(content).body).convert("RGB").getextrema() == ((255, 255),) * 3


def test_only_the_first_picture_of_several_is_shown() -> None:
    others = [Image.new("RGB", (96, 64), "black")] * 3
    for kind in ("GIF", "WEBP", "MPO", "PNG"):
        picture = show(saved(scene(), kind, save_all=True, append_images=others))
        assert near(colour(opened(picture.body), 0.1, 0.2), RED, 60)
        assert set(parts(picture.body)) <= POINTS_ONLY


def test_a_thumbnail_inside_is_never_taken_for_the_picture() -> None:
    lying = saved(scene(640, 640), "HEIF", thumbnails=[320])
    import pillow_heif

    assert pillow_heif.open_heif(lying).info["thumbnails"] == [320]
    assert shown([lying], "image/heic", THUMBNAIL).width == THUMBNAIL


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "RGBA"])
def test_every_way_to_write_points_is_understood(mode: str) -> None:
    grey = Image.linear_gradient("L").resize((64, 64))
    content = saved(grey.convert(mode), "JPEG" if mode == "CMYK" else "PNG")
    answer = opened(show(content).body).convert("L")
    assert abs(sum(answer.tobytes()) / 64**2 - 127) < 12
    assert answer.getpixel((0, 2)) < answer.getpixel((0, 61))  # type: ignore[operator]


def test_sixteen_bits_of_grey_are_understood() -> None:
    scan = Image.linear_gradient("L").convert("I").point(lambda value: value * 256).convert("I;16")
    answer = opened(show(saved(scan, "PNG")).body).convert("L")
    assert near([colour(answer, 0.5, down)[0] for down in (0.1, 0.5, 0.9)], [25, 128, 230], 3)


def test_a_drawing_stays_sharp_and_a_photo_stays_small() -> None:
    drawing = Image.new("RGB", (400, 300), "white")
    drawing.paste("black", (10, 10, 200, 12))
    assert show(saved(drawing, "PNG")).media_type == "image/png"
    photo = Image.effect_noise((400, 300), 60).convert("RGB")
    assert show(saved(photo, "PNG")).media_type == "image/jpeg"
