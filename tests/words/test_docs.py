"""Somebody reads the documentation and does what it says: everything is in it, and nothing leads nowhere."""

import pkgutil
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.apps import apps

import benchmarks
from toolbox.kernel.registry.audience import addresses
from toolbox.library import categories, filters, keeping, rows, vocabulary
from toolbox.library.columns import COLUMNS, Column
from toolbox.library.hsds.query import PARAMETERS
from toolbox.site.commands import main
from toolbox.site.environment import Setting
from toolbox.site.settings import env

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PLACES = {
    **{"<slug:slug>": "SLUG", "<str:identifier>": "ID", "<str:name>": "NAME"},
    **{f"<int:{name}>": "NUMBER" for name in ("waiting", "edition")},
    **{f"<row:{name}>": name.upper() for name in ("experience", "suggestion", "telling")},
    **{f"<row:{name}>": name.upper() for name in ("circle", "member", "note", "file", "version")},
    **{f"<row:{name}>": name.upper() for name in ("envelope", "record", "form", "project", "step")},
    **{f"<row:{name}>": name.upper() for name in ("need", "other", "offer", "sent", "bill", "brought", "thing")},
    **{"<int:number>": "NUMBER", "<slug:form>": "FORM"},
    **{f"<row:{name}>": "FILE" for name in ("enclosed", "attached")},
}
MARKDOWN = sorted(
    ROOT / line
    for line in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()
    if (ROOT / line).is_file()
)  # fmt: skip


def text(path: Path) -> str:
    return path.read_text("utf-8")


def rows_of(page: str) -> dict[str, str]:
    """The rows of all tables of a page by the words in code marks in their first cell."""
    found: dict[str, str] = {}
    for line in page.splitlines():
        if line.startswith("| `"):
            first, rest = line.removeprefix("| ").split(" |", 1)
            for name in re.findall(r"`([^`]+)`", first):
                found.setdefault(name, rest)
    return found


