"""The categories, the kinds of project and the names of places: data from content/library."""

import tomllib
from functools import cache
from typing import TypeVar

import msgspec
from django.conf import settings

from toolbox.library.vocabulary import Face


class Category(msgspec.Struct, frozen=True):
    """One category of the list, in both languages."""

    slug: str
    name: str
    name_es: str
    short: str
    short_es: str
    introduction: str
    introduction_es: str
    notice: str = ""
    notice_es: str = ""


class Project(msgspec.Struct, frozen=True):
    """One kind of project that people start, in plain words."""

    slug: str
    name: str
    name_es: str
    what: str
    what_es: str
    faces: tuple[Face, ...]


class Area(msgspec.Struct, frozen=True):
    """A place of the filter, with its name in Spanish."""

    name: str
    name_es: str


T = TypeVar("T")


def _read(name: str, key: str, struct: type[T]) -> tuple[T, ...]:
    path = settings.CONTENT / "library" / name
    whole = tomllib.loads(path.read_text("utf-8"))
    return tuple(msgspec.convert(whole[key], list[struct]))  # type: ignore[valid-type]


@cache
def load() -> tuple[Category, ...]:
    """The categories in the founding list's order."""
    return _read("categories.toml", "category", Category)


@cache
def projects() -> tuple[Project, ...]:
    """The kinds of project."""
    return _read("projects.toml", "project", Project)


@cache
def areas() -> tuple[Area, ...]:
    """The names of places that have a Spanish name of their own."""
    return _read("areas.toml", "area", Area)


def find(slug: str) -> Category | None:
    """The category with a slug."""
    return next((category for category in load() if category.slug == slug), None)
