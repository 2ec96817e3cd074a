"""Somebody prints words, and the words come out as they were written."""

import json
from pathlib import Path

import pytest

from toolbox.kernel.printing.press import typeset
from toolbox.kernel.printing.signs import REPLACED
from toolbox.kernel.printing.tests import reading

SHEETS = Path(__file__).parent / "sheets"


def printed(words: str, language: str = "en", **more: object) -> bytes:
    """The plain test sheet with these words."""
    data = json.dumps({"words": words}).encode()
    return typeset(SHEETS / "plain.typ", data, language, title=str(more.get("title", "A test")))


def test_an_english_page_is_a5_and_uses_only_our_fonts() -> None:
    pdf = printed("Bring soup on Friday.")
    assert reading.sizes(pdf) == {(420, 595)}
    assert reading.words(pdf) == [reading.squeezed("Bring soup on Friday.")]
    assert reading.fonts(pdf) == {"NotoSans-Regular"}


def test_arabic_is_drawn_with_arabic_letters_and_none_is_missing() -> None:
    pdf = printed("حلقة الجيران", "ar")
    assert "NotoSansArabic-Regular" in reading.fonts(pdf)
    assert all(name.startswith("Noto") for name in reading.fonts(pdf))
    assert reading.missing_shapes(pdf) == 0


def test_a_script_without_a_font_is_seen_as_missing() -> None:
    braille, runes = "\u2813\u280a", "\u16a0"  # Many machines have a font for the first.
    assert reading.missing_shapes(printed(braille + runes)) == 3


@pytest.mark.parametrize("number", ["555-0100", "+1 (202) 555-0143", "2026-11-24"])
def test_numbers_in_arabic_keep_their_order(number: str) -> None:
    pdf = printed(f"اتصل على {number} الآن", "ar")
    assert any(reading.squeezed(number) in line for line in reading.lines(pdf))


@pytest.mark.parametrize(
    "words",
    [
        '#eval("1 + 1") #panic() #sys.inputs',
        "$x^2$ *bold* _slanted_ `raw` @reference <label>",
        "\\textbf{x} \\u{41} \\ // no comment /* none */",
        "= Heading",
        "- item + item [x] {y} ~ ' \"",
    ],
)
def test_the_marks_of_the_typesetter_are_only_signs(words: str) -> None:
    assert reading.words(printed(words)) == [reading.squeezed(words)]


def test_emoji_control_signs_and_turned_lines_leave_no_trace() -> None:
    pdf = printed("Soup\x00\x07 \U0001f372\U0001f44d\U0001f3fd for\u202eall\ufeff")
    assert reading.words(pdf) == ["Soupforall"]
    assert reading.missing_shapes(pdf) == 0


@pytest.mark.parametrize(("language", "before"), [("en", "Colibrí"), ("ar", "حلقة")])
def test_signs_without_a_shape_are_printed_as_plain_ones(language: str, before: str) -> None:
    pdf = printed(f"{before} {REPLACED} ⏰☀ Mallow", language)
    assert reading.missing_shapes(pdf) == 0
    assert "Mallow" in "".join(reading.words(pdf))


def test_an_arrow_stays_an_arrow() -> None:
    assert reading.words(printed("Colibrí → Mallow ✓ ☐ ☑")) == ["Colibrí->Mallow√[][x]"]
    lines = reading.lines(printed("حلقة → خبز", "ar"))
    assert any("->" in line for line in lines), "also among letters that run from right to left"


def test_a_very_long_word_stays_on_the_paper() -> None:
    pdf = printed("W" * 400)
    assert reading.words(pdf) == ["W" * 400]
    assert all(len(line) <= 40 for line in reading.lines(pdf))


def test_the_file_says_its_title_and_nothing_about_whom_or_when() -> None:
    with reading.opened(printed("Soup", title="A sheet")) as document:
        assert document.docinfo["/Title"] == "A sheet"
        assert not {"/Author", "/CreationDate", "/ModDate", "/Keywords"} & set(document.docinfo.keys())
        assert "Date" not in document.Root.Metadata.read_bytes().decode()


def test_the_same_words_give_the_same_bytes() -> None:
    assert printed("Soup on Friday") == printed("Soup on Friday")


def test_the_language_is_written_in_the_file() -> None:
    with reading.opened(printed("Sopa el viernes", "es")) as document:
        assert str(document.Root.Lang) == "es"


def test_a_code_is_drawn_where_its_text_was_announced() -> None:
    data = json.dumps({"words": "Soup"}).encode()
    sheet = SHEETS / "code.typ"
    without = typeset(sheet, data, "en")
    drawn = typeset(sheet, data, "en", codes=["https://example.org/"])
    assert len(drawn) > len(without)
