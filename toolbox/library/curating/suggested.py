"""What somebody suggests, as the columns of an entry. Pure: answers in, cells out."""

from collections.abc import Iterable

from toolbox.kernel.intake.records import Answer
from toolbox.library.columns import BETWEEN, Wrong, language_code
from toolbox.library.vocabulary import Kind

COLUMNS = {"offers": "offers", "for_whom": "for_whom", "where": "place"}  # written in the sender's language
SPANISH = "es"


def cells(answers: Iterable[Answer], language: str) -> dict[str, str]:
    """The columns that a suggestion fills, as somebody wrote them in a language; Spanish words in the Spanish ones."""
    said = {one.question: one.values for one in answers}
    first = {name: " ".join(values[0].split()) for name, values in said.items() if values}
    suffix = "_es" if language.startswith(SPANISH) else ""
    found = {f"{column}{suffix}": first[name] for name, column in COLUMNS.items() if name in first}
    codes = [word for word in said.get("languages", ()) if _is_code(word)]
    others = [word for word in said.get("languages", ()) if not _is_code(word)]
    kind = first.get("kind", "")
    found |= {
        "name": first.get("name", ""),
        "url": _address(first.get("link", "")),
        "kind": kind if kind in Kind.values else "",
        "languages": BETWEEN.join(codes),
        f"languages_note{suffix}": ", ".join(others),
    }
    return {name: text for name, text in found.items() if text}


def _is_code(word: str) -> bool:
    try:
        language_code(word)
    except Wrong:
        return False
    return True


def _address(text: str) -> str:
    """What was typed, with https:// before what looks like a host."""
    is_bare = "." in text and " " not in text and "://" not in text and "@" not in text
    return f"https://{text}" if is_bare else text