def sections(page: str) -> dict[str, str]:
    """The parts of a page by heading."""
    parts = re.split(r"^#{1,4} (.+)$", page, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def anchors(page: str) -> set[str]:
    """The names by which headings can be linked to, as forges make them."""
    page = re.sub(r"^```.*?^```", "", page, flags=re.M | re.S)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", page, re.M)}


def links(page: str) -> Iterator[str]:
    """Where a page leads: links and pictures, but for whole addresses of the web and what stands in examples."""
    page = re.sub(r"^```.*?^```", "", page, flags=re.M | re.S)
    page = re.sub(r"`[^`\n]*`", "", page)
    for target in re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", page):
        address = target[0] or target[1]
        if not re.match(r"[a-z]+:", address):
            yield address


def dead_ends(path: Path) -> list[str]:
    """The links of a page that lead to no file, or to no heading."""
    dead = []
    for link in links(text(path)):
        file, _hash, anchor = link.partition("#")
        target = (path.parent / file) if file else path
        leads = target.exists() and target.resolve().is_relative_to(ROOT)
        if not leads or (anchor and anchor not in anchors(text(target))):
            dead.append(link)
    return dead


def commands(command: click.Command, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command as it is typed."""
    name = f"{before} {command.name}".strip() if before else "toolbox"
    yield name, command
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from commands(inner, name)


@pytest.mark.parametrize("setting", env.known, ids=lambda setting: setting.name)
def test_every_setting_is_there_with_its_default(setting: Setting) -> None:
    row = rows_of(text(REFERENCE / "settings.md"))[setting.name]
    without = row.split("|")[0].replace("`", "")
    assert (setting.default or "nothing") in without


def test_no_setting_is_made_up() -> None:
    named = {name for path in MARKDOWN for name in re.findall(r"\bTOOLBOX_[A-Z_]+\b", text(path))}
    assert named == {name for name, *_rest in env.known if name.startswith("TOOLBOX_")}


@pytest.mark.parametrize(
    ("name", "command"), list(commands(main)), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_is_there_with_its_options(name: str, command: click.Command) -> None:
    there = {
        re.sub(r" \[?[A-Z].*", "", heading.strip("`")): (heading, body)
        for heading, body in sections(text(REFERENCE / "commands.md")).items()
        if heading.startswith("`toolbox")
    }
    heading, body = there[name]
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert parameter.make_metavar(click.Context(command)).strip("[]").removesuffix("...") in heading
        else:
            assert all(f"`{option}" in body for option in parameter.opts)


@pytest.mark.parametrize(
    ("name", "command"), list(commands(main)), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_shows_how_it_is_typed(name: str, command: click.Command) -> None:
    examples = re.findall(r"^ *(?:[A-Z_]+=\S+ )?(toolbox .+)", command.get_help(click.Context(command)), re.M)
    assert any(f"{example} ".startswith(f"{name} ") for example in examples)


def test_no_command_is_made_up() -> None:
    """What stands in examples as a command is one, and its options are its own."""
    known = dict(commands(main))
    typed = re.findall(
        r"(?:^|[ `/])toolbox ((?:library |serve|settings)[^\n`|#]*)", "\n".join(map(text, MARKDOWN)), re.M
    )
    assert len(typed) > 30
    for line in typed:
        words = line.split()
        name = next(n for n in (" ".join(["toolbox", *words[:k]]) for k in (3, 2, 1)) if n in known)
        assert len(words) == 1 or name != "toolbox library" or words[1] == "…", line
        options = {option for parameter in known[name].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= {*options, "--help"}, line


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_is_there_with_its_size(column: Column) -> None:
    line = next(line for line in text(REFERENCE / "columns.md").splitlines() if line.startswith(f"| `{column.name}`"))
    assert f"| {column.most} |" in line
    assert ("(must be there)" in line) == column.required


def test_every_word_that_a_column_may_use_is_there() -> None:
    words = {
        *vocabulary.Kind.values, *vocabulary.LinkSource.values, *vocabulary.Status.values, *vocabulary.Warn.values,
        *(category.slug for category in categories.load()), *(project.slug for project in categories.projects()),
    }  # fmt: skip
    assert words <= rows_of(text(REFERENCE / "columns.md")).keys()


def test_every_address_is_there() -> None:
    there = rows_of(text(REFERENCE / "pages-and-addresses.md")).keys()
    for address in addresses():
        shown = "/" + address.route
        for place, word in PLACES.items():
            shown = shown.replace(place, word)
        assert shown in there


def test_every_part_of_a_narrowed_down_address_is_there() -> None:
    page = text(REFERENCE / "pages-and-addresses.md")
    for word in (
        *filters.DIMENSIONS,
        *filters.SORTS,
        *(name for name, _first in filters.PERIODS),
        "q",
        "after",
        "before",
    ):
        assert f"`{word}`" in page


def test_every_parameter_of_hsds_is_there() -> None:
    assert PARAMETERS.keys() <= rows_of(text(REFERENCE / "hsds.md")).keys()


def test_every_figure_is_there() -> None:
    there = rows_of(text(REFERENCE / "figures.md")).keys()
    for subject in [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.ispkg]:
        assert any(name.startswith(subject) for name in there), subject
    code = "".join(text(path) for path in (ROOT / "benchmarks").glob("*/__init__.py"))
    named = re.findall(r'Figure\("([\w-]+)"', code)
    assert len(named) > 5
    assert set(named) <= there


def test_every_target_of_make_is_there() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", text(ROOT / "Makefile"), re.M)
    there = rows_of(text(REFERENCE / "commands.md")).keys()
    assert {f"make {target}" for target in targets} <= there


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_leads_nowhere(path: Path) -> None:
    assert dead_ends(path) == []


def test_a_link_that_leads_nowhere_would_be_found() -> None:
    page = (
        'See [one](no-such-file.md), [two](#no-heading), ![three](gone.png) and <img src="gone.svg"> but `[not](this)`.'
    )
    assert list(links(page)) == ["no-such-file.md", "#no-heading", "gone.png", "gone.svg"]


def test_every_document_can_be_reached_from_the_first() -> None:
    reached, ahead = set(), [ROOT / "README.md"]
    while ahead:
        path = ahead.pop()
        if path not in reached:
            reached.add(path)
            files = (path.parent / link.split("#")[0] for link in links(text(path)))
            ahead += [file.resolve() for file in files if file.suffix == ".md"]
    assert set(DOCS.rglob("*.md")) <= reached


def test_the_example_of_the_spreadsheet_loads() -> None:
    page = text(DOCS / "how-to" / "take-over-a-spreadsheet.md")
    (example,) = re.findall(r"<!-- example -->\n```csv\n(.*?)```", page, re.S)
    for data in (example.encode(), b"\xef\xbb\xbf" + example.replace("\n", "\r\n").encode()):
        read = rows.read(data, keeping.known())
        assert read.problems == ()
        assert len(read.rows) == 3
    assert rows.read(example.replace("organisation", "leaflet").encode(), keeping.known()).problems


def test_the_complaints_that_are_explained_are_those_that_are_made() -> None:
    """Each sentence of the table of complaints, up to what differs, stands in the code that makes it."""
    page = sections(text(DOCS / "how-to" / "take-over-a-spreadsheet.md"))["4. If something is wrong"]
    code = text(ROOT / "toolbox/library/columns.py") + text(ROOT / "toolbox/library/rows.py")
    said = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")][2:]
    assert len(said) > 12
    for sentence in said:
        longest = max(re.split(r"“[^”]*”|\d[\d,]*|…", sentence), key=len).strip()
        assert longest in code, sentence


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_document_names_a_machine_or_a_registry(path: Path) -> None:
    wrong = re.compile(
        r"(?<![\w.~])/(?:wo" + r"rk|ro" + r"ot|home|Users|tmp|var|opt)/|py" + r"pi\.|npm" + r"js|crates\.io|\bissue \d",
        re.I,
    )
    assert not wrong.search(text(path))


def test_the_vaults_page_has_every_table_and_every_label() -> None:
    page = (REFERENCE / "vault.md").read_text("utf-8")
    tables = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("toolbox.")}
    written = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "toolbox").rglob("*.py") if "tests" not in path.parts
    )
    labels = set(re.findall(r'"(toolbox [a-z ]+ [0-9]+)"', written))
    assert len(labels) > 30
    missing = sorted(name for name in tables | labels if f"`{name}`" not in page)
    assert not missing
