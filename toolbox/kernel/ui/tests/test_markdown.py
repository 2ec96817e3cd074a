"""Somebody writes a note with marks in it, and others see it on a page, whatever was typed."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolbox.kernel.ui.markdown import ATTRIBUTES, DEEPEST, LONGEST, MOST_MARKS, TAGS, plain, render

REL = 'rel="noreferrer noopener external"'


class Seen(HTMLParser):
    """What a browser finds in a piece of HTML: elements, attributes, words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def links(html: str) -> list[str]:
    """Where the links lead."""
    return [value for _, name, value in Seen(html).attributes if name == "href"]


def test_headings_stand_below_the_heading_of_the_page() -> None:
    tags = Seen(render("# One\n\n## Two\n\n### Three\n\n###### Six\n\nSetext\n===")).tags
    assert tags == ["h2", "h3", "h4", "h4", "h2"]


def test_a_list_of_phone_numbers_keeps_its_lines_and_has_no_links() -> None:
    html = render("Alder 555-0100\nBirch (202) 555-0143\n")
    assert Seen(html).tags == ["p", "br"]
    assert "Alder 555-0100<br>" in html


def test_a_guide_that_was_wrapped_by_hand_flows() -> None:
    assert Seen(render("one\ntwo", keep_lines=False)).tags == ["p"]


def test_a_task_has_its_box_for_a_mark_and_no_other() -> None:
    html = render("- [ ] bring soup\n- bread")
    assert html.count('<li class="task" dir="auto">') == 1
    assert html.count('<li dir="auto">') == 1


@pytest.mark.parametrize(
    ("first", "runs"), [("who", '<table dir="ltr">'), ("محام", '<table dir="rtl">'), ("555", "<table>")]
)
def test_the_columns_of_a_table_run_as_its_words_do(first: str, runs: str) -> None:
    assert runs in render(f"| {first} | 7 |\n| --- | --- |\n| 1 | 2 |\n\nbread")


def test_tasks_are_boxes() -> None:
    words = Seen(render("- [ ] bring soup\n- [x] call\n- [X] write\n- [y] no\n\n[ ] no list")).words
    assert "☐ bring soup" in words
    assert "☑ call" in words
    assert "☑ write" in words
    assert "[y] no" in words
    assert "[ ] no list" in words


def test_tables_and_struck_words_come_out() -> None:
    html = render("| who | what |\n|---|--:|\n| Alder | ~~soup~~ **bread** |")
    assert Seen(html).tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "s", "strong"]
    assert 'scope="col"' in html
    assert "style" not in html


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=c", "http://example.org", "mailto:alder@example.org", "tel:+12025550143"],
)
def test_links_that_lead_out_say_nothing_about_where_they_were(address: str) -> None:
    html = render(f"[words]({address})")
    assert links(html) == [address]
    assert REL in html


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "<java\\script:alert(1)>"),
        *("data:text/html,x", "data:image/png;base64,x", "vbscript:x", "file:///etc/passwd", "ftp://example.org"),
        *("/circles/1", "circles", "//example.org", "\\\\example.org", "https:", "#here", "?all", "ht\ttps://a.b"),
    ],
)
def test_other_links_stay_as_they_were_typed(address: str) -> None:
    for text in (f"[words]({address})", f"![words]({address})", f"<{address}>", f"[words]\n\n[words]: {address}"):
        html = render(text)
        assert links(html) == []
        assert "<img" not in html
    assert "words" in Seen(render(f"[words]({address})")).words


def test_a_picture_is_a_link_so_that_nobody_is_asked_for_it() -> None:
    html = render("![our *door*](https://example.org/door.png) ![](https://example.org/x.png)")
    assert Seen(html).tags == ["p", "a", "a"]
    assert links(html) == ["https://example.org/door.png", "https://example.org/x.png"]
    assert Seen(html).words.strip() == "our door https://example.org/x.png"


def test_a_picture_in_a_link_leaves_its_words() -> None:
    html = render("[![door](https://example.org/door.png) in](https://example.org) ![b](https://example.org/b.png)")
    assert links(html) == ["https://example.org", "https://example.org/b.png"]
    assert "door in" in Seen(html).words


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<b onclick="alert(1)">soup</b>',
        '<p style="position:fixed">soup</p>',
        "<img src=x onerror=alert(1)>",
        "<div><b>never closed",
        "</main></body>",
        "<!-- soup -->",
        "<svg><style><a title='</style><img src=1 onerror=alert(1)>'>",
        "`</code><b>`",
    ],
)
def test_html_is_only_words(text: str) -> None:
    seen = Seen(render(text))
    assert set(seen.tags) <= {"p", "code", "br"}
    assert seen.words.strip() == text.strip("`")


