"""Reads the files of a kit: a kit, or plain sentences with file and line."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects.kits import kit as kits
from toolbox.kernel.projects.kits.kit import HEADINGS, Kit
from toolbox.kernel.projects.kits.written import English, Spanish

T = TypeVar("T", bound=msgspec.Struct)
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_PATH = re.compile(r"`\$\.?([^`]*)`")
_FIELD = re.compile(r"field `([^`]+)`")
MOST = 300_000  # bytes of one file


class Problem(NamedTuple):
    """What is wrong with a kit, and where."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.says}"


class Read(NamedTuple):
    """A kit, if its files could be read at all, and what is wrong with them."""

    kit: Kit | None
    problems: list[Problem]
    texts: dict[str, str]  # of each file, for finding lines


def read(folder: Path, *, own: bool = False) -> Read:
    """Read one folder. Never raises for what the files hold."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    slug = folder.name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        problems.append(Problem(slug, 1, "A kit’s folder is named with small letters a to z, digits and hyphens."))
    english = _toml(folder / "kit.toml", English, problems, texts, needed=True)
    spanish = _toml(folder / "kit.es.toml", Spanish, problems, texts, needed=False)
    guide = _guide(folder, problems, texts)
    if english is None:
        return Read(None, problems, texts)
    return Read(kits.joined(slug, english, spanish or Spanish(), guide, own=own), problems, texts)


def _text(path: Path, problems: list[Problem], texts: dict[str, str], *, needed: bool) -> str | None:
    name = f"{path.parent.name}/{path.name}"
    try:
        data = path.read_bytes()
    except OSError:
        if needed:
            problems.append(Problem(name, 1, "This file is missing."))
        return None
    if len(data) > MOST:
        problems.append(Problem(name, 1, f"The file has more than {MOST:,} bytes."))
        return None
    try:
        texts[name] = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, "This is not UTF-8. Save the file again as UTF-8."))
        return None
    return texts[name]


def _toml(path: Path, form: type[T], problems: list[Problem], texts: dict[str, str], *, needed: bool) -> T | None:
    text = _text(path, problems, texts, needed=needed)
    if text is None:
        return None
    name = f"{path.parent.name}/{path.name}"
    try:
        return msgspec.convert(tomllib.loads(text), form)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        problems.append(Problem(name, line, "This is not TOML. Look for a quotation mark or bracket that is missing."))
    except msgspec.ValidationError as error:
        problems.append(Problem(name, *_explained(str(error), text)))
    return None


def _explained(error: str, text: str) -> tuple[int, str]:
    """Line and sentence for what does not fit the format."""
    path = found[1] if (found := _PATH.search(error)) else ""
    field = found[1] if (found := _FIELD.search(error)) else ""
    where = f"“{path}”" if path else "the kit"
    if "unknown field" in error:
        line = line_of(text, f"{path}.{field}" if path else field)
        return line, f"There is no key “{field}” here. docs/reference/kit.md names all of them."
    if "missing required field" in error:
        return line_of(text, path), f"The key “{field}” is missing in {where}."
    says = error.split(" - at ", maxsplit=1)[0].rstrip(".")
    return line_of(text, path), f"The value of {where} does not fit: {says.lower()}."


def line_of(text: str, path: str) -> int:
    """The line of a key such as `step[2].day` in a TOML text; of its table where the key is not there; else 1."""
    lines = text.splitlines()
    start, table = 0, 1
    parts = [part for part in path.split(".") if part]
    dotted = ".".join(parts[:-1])
    if any(line.strip() == f"[{dotted}]" for line in lines):  # `[tool.needs]` is one table
        parts = [dotted, parts[-1]]
    for part in parts[:-1] if len(parts) > 1 or (parts and "[" in parts[0]) else []:
        start = table = _table(lines, part, start)
    last = parts[-1] if parts else ""
    if "[" in last:
        name = last.split("[")[0]
        found = _table(lines, last, start) if any(line.startswith(f"[[{name}]]") for line in lines) else 0
        if found:
            return found
        last = name
    key = re.compile(rf"\s*\"?{re.escape(last)}\"?\s*=")
    for number in range(max(start, 0), len(lines)):
        if number > start and start and lines[number].startswith("["):
            break
        if last and key.match(lines[number]):
            return number + 1
    return table


def _table(lines: list[str], part: str, start: int) -> int:
    """The line of `[name]`, or of the n-th `[[name]]` for `name[n]`."""
    name, _bracket, number = part.rstrip("]").partition("[")
    wanted = int(number) if number.isdecimal() else 0
    heads = [at for at, line in enumerate(lines, 1) if line.strip() in {f"[[{name}]]", f"[{name}]"} and at > start]
    return heads[min(wanted, len(heads) - 1)] if heads else 1


def _guide(folder: Path, problems: list[Problem], texts: dict[str, str]) -> tuple[Both, ...]:
    """The guide in both languages, by its headings."""
    by_language: dict[str, tuple[str, ...]] = {}
    for language, name in (("en", "guide.md"), ("es", "guide.es.md")):
        text = _text(folder / name, problems, texts, needed=language == "en") or ""
        found = kits.sections(text, language)
        wanted = HEADINGS[language]
        if text and tuple(found) != wanted:
            first = next((at for at, line in enumerate(text.splitlines(), 1) if line.startswith("## ")), 1)
            says = "The level-two headings must be these, in this order: " + "; ".join(wanted) + "."
            problems.append(Problem(f"{folder.name}/{name}", first, says))
        by_language[language] = tuple(found.get(heading, "") for heading in wanted)
    return tuple(
        Both(en=english, es=spanish) for english, spanish in zip(by_language["en"], by_language["es"], strict=True)
    )
