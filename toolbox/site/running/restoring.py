"""A backup becomes a toolbox again: its keys first, then its database; it proves itself, and says what is void."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from toolbox.kernel.registry import copies
from toolbox.site import folders
from toolbox.site.logs import where
from toolbox.site.running import tables
from toolbox.site.running.loading import CannotLoad, Models, Source, load
from toolbox.site.running.stream import Head, Tally

MARK = "restored"  # the day of the last restore
KEY_NAMES = ("signing", "pepper")


class Restored(NamedTuple):
    """What came back, and what did not."""

    tables: Mapping[str, Tally]
    voided: Mapping[str, int]  # rows that were deleted, by table
    swept: int  # records that were due
    stray: Mapping[str, int]  # what belongs to nothing


def place_keys(head: Head, keys: Path) -> list[Path]:
    """Write the server's keys, before anything reads them; returns the files that were made.

    Raises CannotLoad where other keys lie there or these cannot be written, and CannotUse where the folder cannot be
    used.
    """
    if head.keys.keys() != set(KEY_NAMES):
        raise CannotLoad("This copy holds no server keys, so it cannot be restored.")
    folders.make_private(keys)
    paths = {name: keys / name for name in KEY_NAMES}
    for name, path in paths.items():
        if path.exists() and path.read_text("ascii", errors="replace").strip() != head.keys[name]:
            raise CannotLoad(
                f"Other keys than those of the backup lie in {keys}. If they belong to nothing, move them away; if "
                "they belong to another toolbox, name another folder: TOOLBOX_KEYS=/some/folder. Nothing was changed."
            )
    made: list[Path] = []
    try:
        for name, path in paths.items():
            if not path.exists():
                folders.write_key(path, head.keys[name])
                made.append(path)
    except OSError as error:
        take_keys_back(made)
        raise CannotLoad(
            f"The server's keys could not be written to {keys} ({error.strerror or 'no reason given'}). "
            "Nothing was changed."
        ) from None
    return made


def take_keys_back(made: list[Path]) -> None:
    """Remove the keys of a restore that came to nothing."""
    for path in made:
        path.unlink(missing_ok=True)


def restore(source: Source, head: Head) -> Restored:
    """Take a backup into the database of the settings, which must be empty. Raises CannotLoad and Damaged."""
    from django.apps import apps
    from django.conf import settings
    from django.db import DEFAULT_DB_ALIAS, connection
    from django.utils import timezone

    from toolbox.kernel.retention import sweep
    from toolbox.site.database import migrate
    from toolbox.site.postgres import manners
    from toolbox.site.running import backup, placing, proving

    now = timezone.now()
    voided: dict[str, int] = {}

    def first(models: Models) -> None:
        if not proving.keys_fit(models["vault.mark"]):
            raise CannotLoad("The keys in this backup are not those of its database. Nothing was changed.")
        voided.update(void(models, DEFAULT_DB_ALIAS))
        day = timezone.localdate(now).isoformat()
        models["vault.mark"]._base_manager.update_or_create(name=MARK, defaults={"value": day})

    if reason := manners.trouble():
        raise CannotLoad(reason)
    on_file = connection.vendor == "sqlite"
    if on_file:
        placing.begin(DEFAULT_DB_ALIAS)
    try:
        loaded = load(source, DEFAULT_DB_ALIAS, first)
        with _or_made_anew(on_file=on_file):
            migrate()
            # columns that came since
            void({tables.label(model): model for model in apps.get_models()}, DEFAULT_DB_ALIAS)
            swept = sweep.sweep(now).records
            stray = proving.stray()
            if trouble := proving.file_trouble():
                raise CannotLoad(trouble)
            if head.demo:
                (settings.DATA / backup.DEMO).write_text(f"{head.demo}\n", "ascii")
            if on_file:
                placing.finish(DEFAULT_DB_ALIAS)
    finally:
        connection.close()
        if on_file:
            placing.drop_piece()
    return Restored(loaded, voided, swept, stray)


@contextmanager
def _or_made_anew(*, on_file: bool) -> Iterator[None]:
    """What fails after the rows are in: a file is thrown away whole, but a database of PostgreSQL stays filled."""
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        if on_file:
            raise
        raise CannotLoad(
            f"The rows of the backup are in the database, but the restore did not come to its end ({where(error)}). "
            "The server's keys of the backup were taken away again, so nothing there can be used. Make the database "
            "anew, with dropdb and createdb, and restore once more."
        ) from None


def said(done: Restored) -> list[str]:
    """What a restore leaves to people, in sentences."""
    gone = ", ".join(f"{rows:,} of {table}" for table, rows in sorted(done.voided.items()) if rows) or "there were none"
    return [
        "Void: every session (none is in a backup), open invites and founding codes "
        f"({gone}). Circles write new invites.",
        f"Destroyed, because its day has come: {done.swept:,} records.",
        "Closed: the public forms of every circle, until one of its keepers has looked at the list of people and "
        "given the circle a new key. Whoever was removed since the backup is back on the lists until then.",
        *(f"Not whole: {number:,} {what}." for what, number in sorted(done.stray.items())),
        "Next: start it with toolbox serve, and ask every circle to look at its people and press A new key. "
        "docs/how-to/back-up-and-restore.md says the rest.",
    ]


def void(models: Models, alias: str) -> dict[str, int]:
    """Delete and change what the tables say that a restore deletes and changes; returns how many rows are gone."""
    gone = {}
    for label, model in models.items():
        rows = model._base_manager.using(alias)
        if copies.voided(label):
            gone[label] = rows.all().delete()[0]
        there = {field.name for field in model._meta.concrete_fields}  # an older backup may lack some
        if values := {name: value for name, value in copies.restored(label).items() if name in there}:
            rows.update(**values)
    return gone
