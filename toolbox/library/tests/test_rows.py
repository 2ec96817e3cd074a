"""Somebody brings a file. What is wrong with it is said with line and reason; nothing is guessed."""

import csv
import json

import pytest

from toolbox.library.columns import NAMES
from toolbox.library.keeping import known
from toolbox.library.rows import FORMAT, MOST_BYTES, Rows, read
from toolbox.library.tests.shelf import FRIDGE, LETTERS, PANTRY, as_file, as_json_file


def told(data: bytes) -> str:
    """The one problem of a file."""
    rows = read(data, known())
    assert len(rows.problems) == 1, rows.problems
    return str(rows.problems[0])


def fine(data: bytes) -> Rows:
    rows = read(data, known())
    assert rows.problems == ()
    return rows


def slugs(data: bytes) -> list[str]:
    return [row.values["slug"] for row in fine(data).rows]


def test_a_right_file_is_read_with_the_line_of_each_row() -> None:
    rows = fine(as_file(FRIDGE, PANTRY))
    assert [(row.line, row.values["slug"]) for row in rows.rows] == [(2, "riverbend-fridge"), (3, "porch-pantry")]
    values = rows.rows[0].values
    assert (values["since"], values["languages"], values["guess"]) == (2014, ["en", "es"], True)


def test_a_json_file_says_the_same_as_a_csv_file() -> None:
    whole = {name: PANTRY.get(name, "") for name in NAMES}
    assert fine(as_json_file(FRIDGE, whole)).rows[1].values == fine(as_file(FRIDGE, PANTRY)).rows[1].values


def test_a_wrong_column_is_named() -> None:
    problem = told(as_file(PANTRY, columns=["name", "kind", "category", "offers", "colour"]))
    assert problem.startswith("Line 1: There is no column “colour”. The columns are: slug, name,")


def test_missing_columns_are_named() -> None:
    assert (
        told(as_file(PANTRY, columns=["slug", "name", "kind"]))
        == "Line 1: These columns are missing: category, offers."
    )


def test_a_column_that_stands_twice_is_refused() -> None:
    assert (
        told(b"name,kind,category,offers,name\nA,guide,food,b,c\n") == "Line 1: The column “name” stands there twice."
    )


def test_an_unnamed_column_is_refused() -> None:
    assert "There is no column “(empty)”" in told(b"name,kind,category,offers,\nA,guide,food,b,c\n")


def test_without_a_slug_column_addresses_are_made_from_the_names() -> None:
    assert slugs(as_file(FRIDGE, PANTRY, columns=["name", "kind", "category", "offers"])) == [
        "riverbend-fridge",
        "porch-pantry",
    ]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("¿Qué hacer? Una guía", "que-hacer-una-guia"),
        ("snake_case tools", "snake-case-tools"),
        ("Tools _ and _ words", "tools-and-words"),
        ("A " + "very " * 40 + "long name", ("a-" + "very-" * 40)[:80].strip("-")),
    ],
)
def test_an_address_made_from_a_name_is_a_right_one(name: str, slug: str) -> None:
    assert slugs(as_file({**PANTRY, "slug": "", "name": name})) == [slug]


def test_a_name_without_latin_letters_needs_a_slug() -> None:
    arabic = {**PANTRY, "slug": "", "name": "رسائل إلى السجن"}
    assert told(as_file(arabic)).startswith("Line 2, slug: It needs a slug, or a name of Latin letters")
    assert slugs(as_file({**arabic, "slug": "letters"})) == ["letters"]


def test_the_second_of_two_same_slugs_is_named_with_the_first_line() -> None:
    assert told(as_file(FRIDGE, PANTRY, FRIDGE)) == "Line 4, slug: “riverbend-fridge” stands in line 2 already."


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_an_old_encoding_is_named_with_its_line(encoding: str) -> None:
    data = as_file(PANTRY, {**LETTERS, "name": "Cartas de Peñón"}).decode().encode(encoding)
    assert told(data) == "Line 3: This is not UTF-8. Save the file again as “CSV UTF-8”."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(encoding: str) -> None:
    problem = told(as_file(FRIDGE).decode().encode(encoding))
    assert problem.startswith("Line ")
    assert "Save" in problem
    assert "CSV UTF-8" in problem


def test_a_byte_order_mark_does_no_harm() -> None:
    assert slugs(b"\xef\xbb\xbf" + as_file(PANTRY)) == ["porch-pantry"]


