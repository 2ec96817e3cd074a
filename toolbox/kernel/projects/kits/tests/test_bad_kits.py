"""Somebody writes a kit and makes mistakes: each gets a plain sentence, with file and line."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from toolbox.kernel.projects import starters
from toolbox.kernel.projects.kits import checking, finding, reading, wording
from toolbox.kernel.projects.kits.checking import Known
from toolbox.kernel.projects.kits.reading import Problem
from toolbox.kernel.projects.sheets import sheet

GOOD = "bail-fund"
KIT, SPANISH, GUIDE, GUIDE_ES = "kit.toml", "kit.es.toml", "guide.md", "guide.es.md"


def known(resources: set[str]) -> Known:
    """What there is."""
    return Known(
        resources=resources,
        forms={name: one.asking().form for name, one in starters.everything().items()},
        sheets=set(sheet.sheets()),
        tools={"notes", "page", "inbox", "fund", "cases", "meetings", "shifts", "letters"},
        keep_days={"intake.submission": 30},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A kit that has nothing wrong, to be broken."""
    return Path(shutil.copytree(Path(settings.CONTENT) / "kits" / GOOD, tmp_path / GOOD))


def wrong(folder: Path) -> list[Problem]:
    """What is wrong with a kit, all entries that it names being there."""
    read = reading.read(folder)
    resources = set(read.kit.english.resources) if read.kit else set()
    for text in read.texts.values():
        resources |= {slug for _line, slug in wording.library_links(text)}
    tools = set(read.kit.english.tools) if read.kit else set()
    there = known(resources)
    return checking.problems(read, Known(**{**there.__dict__, "tools": tools | {"notes"}}))


def test_nothing_is_wrong_with_the_good_one(folder: Path) -> None:
    assert wrong(folder) == []


