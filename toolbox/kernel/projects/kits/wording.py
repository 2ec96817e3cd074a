"""Checks what a kit says: that both languages say everything, at a length that is read, in words that fit."""

import re
from collections.abc import Iterator

from toolbox.kernel.projects.kits import written
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.kits.placing import Placed
from toolbox.kernel.projects.kits.reading import Problem

LEAST_WORDS, MOST_WORDS = 700, 2_000
FORBIDDEN = {
    "en": ("client", "clients", "beneficiary", "beneficiaries", "case worker", "user", "users"),
    "es": ("beneficiario", "beneficiaria", "beneficiarios", "ayuda social", "usuario", "usuarios", "usuaria"),
}
"""What we do not call people."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
_ADDRESS = re.compile(r"https?://|www\.")
_TO_THE_LIBRARY = "library:"


def whole(placed: Placed) -> Iterator[Problem]:
    """What is missing in Spanish, and a length that nobody reads or that says too little."""
    texts_there = placed.read.texts
    if placed.spanish in texts_there:
        yield from _missing(placed)
    else:
        says = "This file is missing. Its texts are shown in English, and marked so."
        yield Problem(placed.spanish, 1, says)
    if placed.guides["es"] not in texts_there:
        yield Problem(placed.guides["es"], 1, "This file is missing. The guide is shown in English, and marked so.")
    for language, file in placed.guides.items():
        count = words(placed.kit, language)
        if file in texts_there and not LEAST_WORDS <= count <= MOST_WORDS:
            says = f"The whole kit has {count} words in this language. It should have {LEAST_WORDS} to {MOST_WORDS}."
            yield Problem(file, 1, says)


def _missing(placed: Placed) -> Iterator[Problem]:
    kit, file = placed.kit, placed.spanish
    for name, both in kit.lines.items():
        if both.en and not both.es:
            yield placed.at(name, f"“{name}” is missing in Spanish.", file)
    if any(not both.es for both in kit.things):
        yield placed.at("tonight.things", "Something of tonight.things is missing in Spanish.", file)
    for key, both in kit.tool_texts():
        if both.en and not both.es:
            yield placed.at(key, f"“{key}” is missing in Spanish.", file)
    for name in written.LISTS:
        for number, piece in enumerate(kit.lists[name]):
            missing = [key for key, both in piece.says.items() if both.en and not both.es]
            if missing:
                says = f"“{missing[0]}” of number {number + 1} of “{name}” is missing in Spanish."
                yield placed.at(f"{name}[{number}]", says, file)


def unfit(placed: Placed) -> Iterator[Problem]:
    """Words that we do not call people, and addresses outside the library."""
    for file, text in placed.read.texts.items():
        forbidden = FORBIDDEN["es" if ".es." in file else "en"]
        for number, line in enumerate(text.splitlines(), 1):
            if _ADDRESS.search(line):
                yield Problem(file, number, "No web address: name an entry of the library, whose links are checked.")
            for word in forbidden:
                if re.search(rf"\b{word}\b", line, re.IGNORECASE):
                    yield Problem(file, number, f"We do not say “{word}”.")
            if any(not target.startswith(_TO_THE_LIBRARY) for target in _LINK.findall(line)):
                yield Problem(file, number, "A link leads to the library: [Name](library:slug).")


def library_links(text: str) -> Iterator[tuple[int, str]]:
    """Line and slug of each link to the library."""
    for number, line in enumerate(text.splitlines(), 1):
        for target in _LINK.findall(line):
            if target.startswith(_TO_THE_LIBRARY):
                yield number, target.removeprefix(_TO_THE_LIBRARY)


def words(kit: Kit, language: str) -> int:
    """How many words a kit has in a language."""
    return len(_WORD.findall(" ".join(texts(kit, language))))


def texts(kit: Kit, language: str) -> Iterator[str]:
    """Every text of a kit in a language, as it is read."""
    yield from (both.here(language) for both in kit.lines.values())
    yield from (both.here(language) for both in kit.things)
    for pieces in kit.lists.values():
        for piece in pieces:
            yield from (both.here(language) for both in piece.says.values())
    yield from (both.here(language) for _key, both in kit.tool_texts())
    yield from (both.here(language) for both in kit.guide)
