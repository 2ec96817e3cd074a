"""Takes another directory's HSDS file into the entries that wait for review. Nothing is published by it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from toolbox.library.columns import Wrong
from toolbox.library.hsds.entries import Entry, Row, entry, with_mark
from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.reading import Unreadable, objects


class Problem(NamedTuple):
    """Where something is in the file (empty: the whole file), and what is wrong or was left out."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason


class Parsed(NamedTuple):
    """What a file holds. Entries are to be used only where there are no problems; remarks hinder nothing."""

    entries: tuple[Entry, ...] = ()
    repeated: int = 0  # organizations that the file has as a service of the same name already
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


class Report(NamedTuple):
    """What taking in did, in numbers of entries; where there are problems it did nothing."""

    added: int = 0
    here: int = 0  # the library has the slug or the address already
    waiting: int = 0
    declined: int = 0  # somebody here has said no to it before
    repeated: int = 0
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def read(data: bytes) -> Parsed:
    """Read a file: a page, a list, a package or ndjson. Never raises for what the bytes hold."""
    try:
        found = objects(data)
    except Unreadable as unreadable:
        return Parsed(problems=(Problem("", str(unreadable)),))
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], str] = {}
    for one in found:
        try:
            made = entry(one)
        except Wrong as wrong:
            problems.append(Problem(one.where, str(wrong)))
            continue
        first = seen.setdefault((made.what, made.id), made.where)
        if first != made.where:
            problems.append(Problem(one.where, f"Its id stands at “{first}” already."))
        entries.append(made)
    kept, repeated = _told_apart(entries, problems)
    remarks = tuple(Problem(made.where, remark) for made in kept for remark in made.remarks)
    return Parsed(tuple(kept), repeated, tuple(problems), remarks)


def _told_apart(entries: list[Entry], problems: list[Problem]) -> tuple[list[Entry], int]:
    """Entries with a slug each. Resources keep theirs; an organization that is its own service goes."""
    taken: dict[str, Entry] = {}
    order = {made.where: number for number, made in enumerate(entries)}
    kept: list[Entry] = []
    repeated = 0
    for made in sorted(entries, key=lambda made: ("resource", "service", "organization").index(made.what)):
        slug = made.row["slug"]
        other = taken.get(slug)
        if other and made.what == "resource":
            problems.append(Problem(made.where, f"“{slug}” stands at “{other.where}” already."))
        elif other and _same(made, other):
            repeated += 1
        else:
            row = {**made.row, "slug": with_mark(slug, made.id)} if other else made.row
            taken[row["slug"]] = made
            kept.append(made._replace(row=row))
    return sorted(kept, key=lambda made: order[made.where]), repeated


def _same(made: Entry, other: Entry) -> bool:
    if made.what == "organization" and other.what == "service" and other.run_by == made.id:
        return True
    address = _address(made.row["url"])
    return other.what == "resource" and bool(address) and address == _address(other.row["url"])


def keep(parsed: Parsed, came_from: str, today: date) -> Report:
    """Put the entries of a file among those that wait. All or nothing."""
    from toolbox.library import keeping
    from toolbox.library.models import Resource, Waiting

    if parsed.problems:
        return Report(problems=parsed.problems, remarks=parsed.remarks)
    known = keeping.known()
    here = waiting = declined = 0
    with keeping.changing():
        listed = list(Resource.objects.values_list("slug", "url"))
        slugs, addresses = {slug for slug, _url in listed}, {_address(url) for _slug, url in listed} - {""}
        before = {one.uid: one for one in Waiting.objects.all()}
        same = {_alike(one.row): one for one in before.values()}
        new: list[Waiting] = []
        for made in parsed.entries:
            uid = _uid(made, came_from)
            earlier = before.get(uid) or same.get(_alike(made.row))
            if made.row["slug"] in slugs or _address(made.row["url"]) in addresses:
                here += 1
            elif earlier and earlier.declined_on:
                declined += 1
            elif earlier:
                waiting += 1
            else:
                row = _only_known(made.row, known)
                new.append(Waiting(uid=uid, row=row, came_from=came_from[:200], arrived_on=today))
        Waiting.objects.bulk_create(new, batch_size=100)
    return Report(len(new), here, waiting, declined, parsed.repeated, remarks=parsed.remarks)


def _uid(made: Entry, came_from: str) -> str:
    """The entry's identity: its own UUID, or one made from its id and where it came from."""
    return f"{made.what}:{made.id if made.global_id else identify('from', came_from, made.what, made.id)}"


def _only_known(row: Row, known: Mapping[str, Iterable[str]]) -> Row:
    """The row without categories and kinds of project that this library does not have."""
    category = row["category"] if row["category"] in known["category"] else ""
    kits = [kit for kit in row["kits"].split("; ") if kit in known["kits"]]
    return {**row, "category": category, "kits": "; ".join(kits)}


def _alike(row: Row) -> tuple[str, str]:
    return row.get("slug", ""), _address(row.get("url", ""))


def _address(url: str) -> str:
    """An address in the form in which two are compared: without scheme, www. and a last slash."""
    parts = urlsplit(url)
    if not parts.hostname:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return parts.hostname.removeprefix("www.") + parts.path.rstrip("/") + query + fragment