BROKEN = {
    "a misspelt key": (KIT, "summary =", "sumary =", "There is no key “sumary” here"),
    "a bracket missing": (KIT, "[tonight]", "[tonight", "This is not TOML"),
    "a number as words": (KIT, "from_people = ", 'from_people = "four" # ', "does not fit"),
    "a face that nobody knows": (KIT, "faces = [", 'faces = ["weather", ', "does not fit"),
    "minutes that do not add up": (KIT, "minutes = 90", "minutes = 95", "The parts of the evening take"),
    "a sheet that is not there": (KIT, "sheets = [", 'sheets = ["napkin", ', "nothing called “napkin” for “sheets”"),
    "a form that is not there": (KIT, "forms = [", 'forms = ["telepathy", ', "nothing called “telepathy” for “forms”"),
    "a longer time": (KIT, '"intake.submission" = ', '"intake.submission" = 9', "never lengthen them"),
    "a web address": (GUIDE, "## What it is\n", "## What it is\n\nSee https://example.org.\n", "No web address"),
    "a link elsewhere": (
        GUIDE,
        "## What it is\n",
        "## What it is\n\n[Here](mailto:x)\n",
        "A link leads to the library",
    ),
    "a word for people": (GUIDE, "## What it is\n", "## What it is\n\nOur clients.\n", "We do not say “clients”"),
    "a word for people in Spanish": (GUIDE_ES, "## Qué es\n", "## Qué es\n\nNuestros usuarios.\n", "“usuarios”"),
    "a heading of one's own": (GUIDE, "## What it is not", "## What it isn't", "The level-two headings must be these"),
    "a Spanish text missing": (SPANISH, "summary =", "# summary =", "“summary” is missing in Spanish"),
    "law that nobody need check": (
        KIT,
        'kind = "law"',
        'kind = "law"\ncheck = false #',
        "are checked by somebody here",
    ),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_every_mistake_has_its_sentence_with_file_and_line(mistake: str, folder: Path) -> None:
    name, before, after, sentence = BROKEN[mistake]
    path = folder / name
    text = path.read_text("utf-8")
    assert before in text
    if mistake == "law that nobody need check":
        head, _mark, rest = text.partition(before)
        text = head + 'kind = "law"\n' + rest.replace("check = true", "check = false", 1).lstrip("\n")
        path.write_text(text, "utf-8")
    else:
        path.write_text(text.replace(before, after, 1), "utf-8")
    found = [one for one in wrong(folder) if sentence in one.says]
    assert found, [str(one) for one in wrong(folder)]
    assert all(one.file == f"{GOOD}/{name}" for one in found)
    lines = path.read_text("utf-8").splitlines()
    assert 1 <= found[0].line <= len(lines) + 1


def test_a_line_is_where_the_mistake_stands(folder: Path) -> None:
    text = (folder / KIT).read_text("utf-8")
    (folder / KIT).write_text(text.replace("summary =", "sumary =", 1), "utf-8")
    (found,) = [one for one in wrong(folder) if "sumary" in one.says]
    assert (folder / KIT).read_text("utf-8").splitlines()[found.line - 1].startswith("sumary")


def test_steps_out_of_order_twice_named_or_of_nobody(folder: Path) -> None:
    path = folder / KIT
    lines = path.read_text("utf-8").splitlines()
    days = [at for at, line in enumerate(lines) if line.startswith("day =")]
    names = [at for at, line in enumerate(lines) if line.startswith("name =")]
    lines[days[-1]] = "day = 0"
    steps = [at for at in names if any(line == "[[step]]" for line in lines[max(0, at - 1) : at])]
    lines[steps[1]] = lines[steps[0]]
    path.write_text("\n".join(lines), "utf-8")
    says = " ".join(one.says for one in wrong(folder))
    assert "This step comes before the one above it" in says
    assert "Two steps are called" in says


def test_a_form_that_asks_what_the_kit_never_asks(folder: Path) -> None:
    path = folder / KIT
    text = path.read_text("utf-8")
    path.write_text(text + '\n[[never]]\ntext = "a phone number"\nwords = ["número"]\n', "utf-8")
    says = [one.says for one in wrong(folder)]
    if any(form in text for form in ("write-to-us", "i-need-support", "groceries")):
        assert any("which you say you never ask" in one for one in says), says


def test_files_that_are_missing_or_no_text(folder: Path) -> None:
    (folder / GUIDE_ES).unlink()
    (folder / SPANISH).unlink()
    says = " ".join(one.says for one in wrong(folder))
    assert "Its texts are shown in English" in says
    assert "The guide is shown in English" in says
    (folder / GUIDE).write_bytes(b"## What it is\n\xff\xfe")
    assert "This is not UTF-8" in " ".join(one.says for one in wrong(folder))
    (folder / KIT).unlink()
    assert "This file is missing" in " ".join(one.says for one in wrong(folder))


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_kit_or_a_sentence(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "any-bytes"
    place.mkdir(exist_ok=True)
    (place / KIT).write_bytes(data)
    read = reading.read(place)
    assert read.kit is not None or read.problems
    assert all(one.line >= 1 for one in read.problems)


def test_a_toolbox_has_kits_of_its_own(tmp_path: Path, settings: object) -> None:
    place = tmp_path / "kits" / "tool-library"
    shutil.copytree(finding.shipped() / "_new", place)
    read = reading.read(place, own=True)
    assert read.kit is not None
    assert read.kit.own
    assert read.problems == []


def with_tables(folder: Path, english: str, spanish: str = "") -> list[str]:
    """What is wrong with a kit that sets up tools."""
    for name, more in ((KIT, english), (SPANISH, spanish)):
        (folder / name).write_text((folder / name).read_text("utf-8") + more, "utf-8")
    read = reading.read(folder)
    assert read.kit is not None

    def sets(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        if table.get("days") != 6:
            yield "days", "It is always six days."

    resources = {slug for text in read.texts.values() for _line, slug in wording.library_links(text)}
    there = known(resources | set(read.kit.english.resources))
    tools = set(read.kit.english.tools) | {"notes"}
    return [str(one) for one in checking.problems(read, replace(there, tools=tools, sets={"fund": sets}))]


def test_a_table_for_a_tool_is_held_against_the_tool(folder: Path) -> None:
    assert "fund" in (reading.read(folder).kit or pytest.fail("no kit")).english.tools
    right = '\n[tool.fund]\ndays = 6\nsays = "Hello"\n'
    assert with_tables(folder, right, '\n[tool.fund]\nsays = "Hola"\n') == []


def test_what_a_tool_refuses_is_said_with_its_line(folder: Path) -> None:
    (found,) = with_tables(folder, "\n[tool.fund]\n# six\ndays = 7\n")
    line = (folder / KIT).read_text("utf-8").splitlines().index("days = 7") + 1
    assert found == f"{GOOD}/{KIT}, line {line}: It is always six days."


def test_a_text_that_stands_in_one_language_is_missing_in_the_other(folder: Path) -> None:
    found = with_tables(folder, '\n[tool.fund]\ndays = 6\nsays = "Hello"\n', '\n[tool.fund]\nsay = "Hola"\n')
    assert [one.partition(": ")[2] for one in found] == [
        "“tool.fund.says” is missing in Spanish.",
        "“tool.fund.say” is no text of kit.toml.",
    ]
    assert all(one.startswith(f"{GOOD}/{SPANISH}, line ") for one in found)


def test_a_table_for_what_is_no_tool_of_the_kit_or_takes_none(folder: Path) -> None:
    says = " ".join(with_tables(folder, "\n[tool.telescope]\nfar = true\n"))
    assert "“telescope” is set up here, and is not among the “tools”." in says
    assert "There is nothing that a kit can set in “telescope”." in says
