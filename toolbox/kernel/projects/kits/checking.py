"""Checks a kit: that it hangs together, tightens rules and never loosens them, and asks nothing that it says it never
asks. Pure: what exists elsewhere (library, forms, sheets, tools) is passed in."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from toolbox.kernel.intake.questions import Form, Question
from toolbox.kernel.projects.kits import wording
from toolbox.kernel.projects.kits.placing import Placed
from toolbox.kernel.projects.kits.reading import Problem, Read
from toolbox.kernel.records.folding import fold


@dataclass(frozen=True)
class Known:
    """What a kit may name."""

    resources: Collection[str] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    sheets: Collection[str] = ()
    tools: Collection[str] = ()
    keep_days: Mapping[str, int] = field(default_factory=dict)
    sets: Mapping[str, Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]] = field(default_factory=dict)
    """By the name of a tool: what is wrong with a table in which a kit sets it up."""


def problems(read: Read, known: Known) -> list[Problem]:
    """Everything that is wrong with a kit, in the order of files and lines."""
    found = list(read.problems)
    if read.kit is not None:
        placed = Placed(read.kit, read)
        for check in (wording.whole, wording.unfit, _evening, _steps):
            found += check(placed)
        for check_known in (_named, _tables, _keeps, _asks_what_it_never_asks):
            found += check_known(placed, known)
    return sorted(found)


def _evening(placed: Placed) -> Iterator[Problem]:
    kit = placed.kit.english
    total = sum(one.minutes for one in kit.evening)
    if total != kit.tonight.minutes:
        says = f"The parts of the evening take {total} minutes, but tonight.minutes says {kit.tonight.minutes}."
        yield placed.at("tonight.minutes", says)
    for number, one in enumerate(kit.safety):
        if one.kind in {"law", "health"} and not one.check:
            yield placed.at(f"safety[{number}].check", "Law and health are checked by somebody here: check = true.")


def _steps(placed: Placed) -> Iterator[Problem]:
    kit = placed.kit.english
    for number, (before, after) in enumerate(pairwise(kit.step), 1):
        if after.day < before.day:
            says = "This step comes before the one above it. Put steps in the order of their days."
            yield placed.at(f"step[{number}].day", says)
    roles, names = {one.name for one in kit.role}, set[str]()
    for number, step in enumerate(kit.step):
        if step.name in names:
            yield placed.at(f"step[{number}].name", f"Two steps are called “{step.name}”.")
        names.add(step.name)
        if step.role and step.role not in roles:
            yield placed.at(f"step[{number}].role", f"There is no role “{step.role}” in this kit.")


def _named(placed: Placed, known: Known) -> Iterator[Problem]:
    """That what it names is there."""
    kit = placed.kit.english
    for number, step in enumerate(kit.step):
        if step.sheet and step.sheet not in known.sheets:
            yield placed.at(f"step[{number}].sheet", f"There is no sheet “{step.sheet}”.")
    for key, there in (("sheets", known.sheets), ("forms", known.forms), ("tools", known.tools)):
        for name in getattr(kit, key):
            if name not in there:
                yield placed.at(key, f"There is nothing called “{name}” for “{key}”.")
    for name in kit.resources:
        if name not in known.resources:
            yield placed.at("resources", f"The library has no entry “{name}”.")
    for language, file in placed.guides.items():
        for line, slug in wording.library_links(placed.read.texts.get(file, "")):
            if slug not in known.resources:
                yield Problem(file, line, f"The library has no entry “{slug}” ({language}).")


def _tables(placed: Placed, known: Known) -> Iterator[Problem]:
    """That what it sets in tools is what these tools can be set to."""
    for tool, table in placed.kit.sets.items():
        if tool not in placed.kit.english.tools:
            yield placed.at(f"tool.{tool}.", f"“{tool}” is set up here, and is not among the “tools”.")
        if tool not in known.sets:
            yield placed.at(f"tool.{tool}.", f"There is nothing that a kit can set in “{tool}”.")
            continue
        for key, says in known.sets[tool](table):
            yield placed.at(f"tool.{tool}.{key}", says)
    for key in placed.kit.strays:
        yield placed.at(key, f"“{key}” is no text of kit.toml.", placed.spanish)


def _keeps(placed: Placed, known: Known) -> Iterator[Problem]:
    for kind, kept in placed.kit.english.keeps.items():
        most = known.keep_days.get(kind)
        if most is None:
            yield placed.at("keeps", f"There is no kind of record “{kind}” that has days.")
        elif not 0 < kept <= most:
            says = f"A kit can shorten days, never lengthen them: {most} is the most for “{kind}”."
            yield placed.at("keeps", says)


def _asks_what_it_never_asks(placed: Placed, known: Known) -> Iterator[Problem]:
    """Hold each question of the kit's forms against its own promises."""
    for name in placed.kit.english.forms:
        for question in known.forms[name].questions if name in known.forms else ():
            for number, word in _broken_promises(placed, question):
                says = f"The form “{name}” asks “{question.says.en}”. It holds “{word}”, which you say you never ask."
                yield placed.at(f"never[{number}].words", says)


def _broken_promises(placed: Placed, question: Question) -> Iterator[tuple[int, str]]:
    for number, piece in enumerate(placed.kit.lists["never"]):
        if word := asks_never(piece.words, question):
            yield number, word


def asks_never(words: Collection[str], question: Question) -> str:
    """The first of these words that a question holds; empty where it holds none."""
    said = [question.says, question.hint, *(choice.says for choice in question.choices)]
    asked = " ".join(fold(part) for both in said for part in (both.en, both.es))
    found = (word for word in words if re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", asked))
    return next(found, "")
