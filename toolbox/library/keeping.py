"""How the list changes: loading a file, editing, adding, retiring. Each change is whole or does not happen.

Whoever began from an edition names it: where the entry was changed since, Moved is raised and nothing is done.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from toolbox.library import categories, versions
from toolbox.library.columns import BY_NAME, COLUMNS, NAMES, Known, cells, read_cells, with_slug
from toolbox.library.models import Resource, State, Version
from toolbox.library.rows import Problem, Row, read
from toolbox.library.vocabulary import How


class Report(NamedTuple):
    """What a load did, in numbers of entries; where there are problems it did nothing."""

    added: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0  # entries of which something was left as it had been edited here
    absent: int = 0  # entries of the library that the file does not have; they stay
    problems: tuple[Problem, ...] = ()


class CannotEdit(Exception):
    """An edit cannot be made; the message says why. `wrong` has a sentence for each column that is to blame."""

    def __init__(self, why: str = "", wrong: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(why or "\n".join(f"{column}: {reason}" for column, reason in wrong))
        self.wrong = tuple(wrong)


class Moved(CannotEdit):
    """Somebody else changed the entry meanwhile."""


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
        versions.next_edition(merged.changed, How.LOADED, today)
        Resource.objects.bulk_update(merged.changed, [*NAMES, "changed_on", "edition"], batch_size=100)
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


def edit(
    slug: str,
    texts: Mapping[str, str],
    today: date,
    *,
    edition: int | None = None,
    said: str = "",
    how: How = How.EDITED,
) -> Resource:
    """Change columns of one entry, given as text. Raises Moved, and CannotEdit with a sentence a column."""
    with changing():
        resource = _as_it_was(slug, edition)
        if texts.get("slug", slug) != slug:
            raise CannotEdit(
                wrong=[("slug", _("An entry keeps its address. Add a new one and take this one off the list."))]
            )
        values = _values(texts)
        changed = _set(resource, values, today)
        resource.edited = sorted({*resource.edited, *values})  # also what had this value already: it is ours now
        if _ends_before_it_begins(resource):
            raise CannotEdit(wrong=[("until", _("It ends before it begins."))])
        if changed:
            versions.next_edition([resource], how, today, said)
        resource.save()
        grow_version()
    return resource


def look(slug: str, today: date, *, edition: int | None = None) -> Resource:
    """Say that somebody looked at an entry today. Raises CannotEdit, Moved."""
    return edit(slug, {"looked_on": today.isoformat()}, today, edition=edition, how=How.LOOKED)


def unlook(slug: str, today: date, *, edition: int) -> Resource:
    """Take `look` back, as long as it is the newest change of the entry. Raises CannotEdit, Moved."""
    with changing():
        kept = list(Version.objects.filter(resource__slug=slug)[:2])
        if len(kept) < 2 or kept[0].how != How.LOOKED:
            raise Moved
        before = {"looked_on": kept[1].cells["looked_on"]}
        return edit(slug, before, today, edition=edition, how=How.UNLOOKED)


def bring_back(slug: str, earlier: int, today: date, *, edition: int | None = None, said: str = "") -> Resource:
    """Let an entry say again what it said in an earlier edition. Raises CannotEdit, Moved."""
    with changing():
        version = Version.objects.filter(resource__slug=slug, edition=earlier).first()
        if version is None:
            raise Moved
        now = cells(get(slug))
        texts = {name: text for name, text in version.cells.items() if now.get(name, text) != text}
        return edit(slug, texts, today, edition=edition, said=said, how=How.BACK)


def add(texts: Mapping[str, str], today: date, *, said: str = "") -> Resource:
    """Add one entry. Raises CannotEdit with a sentence a column."""
    missing = {column.name: "" for column in COLUMNS if column.required}
    values = _values(with_slug({**missing, **texts}))
    with changing():
        if Resource.objects.filter(slug=values["slug"]).exists():
            taken = _("There is an entry “%(slug)s” already.") % {"slug": values["slug"]}
            raise CannotEdit(wrong=[("slug", taken)])
        resource = Resource(**values, position=_last_position() + 1, added_on=today, changed_on=today)
        resource.edited = sorted(values)
        resource.save()
        versions.keep([resource], How.ADDED, today, said)
        grow_version()
    return resource


def retire(
    slug: str, today: date, *, edition: int | None = None, because: str = "", told: bool = False, because_es: str = ""
) -> Resource:
    """Take an entry off the list; its address goes on saying so, and why if that is to be told. Raises CannotEdit."""
    with changing():
        resource = _as_it_was(slug, edition)
        if resource.retired_on is not None:
            raise CannotEdit(_("“%(slug)s” is off the list already.") % {"slug": slug})
        resource.retired_on = today
        resource.retired_because, resource.retired_because_es = (because, because_es) if told else ("", "")
        versions.next_edition([resource], How.RETIRED, today, because)
        resource.save()
        grow_version()
    return resource


def restore(slug: str, today: date, *, edition: int | None = None) -> Resource:
    """Put a retired entry back. Raises CannotEdit, Moved."""
    with changing():
        resource = _as_it_was(slug, edition)
        if resource.retired_on is None:
            raise CannotEdit(_("“%(slug)s” is on the list already.") % {"slug": slug})
        resource.retired_on = None
        resource.retired_because = resource.retired_because_es = ""
        versions.next_edition([resource], How.RESTORED, today)
        resource.save()
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


def _as_it_was(slug: str, edition: int | None) -> Resource:
    """The entry, if it still stands in the edition from which somebody began. Raises CannotEdit, Moved."""
    resource = get(slug)
    if edition is not None and edition != resource.edition:
        raise Moved
    return resource


def _values(texts: Mapping[str, str]) -> dict[str, Any]:
    unknown = [name for name in texts if name not in BY_NAME]
    if unknown:
        raise CannotEdit(f"There is no column “{unknown[0]}”. The columns are: {', '.join(NAMES)}.")
    values, wrong = read_cells(texts, known())
    if wrong:
        raise CannotEdit(wrong=wrong)
    return values


def _ends_before_it_begins(resource: Resource) -> bool:
    return bool(resource.since and resource.until and resource.since > resource.until)


def _set(resource: Resource, values: Mapping[str, Any], today: date) -> bool:
    changed = {name: value for name, value in values.items() if getattr(resource, name) != value}
    for name, value in changed.items():
        setattr(resource, name, value)
    if set(changed) - {"looked_on"}:  # who only looked at it changed nothing that a feed should tell
        resource.changed_on = today
    return bool(changed)