def test_semicolons_between_the_cells_do_no_harm() -> None:
    assert fine(as_file(FRIDGE, PANTRY, delimiter=";")) == fine(as_file(FRIDGE, PANTRY))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_ends_of_lines_of_any_system_do_no_harm(end: bytes) -> None:
    crowded = {**PANTRY, "areas": "; ".join(f"Area {n}" for n in range(20))}
    data = as_file(crowded, columns=["name", "kind", "category", "offers", "areas"]).replace(b"\r\n", end)
    assert fine(data).rows[0].values["areas"][-1] == "Area 19"


def test_columns_may_stand_in_any_order_and_in_capitals() -> None:
    data = as_file(FRIDGE, columns=reversed(NAMES))
    head, rest = data.split(b"\n", 1)
    assert fine(head.upper() + b"\n" + rest).rows[0].values == fine(as_file(FRIDGE)).rows[0].values


def test_empty_rows_between_others_are_passed_over() -> None:
    data = as_file(PANTRY).rstrip() + b"\r\n" + b"," * (len(NAMES) - 1) + b"\r\n\r\n"
    assert slugs(data) == ["porch-pantry"]


@pytest.mark.parametrize(("row", "cells"), [(b"a,b,c", 3), (b"a,b,c,d,e,f", 6)])
def test_a_row_with_too_few_or_too_many_cells_is_named(row: bytes, cells: int) -> None:
    data = b"name,kind,category,offers\nA,guide,food,good\n" + row + b"\n"
    assert told(data) == f"Line 3: It has {cells} columns; the header has 4."


def test_a_half_written_last_row_is_named() -> None:
    whole = as_file(FRIDGE, PANTRY)
    assert told(whole[: whole.rindex(b",food")]).startswith("Line 3: It has ")
    quoted = b'name,kind,category,offers\n"A","guide","food","good"\n"B","guide","food","half wr'
    assert told(quoted).startswith("Line 3: The quotation marks of this row do not close")


def test_rows_below_a_cell_of_several_lines_have_their_right_line() -> None:
    rows = read(as_file({**PANTRY, "offers": "one\ntwo\nthree"}, {**LETTERS, "kind": "poem"}), known())
    assert [(p.line, p.column) for p in rows.problems] == [(2, "offers"), (5, "kind")]
    assert "line break" in rows.problems[0].reason


def test_every_wrong_cell_is_told_not_only_the_first() -> None:
    wrong = {**FRIDGE, "kind": "poem", "category": "weather", "url": "nowhere", "since": "ninety"}
    problems = read(as_file(PANTRY, wrong), known()).problems
    assert [(p.line, p.column) for p in problems] == [(3, "kind"), (3, "category"), (3, "since"), (3, "url")]


def test_fifty_megabytes_are_refused_at_once() -> None:
    assert (
        told(b"x" * 50_000_000)
        == f"Line 1: The file has more than {MOST_BYTES:,} bytes, which is what can be loaded at once."
    )


def test_a_cell_of_a_megabyte_is_refused() -> None:
    assert told(as_file({**PANTRY, "offers": "x" * 1_000_000})).startswith("Line 2")


def test_too_many_rows_are_refused() -> None:
    lines = b"A,guide,food,x\n" * 100_001
    assert "more than 100,000 rows" in told(b"name,kind,category,offers\n" + lines)


@pytest.mark.parametrize("data", [b"", b"\n", b"  \n\n", b"\xef\xbb\xbf"])
def test_a_file_with_nothing_in_it_has_no_header(data: bytes) -> None:
    assert told(data) == "Line 1: The file has no header row."


def test_a_file_with_a_header_only_holds_no_entry_and_no_problem() -> None:
    assert fine(as_file()).rows == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "Line 1: This is not complete JSON."),
        (b'{\n"resources": [\n', "Line 3: This is not complete JSON."),
        (b"[" * 100_000, "Line 1: This JSON cannot be read."),
        (b"[]", "Line 1: This JSON is not a library"),
        (json.dumps({"format": FORMAT, "resources": {}}).encode(), "Line 1: This JSON is not a library"),
        (json.dumps({"format": FORMAT, "resources": [{"name": 5}]}).encode(), "Line 1: Each entry must be an object"),
        (json.dumps({"format": FORMAT, "resources": ["x"]}).encode(), "Line 1: Each entry must be an object"),
        (as_json_file(PANTRY, {**LETTERS, "colour": "red"}), "Line 2: There is no column “colour”"),
        (as_json_file({"name": "x"}), "Line 1: These columns are missing: kind, category, offers."),
    ],
)
def test_json_that_is_no_list_is_refused(data: bytes, reason: str) -> None:
    assert told(data).startswith(reason)


def test_the_reader_of_csv_is_left_as_strict_as_it_was() -> None:
    before = csv.field_size_limit()
    read(as_file({**PANTRY, "offers": "x" * 200_000}), known())
    assert csv.field_size_limit() == before
