"""Puts notes away: the page, its version and its files together, or nothing."""

import datetime
from collections.abc import Sequence
from contextlib import suppress

from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.retention import days
from toolbox.kernel.vault.changing import Change
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.trouble import Missing, Moved, Stopped
from toolbox.tools.notes import rules
from toolbox.tools.notes.records import HERE, PAGE, REMOVED, Enclosed, Page, PageFile, Version, shelf
from toolbox.tools.notes.rules import Words

TRIES = 3


class Changed(Exception):
    """Somebody wrote another edition meanwhile."""


def begin(
    group: Group,
    words: Words,
    now: datetime.datetime,
    files: Sequence[Attachment] = (),
    *,
    pinned: bool = False,
    number: int = 0,
) -> Held[Page]:
    """Put a new note, under a number if one is given. Raises FileGone, and IntegrityError where it is there already."""
    page = Held(number or new_id(), Page(title="", text="", by=group.me.id, changed=now, pinned=pinned), HERE)
    enclosed = _enclosed(page.id, files)
    value = rules.begun(words, group.me.id, now, [one for one, _held in enclosed])
    page = page.now(title=value.title, text=value.text, files=value.files)
    with group.circle.change() as box:
        box.put(page, _version(page, words.said))
        _enclose(box, enclosed)
    return box.now(page)


def save(
    group: Group,
    page: Held[Page],
    words: Words,
    now: datetime.datetime,
    files: Sequence[Attachment] = (),
    drop: Sequence[int] = (),
) -> Held[Page]:
    """Put the next edition of a note; one that was removed comes back.

    Raises Changed where somebody wrote one meanwhile, FileGone, and Stopped where a file is to be destroyed while
    a legal paper forbids it.
    """
    edition = page.value.edition
    for _try in range(TRIES):
        enclosed = _enclosed(page.id, files)
        dropped = [file.record for file in page.value.files if file.record in set(drop)]
        value = rules.edited(page.value, words, group.me.id, now, [one for one, _held in enclosed], dropped)
        if value == page.value:
            if page.shelf == HERE:
                return page
            value = rules.touched(value, group.me.id, now)
        changed = Held(page.id, value, HERE, 0, page.version)
        try:
            with group.circle.change() as box:
                box.put(changed)
                if (value.title, value.text) != (page.value.title, page.value.text):
                    box.put(_version(changed, words.said))
                if page.shelf != HERE:
                    box.put(*_others(group, page, None, but=dropped))
                _enclose(box, enclosed)
                box.destroy(*(group.circle.get(PageFile, record) for record in dropped))
        except Moved:
            page = _same_edition(group, page.id, edition)
            continue
        _prune(group, page.id)
        return box.now(changed)
    raise Changed


def pin(group: Group, number: int) -> None:
    """Pin a note, or take its pin out. Raises Missing, Moved."""
    for attempt in range(TRIES):
        page = group.circle.get(Page, number)
        try:
            group.circle.put(page.now(pinned=not page.value.pinned))
            return
        except Moved:
            if attempt == TRIES - 1:
                raise


def remove(group: Group, page: Held[Page], now: datetime.datetime) -> None:
    """Take a note off the list, with a day on which it is destroyed. Raises Moved."""
    dies = days.dies(PAGE, group.settings.shortened, today())
    _move(group, page, REMOVED, dies, now)


def restore(group: Group, page: Held[Page], now: datetime.datetime) -> None:
    """Bring a removed note back. Raises Moved."""
    _move(group, page, HERE, None, now)


def destroy(group: Group, page: Held[Page]) -> None:
    """Destroy a note with its versions and files, today. Raises Stopped, Moved, Missing."""
    with group.circle.change() as box:
        box.destroy(page, *_others(group, page, page.dies))


def versions(group: Group, number: int) -> list[Held[Version]]:
    """What is kept of a page, in no order."""
    return group.circle.shelf(Version, shelf(number))


def one_version(group: Group, number: int, version: int) -> tuple[Held[Version], bool]:
    """One version of a page, and whether it is the newest: what the page says now. Raises Missing."""
    kept = versions(group, number)
    one = next((held for held in kept if held.id == version), None)
    if one is None:
        raise Missing
    return one, one.value.edition == max(held.value.edition for held in kept)


def base(group: Group, number: int, edition: int) -> str | None:
    """The text of an edition, if it is still kept: of the newest version that is no newer."""
    older = [held.value for held in versions(group, number) if held.value.edition <= edition]
    return max(older, key=lambda one: one.edition).text if older else None


def _move(group: Group, page: Held[Page], to: str, dies: datetime.date | None, now: datetime.datetime) -> None:
    if page.shelf == to:
        return
    touched = Held(page.id, rules.touched(page.value, group.me.id, now), to, 0, page.version, dies)
    with group.circle.change() as box:
        box.put(touched, *_others(group, page, dies))


def _others(
    group: Group, page: Held[Page], dies: datetime.date | None, but: Sequence[int] = ()
) -> list[Held[Version] | Held[PageFile]]:
    """The versions and files of a page: they are destroyed on its day."""
    files = [group.circle.get(PageFile, file.record) for file in page.value.files if file.record not in but]
    kept = versions(group, page.id)
    return [*(one.on(one.shelf, dies) for one in kept), *(one.on(one.shelf, dies) for one in files)]


def _same_edition(group: Group, number: int, edition: int) -> Held[Page]:
    """The page as it is now, if nobody wrote meanwhile: then only its pin was moved. Raises Changed."""
    page = group.circle.get(Page, number)
    if page.value.edition != edition:
        raise Changed
    return page


def _version(page: Held[Page], said: str) -> Held[Version]:
    return new(rules.version_of(page.value, page.id, said), shelf(page.id))


def _enclosed(page: int, files: Sequence[Attachment]) -> list[tuple[Enclosed, Held[PageFile]]]:
    """Each file as the page names it, and the record with what opens it."""
    records = [new(PageFile(page=page, attachment=file), shelf(page)) for file in files]
    return [
        (Enclosed(record=held.id, name=held.value.attachment.name, size=held.value.attachment.size), held)
        for held in records
    ]


def _enclose(box: Change, enclosed: Sequence[tuple[Enclosed, Held[PageFile]]]) -> None:
    for _one, held in enclosed:
        box.put(held)
        box.claim(held.value.attachment.file, held)


def _prune(group: Group, number: int) -> None:
    """Destroy the oldest versions beyond those that are kept; while a legal paper forbids it, they stay."""
    if group.circle.count(Version, shelf(number)) <= rules.MOST_VERSIONS:
        return
    old = rules.surplus((held.value.edition, held) for held in versions(group, number))
    with suppress(Stopped, Moved, Missing):
        group.circle.destroy(*old)
