"""Notes taken apart for paper, and set."""

import pytest

from toolbox.kernel.printing.tests.reading import fonts, missing_shapes, opened, sizes, squeezed
from toolbox.kernel.printing.tests.reading import words as on_pages
from toolbox.tools.notes.blocks import blocks, reads_right_to_left
from toolbox.tools.notes.paper import PAPERS, Sheet, printed

EVERYTHING = """\
# If somebody is taken

- [ ] call **Dill**, 555-0100
- [x] *then* the [hotline](tel:+15550111)
  - at night: Cedar

1. first
2. second

> Nobody signs alone.

| who | number |
| --- | --- |
| van | 555-0122 |

    #panic("not a command")

$ #let x = 1 $ \\ @toolbox ~~old~~
"""


def test_a_note_is_taken_apart() -> None:
    heading, tasks, steps, quote, table, code, last = blocks(EVERYTHING)
    assert (heading["is"], heading["level"]) == ("heading", 1)
    assert [item["box"] for item in tasks["items"]] == ["open", "ticked"]
    assert "".join(run["text"] for run in tasks["items"][1]["blocks"][0]["runs"]) == "then the hotline (+15550111)"
    assert tasks["items"][1]["blocks"][1]["items"][0]["blocks"][0]["runs"] == [{"text": "at night: Cedar"}]
    assert (steps["first"], len(steps["items"])) == (1, 2)
    assert quote["blocks"][0]["runs"] == [{"text": "Nobody signs alone."}]
    assert table["rows"] == [[[{"text": "van"}], [{"text": "555-0122"}]]]
    assert code["runs"][0]["text"] == '#panic("not a command")'
    assert last["runs"][-1] == {"text": "old", "struck": True}


def test_what_looks_like_a_command_is_only_words() -> None:
    pdf = printed([Sheet("#panic()", EVERYTHING, "As it was.", ("lease.pdf",))], "en", "Printed today.")
    text = "".join(on_pages(pdf))
    for words in ('#panic("not a command")', "#let x = 1", "#panic()", "555-0100", "lease.pdf", "Printed today."):
        assert squeezed(words) in text
    assert missing_shapes(pdf) == 0
    assert all("Noto" in font for font in fonts(pdf))
    with opened(pdf) as document:
        assert str(document.docinfo["/Title"]) == "Notes"


@pytest.mark.parametrize("paper", PAPERS)
def test_many_notes_have_their_contents_in_front(paper: str) -> None:
    sheets = [Sheet(f"Note {number}", "bread\n" * 20, "") for number in range(3)]
    pdf = printed(sheets, "es", "", paper=paper, large=True)  # type: ignore[arg-type]
    first = on_pages(pdf)[0]
    whole = "".join(on_pages(pdf))
    assert all(squeezed(f"Note {number}") in whole for number in range(3))
    if not paper.endswith("folded"):
        assert all(squeezed(f"Note {number}") in first for number in range(3))
    (size,) = sizes(pdf)
    assert (size[0] > size[1]) == paper.endswith("folded")


def test_a_note_in_arabic_reads_from_the_right() -> None:
    assert reads_right_to_left("555 محام")
    assert not reads_right_to_left("Lawyer محام")
    pdf = printed([Sheet("أرقام", "محام: 555-0100\n\n- خبز", "")], "en", "")
    assert missing_shapes(pdf) == 0


def test_what_has_nothing_in_it_can_be_printed() -> None:
    assert printed([Sheet("Tonight", "- \n- [ ] …\n\n| a | |\n| --- | --- |\n| | |\n\n> \n\n#\n", "")], "en", "")


def test_quotes_deep_inside_each_other_end_somewhere() -> None:
    pdf = printed(
        [Sheet("Deep", ">" * 200 + " here\n\n" + "\n".join("  " * n + "- x" for n in range(60)), "")], "en", ""
    )
    assert pdf.startswith(b"%PDF-")


def test_signs_that_people_type_leave_no_empty_box() -> None:
    text = "1. Colibrí → Mallow\n2. van ✓, keys ✗\n\n- [ ] call\n- [x] ☎ 555-0100\n\n☐ bread ☑ soup ★ ⚠ ❤"
    for paper in PAPERS:
        pdf = printed([Sheet("Who calls → whom", text, ""), Sheet("Ticks ✓", text, "")], "en", "", paper=paper)
        assert missing_shapes(pdf) == 0
        assert "Colibrí->Mallow" in "".join(on_pages(pdf))


def test_short_notes_share_a_page_and_none_is_cut() -> None:
    sheets = [
        Sheet(f"Note {number}", f"begin{number}\n\n" + "- bread\n" * 14 + f"\nend{number}", "") for number in range(6)
    ]
    pages = on_pages(printed(sheets, "en", ""))
    assert len(pages) < len(sheets)
    for number in range(6):
        (begins,) = [place for place, page in enumerate(pages) if f"begin{number}" in page]
        assert f"end{number}" in pages[begins]


def test_a_note_longer_than_a_page_runs_on() -> None:
    pdf = printed([Sheet("Long", "bread\n\n" * 150 + "last line", ""), Sheet("Short", "soup", "")], "en", "")
    pages = on_pages(pdf)
    assert len(pages) > 2
    assert squeezed("last line") in "".join(pages)
