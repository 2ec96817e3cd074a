"""A file may hold anything: reading it gives entries, or says clearly why not."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolbox.library.columns import BY_NAME, NAMES, read_cell
from toolbox.library.hsds.import_ import Parsed, read
from toolbox.library.hsds.plain import plain, shortened
from toolbox.library.hsds.reading import MOST_BYTES, MOST_OBJECTS

GROUP: dict[str, Any] = {"id": "1", "name": "Hill Garden", "description": "Vegetables."}
RESOURCE: dict[str, Any] = {
    "id": "2",
    "slug": "hill-garden",
    "name": "Hill Garden",
    "kind": "guide",
    "link_source": "none",
    "status": "unknown",
    "origin": "added",
    "guess": False,
    "offers": "How to grow.",
}


def parsed(whole: Any) -> Parsed:
    return read(json.dumps(whole).encode())


def reason(data: bytes) -> str:
    result = read(data)
    assert len(result.problems) == 1
    return str(result.problems[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"hello", "Line 1 is not complete JSON"),
        (b'{"services": [', "Line 1 is not complete JSON"),
        (b"slug,name\na,b", "not complete JSON"),
        (b"\xff\xfe{\x00}\x00", "UTF-16"),
        (b'[{"id": "1",\n"name": "\xe9"}]', "Line 2 is not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"id":' * 100_000, "nested too deeply"),
        (b"[" + b"9" * 5000 + b"]", "a number that is too long"),
        (b"[NaN]", "NaN"),
        (b"17", "not HSDS"),
        (b'"services"', "not HSDS"),
        (b'{"name": "no id"}', "not HSDS"),
        (b'{"services": {}, "resources": []}', "must be a list"),
        (b'{"contents": []}', "holds no services"),
        (b'{"format": "mutual-aid-toolbox-library", "resources": [{}, {}]}', "toolbox library load"),
        (b'{"id": 1}\n{"id": 2', "Line 2 is not complete JSON"),
        (b" " * (MOST_BYTES + 1), "20,000,000"),
        (b"[" + b"1," * MOST_OBJECTS + b"1]", "more than 100,000 objects"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_file_that_is_not_hsds_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    assert said in reason(data)
    assert reason(data).endswith(".")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (7, "must be an object"),
        (None, "must be an object"),
        ({"id": "1"}, "not a service"),
        ({**GROUP, "id": None}, "id must be"),
        ({**GROUP, "id": True}, "id must be"),
        ({**GROUP, "id": "a" * 81}, "id must be"),
        ({**GROUP, "id": "\ud800"}, "id must be"),
        ({**GROUP, "name": ["a"]}, "no name"),
        ({**GROUP, "name": "<script>alert(1)</script>"}, "no name"),
        ({**RESOURCE, "kind": "sermon"}, "kind: “sermon” is not one of"),
        ({**RESOURCE, "url": "javascript:alert(1)"}, "url: An address begins with"),
        ({**RESOURCE, "url": {"a": 1}}, "url: This is not of the right type"),
        ({**RESOURCE, "since": "soon"}, "since: This needs a year"),
        ({**RESOURCE, "areas": ["a; b"]}, "areas: This is not of the right type"),
        ({**RESOURCE, "offers": "a" * 10_000_000}, "10,000,000 characters"),
        ({**RESOURCE, "offers": "=HYPERLINK(1)"}, "formula"),
        ({**RESOURCE, "slug": "../../etc"}, "slug: A slug is made of"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_an_object_that_cannot_be_used_is_named_with_its_place(item: Any, said: str) -> None:
    problems = parsed([GROUP, item]).problems
    assert [problem.where for problem in problems] == ["Item 2"]
    assert said in problems[0].reason


def test_an_id_or_a_slug_that_stands_twice_is_a_problem() -> None:
    assert "“Item 1” already" in parsed([GROUP, GROUP]).problems[0].reason
    assert "“hill-garden” stands at" in parsed([RESOURCE, {**RESOURCE, "id": "3"}]).problems[0].reason


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "www.example.org", "https://user:pass@example.org/", "data:text/html,a"]
)
def test_a_directorys_unusable_link_is_left_out_with_a_remark(url: str) -> None:
    result = parsed([{**GROUP, "website": url}])
    assert result.problems == ()
    assert (result.entries[0].row["url"], result.entries[0].row["link_source"]) == ("", "none")
    assert "left out" in str(result.remarks[0])


def test_a_long_text_of_a_directory_is_shortened_with_a_remark() -> None:
    result = parsed([{**GROUP, "description": "word " * 1_000_000}])
    assert len(result.entries[0].row["offers"]) <= BY_NAME["offers"].most
    assert result.entries[0].row["offers"].endswith("word…")
    assert "shortened" in str(result.remarks[0])


def test_a_name_without_latin_letters_gets_a_slug() -> None:
    row = parsed([{**GROUP, "name": "حديقة التل"}]).entries[0].row
    assert row["slug"].startswith("entry-")
    assert row["name"] == "حديقة التل"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a <b>bold</b> word", "a bold word"),
        ("<p>one</p><p>two<br>three</p>", "one two three"),
        ("x<script>alert(1)</script>y<style>p{}</style>", "x y"),
        ("&lt;script&gt;alert(1)&lt;/script&gt; tea", "tea"),
        ("<<b>script>alert(1)</script>", ""),
        ('<img src=x onerror="alert(1)">soup', "soup"),
        ("soup &amp; bread for < 5 people, > 2 loaves", "soup & bread for < 5 people, > 2 loaves"),
        ("with love <3", "with love <3"),
        ("one\r\n\ttwo\x00\u2028three\ud800", "one two three"),
        ("<!-- hidden -->shown", "shown"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert plain(html) == text


def test_a_resource_keeps_its_words_and_loses_its_tags() -> None:
    row = parsed([{**RESOURCE, "offers": "R&amp;D for <5 people", "name": "A <b>bold</b> name"}]).entries[0].row
    assert (row["offers"], row["name"]) == ("R&amp;D for <5 people", "A bold name")


@given(st.binary(max_size=300))
def test_any_bytes_give_entries_or_problems(data: bytes) -> None:
    result = read(data)
    assert bool(result.entries) or bool(result.problems)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
WORDS = ("id", "status", "description", "website", "url", "phones", "languages", "organization", "service_areas")
LISTING = st.fixed_dictionaries(
    {"name": st.text(max_size=30) | JSON},
    optional={word: JSON | st.text(max_size=2000) for word in (*WORDS, "locations", "assured_date", "slug", "kind")},
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LISTING | JSON, min_size=1, max_size=5))
def test_any_json_gives_rows_that_every_column_can_read_or_problems(items: list[Any]) -> None:
    result = read(json.dumps(items).encode())
    assert len(result.entries) + result.repeated + len(result.problems) >= len(items)
    for made in result.entries:
        assert set(made.row) == set(NAMES)
        for name, text in made.row.items():
            if text:
                assert read_cell(name, text, {}) not in (None, "", [])
    assert len({made.row["slug"] for made in result.entries}) == len(result.entries)


@given(st.text(max_size=300))
def test_plain_text_holds_no_tag_and_nothing_that_cannot_be_shown(text: str) -> None:
    once = plain(text)
    assert once == " ".join(once.split())
    assert "<script" not in once
    assert once.encode().decode() == once


@given(st.text(max_size=300), st.integers(1, 50))
def test_shortened_fits(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most
