"""Answers made ready for pages and paper: phones that can be called, days and languages in words, files."""

import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from django.template.defaultfilters import filesizeformat

from toolbox.kernel.intake.questions import Ask
from toolbox.kernel.intake.records import Answer
from toolbox.kernel.records import phones
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.ids import spell

NOWHERE = "ZZ"  # no country: every number is shown with its country's code
PICTURES = 6  # of one thing that are shown at once; each is made anew by a child process


class Line(NamedTuple):
    """A line of an answer."""

    text: str
    tel: str = ""  # what a telephone dials
    ltr: bool = False  # numbers and addresses keep their order in every language


class FileShown(NamedTuple):
    """A file of an answer."""

    spelled: str
    name: str
    size: str
    url: str
    picture: str = ""  # where it is shown as a picture, if it says that it is one


class AnswerShown(NamedTuple):
    """An answer with its question."""

    name: str
    says: str
    lines: list[Line]
    files: list[FileShown]


Address = Callable[[int, bool], str]  # of a file: to take it out, or to show it as a picture


def own_name(code: str) -> str:
    """A language in its own words; the code itself where nobody here knows it."""
    try:
        name = Locale.parse(code, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:] if name else code


def lines(answer: Answer) -> list[Line]:
    """What was answered, line by line."""
    if answer.shown:
        return [Line(text) for text in answer.shown]
    return [_line(answer.ask, value) for value in answer.values]


def _line(ask: Ask, value: str) -> Line:
    match ask:
        case Ask.PHONE:
            return Line(phones.shown(value, NOWHERE), phones.dialled(value), ltr=True)
        case Ask.MAIL:
            return Line(value, ltr=True)
        case Ask.LANGUAGE:
            return Line(own_name(value))
        case Ask.DAY:
            return Line(_day(value))
    return Line(value)


def _day(value: str) -> str:
    try:
        return day(datetime.date.fromisoformat(value))
    except ValueError:
        return value


def phones_of(answers: Iterable[Answer]) -> list[Line]:
    """The numbers under which whoever sent it can be called."""
    found = [line for answer in answers if answer.ask is Ask.PHONE for line in lines(answer)]
    return [line for line in found if line.tel]


def shown(answers: Iterable[Answer], address: Address) -> list[AnswerShown]:
    """All of them, but for questions that were left out."""
    pictures = iter(range(PICTURES))
    return [
        AnswerShown(
            answer.question,
            answer.says,
            lines(answer),
            [_file(file, address, pictures) for file in answer.files],
        )
        for answer in answers
        if answer.values or answer.shown or answer.files
    ]


def _file(file: Attachment, address: Address, pictures: Iterable[int]) -> FileShown:
    is_picture = file.media_type.startswith("image/") and next(iter(pictures), None) is not None
    return FileShown(
        spell(file.file),
        file.name,
        filesizeformat(file.size),
        address(file.file, False),
        address(file.file, True) if is_picture else "",
    )
