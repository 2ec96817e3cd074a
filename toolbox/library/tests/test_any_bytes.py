"""Whatever bytes come in, a clear report goes out, and never half a load."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolbox.library import columns, keeping
from toolbox.library.columns import BY_NAME, NAMES
from toolbox.library.exporting import as_csv, as_json, on_the_list
from toolbox.library.keeping import known
from toolbox.library.models import Resource, State
from toolbox.library.rows import read
from toolbox.library.tests.shelf import DAY, FRIDGE, LATER, LETTERS, PANTRY, as_file, as_json_file, everything
from toolbox.library.vocabulary import Kind, LinkSource, Origin, Status, Warn

pure = settings(max_examples=150, deadline=None, database=None)
kept = settings(
    max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
GOOD = as_file(FRIDGE, PANTRY, LETTERS)


def _spoilt(data: bytes) -> st.SearchStrategy[bytes]:
    """A right file of which a piece was cut out and something else put in."""
    places = st.integers(0, len(data))
    bits = st.binary(max_size=6) | st.sampled_from([b'"', b"\n", b",", b";", b"\0", b"=", b"\xff", b"\xe2\x80\xa8"])
    return st.tuples(places, places, bits).map(lambda cut: data[: min(cut[:2])] + cut[2] + data[max(cut[:2]) :])


CELLS = st.fixed_dictionaries({name: st.text(max_size=12) for name in ("name", "kind", "category", "offers", "url")})
SOME_BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(CELLS, max_size=3).map(lambda rows: as_json_file(*rows)),
    st.binary(max_size=80).map(lambda tail: ",".join(NAMES).encode() + b"\r\n" + tail),
    _spoilt(GOOD),
    _spoilt(as_json_file(FRIDGE, PANTRY)),
)


TURNS_ROUND = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]


@pure
@given(SOME_BYTES)
def test_reading_never_fails_and_says_what_is_wrong_in_sentences(data: bytes) -> None:
    rows = read(data, known())
    for problem in rows.problems:
        assert problem.line >= 1
        assert problem.column in {"", *NAMES}
        assert re.search(r"[.?]$", problem.reason), problem
        assert str(problem).encode()  # can be shown: no half characters
    if not rows.problems:
        found = [row.values["slug"] for row in rows.rows]
        assert len(found) == len(set(found))
        assert all(row.values["name"] and row.values["offers"] for row in rows.rows)


def _line(most: int) -> st.SearchStrategy[str]:
    """A text that a cell takes: no control characters, no formula, nothing at the ends to be cut off."""
    letters = st.characters(
        exclude_categories=["Cc", "Cs", "Cn"],
        exclude_characters=[*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))],
    )
    return (
        st.text(letters, max_size=min(most, 40)).map(str.strip).filter(lambda t: not t.startswith(("=", "+", "-", "@")))
    )


def _list(words: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), unique=True, max_size=3).map("; ".join)


def _year() -> st.SearchStrategy[str]:
    return st.just("") | st.integers(1500, 2099).map(str)


def _cell(name: str) -> st.SearchStrategy[str]:
    special: dict[str, st.SearchStrategy[str]] = {
        "slug": st.from_regex(r"[a-z0-9]{2,8}(-[a-z0-9]{1,6}){0,4}", fullmatch=True).filter(lambda s: s != "list"),
        "kind": st.sampled_from(Kind.values),
        "category": st.sampled_from(sorted(known()["category"])),
        "link_source": st.sampled_from(LinkSource.values),
        "status": st.sampled_from(Status.values),
        "origin": st.sampled_from(Origin.values),
        "kits": _list(sorted(known()["kits"])),
        "warnings": _list(Warn.values),
        "areas": _list(["California", "Online", "Puerto Rico", "Côte d’Ivoire"]),
        "languages": _list(["en", "es", "ar", "pt-BR", "zh-Hans", "tl"]),
        "since": _year(),
        "until": st.just(""),
        "guess": st.sampled_from(["", "yes"]),
        "looked_on": st.just("") | st.dates().map(str),
        "phone": st.sampled_from(["", "211", "+1 415-555-0142", "+34 600 55 50 14"]),
        "url": st.sampled_from(["", "https://example.org/ñ?a=1;b=2,c", "http://a.example.org:81/#x"]),
    }
    return special[name] if name in special else _line(BY_NAME[name].most)


RIGHT_ROWS = st.lists(
    st.fixed_dictionaries({name: _cell(name) for name in NAMES}).filter(lambda row: row["name"] and row["offers"]),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row["slug"],
)


def _empty() -> None:
    Resource.objects.all().delete()


@pytest.mark.django_db
@kept
@given(rows=RIGHT_ROWS)
def test_right_rows_go_in_and_come_out_the_same(rows: list[dict[str, Any]]) -> None:
    _empty()
    report = keeping.load(as_file(*rows), DAY)
    assert report.problems == ()
    assert report.added == len(rows)
    assert [columns.cells(resource) for resource in on_the_list()] == rows
    out = as_csv(on_the_list()), as_json(on_the_list())
    for text in out:
        again = keeping.load(text.encode(), LATER)
        assert (again.added, again.changed, again.same) == (0, 0, len(rows))
        _empty()
        assert keeping.load(text.encode(), LATER).added == len(rows)
        assert (as_csv(on_the_list()), as_json(on_the_list())) == out


@pytest.mark.django_db
@kept
@given(data=SOME_BYTES)
def test_a_load_happens_as_a_whole_or_not_at_all(data: bytes) -> None:
    _empty()
    keeping.load(as_file(PANTRY), DAY)
    before, version = everything(), State.objects.get().version
    report = keeping.load(data, LATER)
    if report.problems:
        assert (report.added, report.changed, report.same, report.kept, report.absent) == (0, 0, 0, 0, 0)
        assert everything() == before
        assert State.objects.get().version == version
    else:
        rows = read(data, known()).rows
        assert report.added + report.changed + report.same == len(rows)
        for row in rows:
            resource = Resource.objects.get(slug=row.values["slug"])
            assert {name: getattr(resource, name) for name in row.values} == row.values
