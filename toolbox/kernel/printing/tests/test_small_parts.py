"""The small parts that need no child process."""

import io

import pytest
import segno

from toolbox.kernel.printing.job import LONGEST_CODE
from toolbox.kernel.printing.languages import reads_right_to_left, split
from toolbox.kernel.printing.plain import plain, plain_all
from toolbox.kernel.printing.qr import MASK, svg


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("en", ("en", "")),
        ("pt-br", ("pt", "BR")),
        ("zh-hant", ("zh", "")),
        ("", ("en", "")),
        ("#x", ("en", "")),
    ],
)
def test_a_tag_is_taken_apart(tag: str, parts: tuple[str, str]) -> None:
    assert split(tag) == parts


def test_arabic_hebrew_and_persian_run_from_the_right() -> None:
    assert all(map(reads_right_to_left, ["ar", "he", "fa", "ar-eg"]))
    assert not any(map(reads_right_to_left, ["en", "es", "vi"]))


def test_letters_of_all_scripts_stay() -> None:
    words = "Año, naïve, Ωμέγα, Жизнь, حلقة, שלום, 中文, क्षेत्र, x²"
    assert plain(words) == words


def test_spaces_stay_spaces_and_lines_stay_lines() -> None:
    assert plain("one\ttwo\r\nthree\u2028four") == "one two \nthree four"


def test_every_text_in_a_tree_is_cleaned() -> None:
    assert plain_all({"a": ["x\x00", 1, None, {"b": "y\u202e"}]}) == {"a": ["x", 1, None, {"b": "y"}]}


def test_a_code_is_a_picture_until_its_squares_would_be_too_small() -> None:
    drawn = svg("https://example.org/library/")
    assert drawn is not None
    assert drawn.startswith("<svg")
    assert svg("x" * LONGEST_CODE) is not None
    assert svg("x" * (LONGEST_CODE + 1)) is None
    assert svg("é" * LONGEST_CODE) is None
    assert svg("") is None


@pytest.mark.parametrize(
    "text", ["alder birch cedar", "0123 4567 8901", "https://example.org/?q=ñ", "x" * LONGEST_CODE]
)
def test_a_code_is_drawn_as_its_library_draws_it(text: str) -> None:
    picture = io.BytesIO()
    code = segno.make(text, error="l", micro=False, boost_error=True, mask=MASK)
    code.save(picture, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False)
    assert svg(text) == picture.getvalue().decode()
