"""What the import contracts cannot see: data folders, template names, relations of tables, and the tree itself."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent.parent
ORDER = {"kernel": 0, "library": 1, "tools": 1, "site": 2}


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "toolbox").parts[0]


def test_content_is_data_only() -> None:
    files = [path for path in (ROOT / "content").rglob("*") if path.is_file()]
    assert files
    assert {path.suffix for path in files} <= {".toml", ".csv", ".md", ".typ"}


def test_templates_only_reach_down() -> None:
    """A template extends and includes its own room or one below; the template's folder names the room."""
    folders = [path for path in (ROOT / "toolbox").rglob("templates/*") if path.is_dir()]
    owner = {folder.name: _room(folder) for folder in folders}
    names = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
    seen = 0
    for path in (ROOT / "toolbox").rglob("*.html"):
        for name in names.findall(path.read_text("utf-8")):
            seen += 1
            assert ORDER[owner[name.split("/")[0]]] <= ORDER[_room(path)], f"{path.name} reaches up to {name}"
    assert seen > 10


def test_tables_only_refer_down() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("toolbox."):
            continue
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if other is None or isinstance(other, str) or field.auto_created:
                continue
            assert ORDER[other.__module__.split(".")[1]] <= ORDER[model.__module__.split(".")[1]]


def test_nothing_is_inline_or_from_a_third_party() -> None:
    """No page carries a script, a style or an address of somebody else's."""
    wrong = re.compile(r"<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|(?:src|href)=[\"']https?://")
    for path in (ROOT / "toolbox").rglob("*.html"):
        assert not wrong.search(path.read_text("utf-8")), path.name


def test_the_style_sheet_asks_nobody() -> None:
    sheet = (ROOT / "toolbox/kernel/ui/static/ui/style.css").read_text("utf-8")
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_layout_turns_round_for_right_to_left() -> None:
    sheet = (ROOT / "toolbox/kernel/ui/static/ui/style.css").read_text("utf-8")
    sided = re.findall(
        r"[\s;{](?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right)\s*:|text-align:\s*(?:left|right)", sheet
    )
    assert not sided


@pytest.mark.parametrize("path", ["requirements/run.txt", "requirements/dev.txt"])
def test_everything_is_pinned_with_hashes_and_names_no_registry(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    pinned = re.findall(r"^[a-z0-9][^\n]*", text, flags=re.M)
    assert len(pinned) > 20
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert "://" not in text
    assert "--index" not in text


def test_the_project_stands_alone() -> None:
    """Nothing names a folder that is not in the repository, or a machine it was written on."""
    wrong = re.compile(r"\.\./sha" + r"red|/wo" + r"rk/|/ro" + r"ot/")
    for path in _tracked():
        if path.suffix in {".mo", ".png", ".pdf"}:
            continue
        assert not wrong.search(path.read_text("utf-8", errors="replace")), path.relative_to(ROOT)


def test_no_file_does_two_things() -> None:
    """A file of more than 400 lines is a sign that two things live in it."""
    long = [
        p.name
        for p in _tracked()
        if p.suffix == ".py" and "migrations" not in p.parts and len(p.read_text("utf-8").splitlines()) > 400
    ]
    assert not long
