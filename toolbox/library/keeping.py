"""How the list changes: loading a file, editing, adding, retiring. Each change is whole or does not happen."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import F, Max

from toolbox.library import categories
from toolbox.library.columns import BY_NAME, COLUMNS, NAMES, Known, read_cells, with_slug, write_cell
from toolbox.library.models import Resource, State
from toolbox.library.rows import Problem, Row, read


class Report(NamedTuple):
    """What a load did, in numbers of entries; where there are problems it did nothing."""

    added: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0  # entries of which something was left as it had been edited here
    absent: int = 0  # entries of the library that the file does not have; they stay
    problems: tuple[Problem, ...] = ()


class CannotEdit(Exception):
    """An edit cannot be made; the message says why."""


def known() -> Known:
    """The words that this library's columns may use: its categories and kinds of project."""
    return {
        "category": [category.slug for category in categories.load()],
        "kits": [project.slug for project in categories.projects()],
    }


@contextmanager
def changing() -> Iterator[None]:
    """One change of the list, alone: whoever reads, thinks and writes loses nothing that another wrote meanwhile."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite lets in one writer at a time by itself
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE library_state IN EXCLUSIVE MODE")
        yield


def grow_version() -> None:
    """Tell every process that its copy of the list is old. To be called inside the change's own transaction."""
    state, _made = State.objects.get_or_create(pk=1)
    State.objects.filter(pk=state.pk).update(version=F("version") + 1)


def load(data: bytes, today: date) -> Report:
    """Load a CSV or JSON file. What was edited here stays; any problem in the file means that nothing is loaded."""
    rows = read(data, known())
    if rows.problems:
        return Report(problems=rows.problems)
    with changing():
        merged = _merge(rows.rows, today)
        if merged.report.problems:
            return merged.report
        Resource.objects.bulk_create(merged.new, batch_size=500)
        Resource.objects.bulk_update(merged.changed, [*NAMES, "changed_on"], batch_size=100)
        if merged.new or merged.changed:
            grow_version()
    return merged.report


class _Merged(NamedTuple):
    new: list[Resource]
    changed: list[Resource]
    report: Report


def _merge(rows: Iterable[Row], today: date) -> _Merged:
    """What a load would do to the list as it is; nothing is written."""
    here = {resource.slug: resource for resource in Resource.objects.all()}
    absent = {resource.slug for resource in here.values() if resource.retired_on is None}
    position = _last_position()
    new: list[Resource] = []
    changed: list[Resource] = []
    problems: list[Problem] = []
    same = kept = 0
    for row in rows:
        slug = row.values["slug"]
        absent.discard(slug)
        resource = here.get(slug)
        if resource is None:
            position += 1
            new.append(Resource(**row.values, position=position, added_on=today, changed_on=today))
            continue
        ours = {name for name in resource.edited if name in row.values}
        kept += any(row.values[name] != getattr(resource, name) for name in ours)
        if _set(resource, {name: value for name, value in row.values.items() if name not in ours}, today):
            changed.append(resource)
            if _ends_before_it_begins(resource):
                problems.append(Problem(row.line, "until", "With what was edited here, it ends before it begins."))
        else:
            same += 1
    return _Merged(new, changed, Report(len(new), len(changed), same, kept, len(absent), tuple(problems)))


def edit(slug: str, texts: Mapping[str, str], today: date) -> Resource:
    """Change columns of one entry, given as text. Raises CannotEdit with a sentence a column."""
    with changing():
        resource = get(slug)
        if texts.get("slug", slug) != slug:
            raise CannotEdit("slug: An entry keeps its address. Add a new one and retire this one.")
        values = _values(texts)
        _set(resource, values, today)
        resource.edited = sorted({*resource.edited, *values})  # also what had this value already: it is ours now
        if _ends_before_it_begins(resource):
            raise CannotEdit("until: It ends before it begins.")
        resource.save()
        grow_version()
    return resource


def add(texts: Mapping[str, str], today: date) -> Resource:
    """Add one entry. Raises CannotEdit with a sentence a column."""
    missing = {column.name: "" for column in COLUMNS if column.required}
    values = _values(with_slug({**missing, **texts}))
    with changing():
        if Resource.objects.filter(slug=values["slug"]).exists():
            raise CannotEdit(f"slug: There is an entry “{values['slug']}” already.")
        resource = Resource(**values, position=_last_position() + 1, added_on=today, changed_on=today)
        resource.edited = sorted(values)
        resource.save()
        grow_version()
    return resource


def retire(slug: str, today: date) -> Resource:
    """Take an entry off the list; its address goes on saying so. Raises CannotEdit."""
    return _retired(slug, today, "is off the list already")


def restore(slug: str) -> Resource:
    """Put a retired entry back. Raises CannotEdit."""
    return _retired(slug, None, "is on the list already")


def _retired(slug: str, day: date | None, otherwise: str) -> Resource:
    with changing():
        resource = get(slug)
        if (resource.retired_on is None) == (day is None):
            raise CannotEdit(f"“{slug}” {otherwise}.")
        resource.retired_on = day
        resource.save(update_fields=["retired_on"])
        grow_version()
    return resource


def _last_position() -> int:
    return Resource.objects.aggregate(last=Max("position"))["last"] or 0


def get(slug: str) -> Resource:
    """The entry with a slug, retired or not. Raises CannotEdit."""
    resource = Resource.objects.filter(slug=slug).first()
    if resource is None:
        raise CannotEdit(f"There is no entry “{slug}”. Search for it: toolbox library find WORDS")
    return resource


def _values(texts: Mapping[str, str]) -> dict[str, Any]:
    unknown = [name for name in texts if name not in BY_NAME]
    if unknown:
        raise CannotEdit(f"There is no column “{unknown[0]}”. The columns are: {', '.join(NAMES)}.")
    values, wrong = read_cells(texts, known())
    if wrong:
        raise CannotEdit("\n".join(f"{column}: {reason}" for column, reason in wrong))
    return values


def _ends_before_it_begins(resource: Resource) -> bool:
    return bool(resource.since and resource.until and resource.since > resource.until)


def _set(resource: Resource, values: Mapping[str, Any], today: date) -> bool:
    changed = {name: value for name, value in values.items() if getattr(resource, name) != value}
    for name, value in changed.items():
        setattr(resource, name, value)
    if changed:
        resource.changed_on = today
    return bool(changed)


def cells(resource: Resource) -> dict[str, str]:
    """An entry as the texts of a CSV row."""
    return {name: write_cell(getattr(resource, name)) for name in NAMES}
