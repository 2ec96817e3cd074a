"""Gathers every sentence that can be translated, keeps the catalogues, and says what is missing. Needs no gettext.

`messages.py update` brings locale/*/LC_MESSAGES/django.po up to date and compiles them;
`messages.py check` fails where a sentence is missing, unclear, not compiled, or where gathering cannot see it.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog, pofile
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HOLE = re.compile(r"%\((\w+)\)[sd]")


def found() -> Catalog:
    """Every sentence of the code and the templates."""
    catalog = Catalog(project="Mutual Aid Toolbox", charset="utf-8")
    for path, text in _sources():
        for _line, words, comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"]):
            flags = ["python-format"] if HOLE.search(str(words)) else []
            catalog.add(words, flags=flags, auto_comments=comments, context=context, locations=[(path, None)])  # type: ignore[list-item]
    return catalog


def _sources() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "toolbox").rglob("*")):
        name = str(path.relative_to(ROOT))
        if "/tests/" in name:
            continue
        if path.suffix == ".py":
            yield name, path.read_text("utf-8")
        elif path.suffix == ".html":
            source = templatize(path.read_text("utf-8"), origin=name)
            yield name, "\n".join(line.strip() for line in source.splitlines())


def unseen() -> list[str]:
    """Where a sentence is asked for that cannot be gathered: within an f-string, or out of a variable."""
    found = []
    for path in sorted((ROOT / "toolbox").rglob("*.py")):
        name = path.relative_to(ROOT)
        tree = ast.parse(path.read_text("utf-8"))
        hidden = {id(call) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for call in ast.walk(node)}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                many = 1 if KEYWORDS[call.func.id] is None else len(KEYWORDS[call.func.id])
                words = all(isinstance(one, ast.Constant) for one in call.args[:many])
                if not words or id(call) in hidden:
                    found.append(f"{name}:{call.lineno}: cannot be gathered: {ast.unparse(call)}")
    return found


def read(path: Path) -> Catalog:
    """A catalogue as it stands."""
    with path.open("rb") as file:
        return pofile.read_po(file, locale=path.parts[-3], domain="django")


def compiled(catalog: Catalog) -> bytes:
    """What gettext reads at run time."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update() -> int:
    """Bring every catalogue up to date; sentences without a translation stay empty, never guessed."""
    template = found()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            pofile.write_po(file, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
        path.with_suffix(".mo").write_bytes(compiled(catalog))
    return check()


def check() -> int:
    """The number of problems, each printed."""
    template = found()
    problems = unseen()
    wanted = {(message.context, message.id) for message in template if message.id}
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        catalog = read(path)
        name = path.relative_to(ROOT)
        there = {(message.context, message.id): message for message in catalog if message.id}
        problems += [f"{name}: not gathered: {key[1]}" for key in sorted(wanted - there.keys(), key=str)]
        problems += [f"{name}: no longer used: {key[1]}" for key in sorted(there.keys() - wanted, key=str)]
        for message in there.values():
            strings = message.string if isinstance(message.string, list | tuple) else [message.string]
            if message.fuzzy or not all(strings):
                problems.append(f"{name}: not translated: {message.id}")
            elif _holes(message.id) != _holes(strings):
                problems.append(f"{name}: the %(names)s differ: {message.id}")
        mo = path.with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != compiled(catalog):
            problems.append(f"{mo.relative_to(ROOT)}: not compiled anew; run: make messages")
    for problem in problems:
        print(problem)
    print(f"{len(wanted)} sentences, {len(problems)} problems")
    return min(len(problems), 100)


def _holes(words: Any) -> set[str]:
    return {hole for text in ([words] if isinstance(words, str) else words) for hole in HOLE.findall(text)}


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