def test_what_looks_like_html_in_a_title_stays_in_it() -> None:
    html = render("[a](https://example.org '\"><script>')")
    assert Seen(html).tags == ["p", "a"]


def test_each_block_takes_its_own_direction() -> None:
    html = render("مرحبا 555-0100\n\nHello\n\n- واحد")
    assert html.count('<p dir="auto">') == 2
    assert '<ul dir="auto">' in html
    assert "555-0100" in html


@pytest.mark.parametrize(
    "text", ["**never closed", "`never closed", "[never](closed", "~~~\nnever", "| a |\n|--", "> -"]
)
def test_marks_that_are_never_closed_do_no_harm(text: str) -> None:
    html = render(text)
    for tag in set(Seen(html).tags) - {"br", "hr"}:
        assert html.count(f"<{tag} ") + html.count(f"<{tag}>") == html.count(f"</{tag}>")


# Work is bounded by three limits: how long, how many marks, how deep. What each holds back is tried here.


@pytest.mark.parametrize("mark", ["[", "![", "[](", "`", "**", "<", "&", "|\n", "[a", "\\", "~~", "_", "> "])
def test_a_tangle_is_shown_as_it_was_typed(mark: str) -> None:
    text = mark * (100_000 // len(mark)) + "soup"
    seen = Seen(render(text))
    assert set(seen.tags) <= {"p", "br"}
    assert "soup" in seen.words
    assert seen.words.count(mark[0]) == text.count(mark[0])
    assert plain(text) == text.strip()


def test_as_many_marks_as_are_read_can_be_read() -> None:
    assert "<em>soup</em>" in render("[" * (MOST_MARKS - 2) + " *soup*")
    assert "<em>soup</em>" not in render("[" * (MOST_MARKS - 1) + " *soup*")


def test_quotes_and_lists_end_somewhere() -> None:
    assert 10 < Seen(render("> " * 500 + "soup")).tags.count("blockquote") <= DEEPEST
    nested = "".join("  " * depth + "- soup\n" for depth in range(300))
    assert 10 < Seen(render(nested)).tags.count("ul") <= DEEPEST


def test_a_text_is_cut_where_it_is_too_long() -> None:
    html = render("a" * (LONGEST + 10))
    assert Seen(html).words.strip() == "a" * LONGEST
    assert len(plain("a" * (LONGEST + 10))) == LONGEST


def test_the_plain_words_have_no_marks() -> None:
    text = "# Soup\n\n- [ ] call *Alder*\n  at six\n\n![a pot](https://example.org/p.png) <b>\n\n```\ncode\n```"
    assert plain(text) == "Soup\n☐ call Alder at six\na pot <b>\ncode"


FRAGMENTS = st.sampled_from(
    [
        *(
            "# ",
            "\n",
            "\n\n",
            "- ",
            "- [x] ",
            "1. ",
            "> ",
            "    ",
            "```",
            "`",
            "*",
            "**",
            "_",
            "~~",
            "|",
            "|--|",
            "---",
        ),
        *("[", "](", ")", "![", "]: ", "<", ">", "</a>", "<script>", "<a href=x onclick=y>", "<img src=x>", "<!--"),
        *(
            "javascript:",
            "data:",
            "https://example.org",
            "mailto:a@example.org",
            '"',
            "'",
            "&lt;",
            "&#x3c;",
            "\\",
            "\0",
        ),
        *(
            "soup",
            "مرحبا",
            "\u202e",
            "\ufffd",
            "\t",
            "style=x",
            "<style>",
            "]]>",
            "<svg>",
            "<math>",
            "<table>",
            "<title>",
        ),
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30).map("".join))
@example("[a](https://example.org\"onclick=x 'b')")
def test_nothing_but_the_listed_elements_and_attributes_comes_out(text: str) -> None:
    html = render(text)
    seen = Seen(html)
    assert set(seen.tags) <= TAGS
    for tag, name, value in seen.attributes:
        assert name in ATTRIBUTES.get(tag, set())
        if name == "href":
            assert value.lower().startswith(("https:", "http:", "mailto:", "tel:"))
        if name == "rel":
            assert value == "noreferrer noopener external"
    assert seen.tags.count("a") == html.count(REL)
