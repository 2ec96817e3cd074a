"""Somebody keeps the list from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolbox.library import keeping
from toolbox.library.commands import library
from toolbox.library.models import Resource
from toolbox.library.rows import MOST_BYTES
from toolbox.library.tests.shelf import DAY, FRIDGE, LETTERS, PANTRY, as_file, everything, load

pytestmark = pytest.mark.django_db


def type_in(*typed: str | Path) -> Result:
    return CliRunner().invoke(library, [str(word) for word in typed], obj=lambda: None)


def refused(*typed: str | Path) -> str:
    """What is said where a command ends with a problem, in words and not in a traceback."""
    result = type_in(*typed)
    assert result.exit_code in {1, 2}, result.output
    assert isinstance(result.exception, SystemExit)
    return " ".join(result.output.split())


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A list that somebody keeps in a spreadsheet."""
    path = tmp_path / "mine.csv"
    path.write_bytes(as_file(FRIDGE, PANTRY))
    return path


def test_loading_tells_what_it_did(mine: Path) -> None:
    assert type_in("load", mine).output == "2 added, 0 changed, 0 the same.\n"
    assert type_in("load", mine).output == "0 added, 0 changed, 2 the same.\n"
    type_in("edit", "porch-pantry", "status=active")
    type_in("add", "name=Another", "kind=guide", "category=food", "offers=Something.")
    assert type_in("load", mine).output == (
        "0 added, 0 changed, 2 the same.\n"
        "1 had been edited here; what was edited stays.\n"
        "1 of the library are not in this file; they stay.\n"
    )


def test_loading_a_wrong_file_names_each_wrong_line_and_loads_nothing(mine: Path) -> None:
    mine.write_bytes(as_file(FRIDGE, {**PANTRY, "category": "weather", "url": "nowhere"}))
    told = refused("load", mine)
    assert "Line 3, category: “weather” is not one of: bail-funds" in told
    assert "Line 3, url: An address begins with" in told
    assert "Error: Nothing was loaded. Mend these and load the file again." in told
    assert not Resource.objects.exists()


def test_a_file_that_is_wrong_everywhere_is_told_in_bearable_length(mine: Path) -> None:
    mine.write_bytes(as_file(*({**PANTRY, "slug": f"p-{n}", "kind": "poem"} for n in range(200))))
    told = refused("load", mine)
    assert told.count("“poem”") == 50
    assert "… and 150 more." in told


def test_a_file_that_is_too_big_is_not_read_to_its_end(tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    with big.open("wb") as opened:
        opened.truncate(50_000_000)
    told = refused("load", big)
    assert f"more than {MOST_BYTES:,} bytes" in told
    assert "50,000,000" in told or "more than" in told


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "does not exist" in refused("load", tmp_path / "nothing.csv")
    assert "is a directory" in refused("load", tmp_path)


def test_finding_without_a_browser() -> None:
    load(FRIDGE, PANTRY)
    assert type_in("find", "public", "fridge").output.split() == ["riverbend-fridge", "Riverbend", "Fridge"]
    assert type_in("find", "xylophone").output == "Nothing found.\n"


def test_showing_every_column_and_what_was_edited() -> None:
    load(FRIDGE)
    keeping.edit("riverbend-fridge", {"status": "closed"}, DAY)
    keeping.retire("riverbend-fridge", DAY)
    lines = type_in("show", "riverbend-fridge").output.splitlines()
    assert "status (edited here): closed" in lines
    assert "languages: en; es" in lines
    assert lines[-1] == "Off the list since 2026-03-01."


def test_editing_and_adding() -> None:
    load(FRIDGE)
    assert (
        type_in("edit", "riverbend-fridge", "phone=+1 415 555 0199", "offers=a=b").output
        == "Changed: riverbend-fridge\n"
    )
    fridge = Resource.objects.get()
    assert (fridge.phone, fridge.offers) == ("+1 415-555-0199", "a=b")
    added = type_in("add", "name=Porch Pantry", "kind=guide", "category=food", "offers=Shared food.")
    assert added.output == "Added: porch-pantry\n"


def test_a_wrong_edit_is_told_and_changes_nothing() -> None:
    load(FRIDGE)
    before = everything()
    assert "“phone” is not of the form column=text" in refused("edit", "riverbend-fridge", "phone")
    assert "There is no column “colour”" in refused("edit", "riverbend-fridge", "colour=red")
    assert "kind: “poem” is not one of" in refused("edit", "riverbend-fridge", "kind=poem")
    assert "There is no entry “nobody”" in refused("edit", "nobody", "kind=guide")
    assert "offers: This must not be empty." in refused("add", "name=X")
    assert "Missing argument" in refused("edit", "riverbend-fridge")
    assert everything() == before


def test_retiring_and_restoring() -> None:
    load(FRIDGE)
    assert type_in("retire", "riverbend-fridge").output == "Off the list: riverbend-fridge\n"
    assert "is off the list already" in refused("retire", "riverbend-fridge")
    assert type_in("restore", "riverbend-fridge").output == "Back on the list: riverbend-fridge\n"
    assert "There is no entry “nobody”" in refused("retire", "nobody")


@pytest.mark.parametrize("name", ["list.csv", "list.json", "LIST.CSV"])
def test_what_was_exported_can_be_loaded(tmp_path: Path, name: str) -> None:
    load(FRIDGE, PANTRY, LETTERS)
    path = tmp_path / name
    assert type_in("export", path).output == f"Written: {path}\n"
    first = path.read_bytes()
    Resource.objects.all().delete()
    assert type_in("load", path).output == "3 added, 0 changed, 0 the same.\n"
    type_in("export", path)
    assert path.read_bytes() == first
    assert [left.name for left in tmp_path.iterdir()] == [name]


def test_an_export_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    assert "must end in .csv or .json" in refused("export", tmp_path / "list.xls")
    assert "could not be written" in refused("export", tmp_path / "nowhere" / "list.csv")


@pytest.mark.parametrize("command", ["load", "find", "show", "edit", "add", "retire", "restore", "export", "review"])
def test_every_command_explains_itself_without_a_database(command: str) -> None:
    def no_database() -> None:
        raise AssertionError("help must not need a database")

    result = CliRunner().invoke(library, [command, "--help"], obj=no_database)
    assert result.exit_code == 0
    assert "Usage:" in result.output
    assert command in CliRunner().invoke(library, ["--help"], obj=no_database).output
