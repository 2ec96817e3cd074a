"""The columns of the list: what each may hold, how its text is read and how it is written again."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import phonenumbers
from babel import Locale, UnknownLocaleError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from toolbox.library.vocabulary import Kind, LinkSource, Origin, Status, Warn

BETWEEN = "; "
FORMULA = ("=", "+", "-", "@")
RESERVED = {"booklet", "categories", "feeds", "list", "share", "suggest", "went"}  # words of addresses in /library/
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Wrong(Exception):
    """A cell cannot be used; the message is the reason, as a sentence."""


class Column(NamedTuple):
    """One column: its name, what it means, how to read its text, and how many characters it takes."""

    name: str
    what: str
    read: Callable[[str], Any]
    most: int
    required: bool = False


def _line(text: str) -> str:
    return text


def _slug(text: str) -> str:
    if not text:
        raise Wrong(_("It needs a slug, or a name of Latin letters to make one from."))
    if not _SLUG.fullmatch(text):
        raise Wrong(_("A slug is made of small letters a to z, digits and single hyphens, such as food-not-bombs."))
    if text in RESERVED:
        raise Wrong(_("“%(text)s” is used for a page of the library itself. Choose another slug.") % {"text": text})
    return text


def _one_of(choices: list[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise Wrong(_("“%(text)s” is not one of: %(words)s.") % {"text": text, "words": ", ".join(choices)})
        return text

    return read


def _several(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _several_of(choices: list[str]) -> Callable[[str], list[str]]:
    one = _one_of(choices)
    return lambda text: [one(part) for part in _several(text)]


def _year(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"1[5-9]\d\d|20\d\d", text):
        raise Wrong(_("This needs a year of four digits, such as 2014, or nothing."))
    return int(text)


def _address(text: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in {"http", "https"} and parts.hostname and "." in parts.hostname
        fine = fine and not re.search(r"[\s<>\"\\^`{|}]", text) and (parts.port is None or parts.port > 0)
    except ValueError:
        fine = False
    if not fine:
        raise Wrong(_("An address begins with https:// or http:// and has no spaces, such as https://example.org/."))
    if parts.username or parts.password:
        raise Wrong(_("An address must not hold a name or a password."))
    return text


def _phone(text: str) -> str:
    if not text or re.fullmatch(r"\d{3,6}", text):  # short numbers such as 211
        return text
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Wrong(_("A phone number begins with + and the country code, such as +1 415 555 0142."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def language_code(text: str) -> str:
    """A language code that babel knows; raises Wrong."""
    try:
        Locale.parse(text, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        raise Wrong(
            _("“%(text)s” is not a language code. English is en, Spanish is es, Arabic is ar.") % {"text": text}
        ) from None
    return text


def _languages(text: str) -> list[str]:
    return [language_code(part) for part in _several(text)]


def _flag(text: str) -> bool:
    return bool(_one_of(["", "yes"])(text))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(_("A day is written year-month-day, such as 2026-11-24.")) from None


COLUMNS: tuple[Column, ...] = (
    Column("slug", "The last part of its address; made from the name where it is empty.", _slug, 80),
    Column("name", "What it is called.", _line, 300, required=True),
    Column("name_es", "Its name in Spanish, if it has one.", _line, 300),
    Column("kind", "What sort of thing it is.", _one_of(Kind.values), 20, required=True),
    Column("maker", "Who made it or runs it.", _line, 300),
    Column("maker_es", "The same in Spanish, where it is more than a name.", _line, 300),
    Column("place", "Where it is at work, in words.", _line, 200),
    Column("place_es", "The same in Spanish.", _line, 200),
    Column("areas", "Names for the filter by place, such as California; Online.", _several, 400),
    Column("category", "The slug of its category.", _line, 80, required=True),
    Column("since", "The year in which it began or was made.", _year, 20),
    Column("until", "The year in which it ended.", _year, 20),
    Column("years", "The years in words, with any doubt.", _line, 200),
    Column("years_es", "The same in Spanish.", _line, 200),
    Column("url", "Its address on the web.", _address, 1000),
    Column("link_source", "How sure we are of that address.", _one_of(LinkSource.values), 20),
    Column("phone", "A phone number that people may call.", _phone, 40),
    Column("status", "Whether it still goes on.", _one_of(Status.values), 10),
    Column("languages", "Codes of the languages it speaks, such as en; es.", _languages, 200),
    Column("languages_note", "What the codes cannot say.", _line, 200),
    Column("languages_note_es", "The same in Spanish.", _line, 200),
    Column("licence", "What may be done with it; empty where nobody knows.", _line, 400),
    Column("licence_es", "The same in Spanish.", _line, 400),
    Column("offers", "What it offers, in one or two sentences.", _line, 1200, required=True),
    Column("offers_es", "The same in Spanish.", _line, 1200),
    Column("for_whom", "For whom it is.", _line, 600),
    Column("for_whom_es", "The same in Spanish.", _line, 600),
    Column("kits", "Slugs of the kinds of project that it helps to start.", _several, 400),
    Column("warnings", "What a reader must know first.", _several_of(Warn.values), 100),
    Column("origin", "From the founding list, or added later.", _one_of(Origin.values), 10),
    Column("guess", "Yes where we can only think that the founding list meant this.", _flag, 3),
    Column("looked_on", "The day on which somebody last looked at it.", _day, 10),
)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
NAMES = tuple(BY_NAME)
DEFAULTS = {"link_source": LinkSource.UNCHECKED.value, "status": Status.UNKNOWN.value, "origin": Origin.ADDED.value}


Known = Mapping[str, Collection[str]]  # for a column whose words are data: the words it may use


def read_cell(name: str, text: str, known: Known) -> Any:
    """The value that a text means in a column. Raises Wrong with a sentence."""
    column = BY_NAME[name]
    text = text.strip() or DEFAULTS.get(name, "")
    if not text and column.required:
        raise Wrong(_("This must not be empty."))
    if len(text) > column.most:
        raise Wrong(_("This is %(long)d characters long; %(most)d fit.") % {"long": len(text), "most": column.most})
    if _CONTROL.search(text):
        raise Wrong(_("This holds a line break or a character that cannot be shown."))
    if text.startswith(FORMULA) and name != "phone":
        begins = _("This begins with “%(sign)s”, which a spreadsheet would run as a formula. Begin it differently.")
        raise Wrong(begins % {"sign": text[0]})
    value = column.read(text)
    if name != "phone" and write_cell(value).startswith(FORMULA):  # a list that begins with an empty word
        raise Wrong(_("This begins with a sign that a spreadsheet would run as a formula. Begin it differently."))
    if name in known:
        for word in value if isinstance(value, list) else [value]:
            _one_of(sorted(known[name]))(word)
    return value


def read_cells(texts: Mapping[str, str], known: Known) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The values of one entry's texts, and what is wrong with it as pairs of column and sentence."""
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for name, text in texts.items():
        try:
            values[name] = read_cell(name, text, known)
        except Wrong as reason:
            wrong.append((name, str(reason)))
    if values.get("since") and values.get("until") and values["since"] > values["until"]:
        wrong.append(("until", _("It ends before it begins.")))
    return values, wrong


def with_slug(texts: Mapping[str, str]) -> dict[str, str]:
    """The same texts, with a slug made from the name where there is none."""
    slug = texts.get("slug", "").strip() or re.sub(r"[-_]+", "-", slugify(texts.get("name", "")))[:80].strip("-")
    return {**texts, "slug": slug}


def write_cell(value: Any) -> str:
    """A value as the text that reads back to it."""
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case list() | tuple():
            return BETWEEN.join(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def cells(entry: object) -> dict[str, str]:
    """An entry as the texts of a CSV row."""
    return {name: write_cell(getattr(entry, name)) for name in NAMES}
