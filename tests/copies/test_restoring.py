"""The server is gone. Somebody takes last night's backup and the key on paper, and makes the toolbox anew."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.copies.places import Place, act, killed, nothing_in, restored, town
from tests.copies.town import CANARY
from tests.disk.test_seized_disk import forms, leaks
from tests.running import serving, toolbox
from toolbox.site.running import age
from toolbox.site.running.loading import counted
from toolbox.site.running.stream import Damaged, Head, Message, Reader, Rows, written

BIG = 6_000_000  # bytes: enough to be killed half way


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A town that was backed up once."""
    place = town(tmp_path_factory.mktemp("town") / "river", BIG)
    place.backup()
    return place


@pytest.fixture
def backup(place: Place) -> Path:
    return place.backups / f"{sorted(path.name for path in place.backups.iterdir())[-1]}"


class Taken:
    """Keeps the bytes of an opened backup, for looking at."""

    def __init__(self, place: Place, backup: Path) -> None:
        self.bytes = bytearray()
        age.unseal(backup, self, age.identity(place.key.secret))

    def write(self, piece: bytes) -> int:
        self.bytes += piece
        return len(piece)

    def flush(self) -> None: ...

    def messages(self) -> list[Message]:
        found: list[Message] = []
        Reader(found.append).write(bytes(self.bytes))
        return found


def count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "data" / "toolbox.sqlite3")) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_the_drill(place: Place, backup: Path, tmp_path: Path) -> None:
    assert count(place.folder, "members_session") == count(place.folder, "circles_invite") == 1
    done = restored(place, backup, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "every table as the backup says" in done.stdout
    assert "1 of circles.invite" in done.stdout
    assert "Destroyed, because its day has come: 1 records" in done.stdout
    assert "public forms" in done.stdout
    for table in ("members_session", "circles_invite", "members_founding_code"):
        assert count(tmp_path, table) == 0
    assert count(tmp_path, "intake_mailbox WHERE closed_by_restore") == count(tmp_path, "intake_mailbox") == 1
    assert count(place.folder, "intake_mailbox WHERE closed_by_restore") == 0
    for table in (
        "intake_envelope",
        "members_member",
        "members_note",
        "vault_bridge",
        "vault_frame",
        "library_resource",
    ):
        assert count(tmp_path, table) == count(place.folder, table) > 0
    with closing(sqlite3.connect(tmp_path / "data" / "toolbox.sqlite3")) as database:
        marks = dict(database.execute("SELECT name, value FROM vault_mark"))
    assert marks["restored"] == marks["swept"]
    assert {path.name for path in (tmp_path / "data").iterdir()} == {"toolbox.sqlite3"}
    for name in ("pepper", "signing"):
        assert (tmp_path / "data-keys" / name).read_text() == (place.folder / "data-keys" / name).read_text()
        assert (tmp_path / "data-keys" / name).stat().st_mode & 0o777 == 0o600
    act(place, tmp_path, "open")
    with serving(tmp_path) as running:
        assert "Nobody has founded" not in running.output()


def test_a_backup_can_be_tried_without_restoring_it(place: Place, backup: Path, tmp_path: Path) -> None:
    done = toolbox(tmp_path, "backup", "check", str(backup), "--key", str(place.secret))
    assert done.returncode == 0, done.stderr
    assert "It opens, and is whole" in done.stdout
    assert "vault.record" in done.stdout
    assert nothing_in(tmp_path)


def test_what_a_backup_holds(place: Place, backup: Path) -> None:
    opened = Taken(place, backup)
    assert not any(form in opened.bytes for form in forms(CANARY)), "what is sealed stays sealed inside the backup"
    assert b"members.session" not in opened.bytes
    head, *_rest = opened.messages()
    assert isinstance(head, Head)
    kept = {path.name: path.read_text() for path in (place.folder / "data-keys").iterdir()}
    assert head.keys == kept, "every key of the server, or nobody could sign in"
    tables = {message.table for message in opened.messages() if isinstance(message, Rows)}
    assert {"members.memberrow", "vault.wrap", "circles.inviterow", "library.resource"} <= tables
    for secret in (kept["pepper"], place.key.secret):
        assert secret.encode() not in backup.read_bytes()


def test_the_key_is_typed_from_paper(place: Place, backup: Path, tmp_path: Path) -> None:
    typed = age.identity(f"  {place.key.secret.lower()[:40]} {place.key.secret[40:]}\n")
    assert str(typed) == place.key.secret
    assert str(age.identity(place.key.secret.removeprefix("AGE-SECRET-KEY-"))) == place.key.secret
    swapped = place.key.secret[:-1] + ("Q" if place.key.secret[-1] != "Q" else "P")
    with pytest.raises(age.WrongKey, match="mistyped"):
        age.identity(swapped)


def test_another_key_opens_nothing(place: Place, backup: Path, tmp_path: Path) -> None:
    key = tmp_path / "other.txt"
    key.write_text(age.new_pair().secret)
    folder = tmp_path / "new"
    folder.mkdir()
    done = toolbox(folder, "restore", str(backup), "--key", str(key))
    assert done.returncode == 1
    assert "does not open this backup" in done.stderr
    assert nothing_in(folder)


def changed(data: bytes, at: int) -> bytes:
    """With one bit turned over."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_a_backup_that_is_not_whole(place: Place, backup: Path, tmp_path: Path) -> None:
    data, broken, key = backup.read_bytes(), tmp_path / "broken.age", age.identity(place.key.secret)
    for wrong in (
        *(changed(data, at) for at in (300, len(data) // 3, len(data) - 5)),
        *(data[:size] for size in (0, 100, len(data) // 2, len(data) - 1)),
        b"not a backup " * 50,
    ):
        broken.write_bytes(wrong)
        with pytest.raises(Damaged, match="does not open"):
            counted(lambda reader: age.unseal(broken, reader, key))


def test_a_changed_byte_in_the_middle_leaves_nothing_behind(place: Place, backup: Path, tmp_path: Path) -> None:
    data, broken = backup.read_bytes(), tmp_path / "broken.age"
    broken.write_bytes(changed(data, len(data) // 2))
    done = restored(place, broken, tmp_path / "new")
    assert done.returncode == 1
    assert "does not open" in done.stderr
    assert "Traceback" not in done.stderr
    assert nothing_in(tmp_path / "new")


def resealed(place: Place, messages: list[Message], path: Path) -> Path:
    """A backup of other messages, by somebody who knows its public key."""
    with path.open("wb") as file:
        age.seal(iter([written(message) for message in messages]), file, age.recipients([place.key.public]))
    return path


def test_a_backup_of_a_newer_version(place: Place, backup: Path, tmp_path: Path) -> None:
    head, *rest = Taken(place, backup).messages()
    assert isinstance(head, Head)
    newer = Head(head.toolbox, head.day, (*head.migrations, ("vault", "9999_from_tomorrow")), head.keys)
    done = restored(place, resealed(place, [newer, *rest], tmp_path / "newer.age"), tmp_path / "new")
    assert done.returncode == 1
    assert "newer version of the toolbox" in done.stderr
    assert nothing_in(tmp_path / "new")


def test_a_backup_that_contradicts_itself(place: Place, backup: Path, tmp_path: Path) -> None:
    head, *rest = Taken(place, backup).messages()
    assert isinstance(head, Head)
    with pytest.raises(Damaged, match="cut off"):
        counted(lambda reader: feed(reader, [head, *rest[:-1]]))
    number = next(n for n, one in enumerate(rest) if isinstance(one, Rows) and one.table == "vault.wrap")
    page = rest[number]
    assert isinstance(page, Rows)
    less = [head, *rest[:number], Rows(page.table, page.columns, page.rows[1:]), *rest[number + 1 :]]
    done = restored(place, resealed(place, less, tmp_path / "less.age"), tmp_path / "less")
    assert done.returncode == 1
    assert "The table vault.wrap is not what the copy says of it" in done.stderr
    assert nothing_in(tmp_path / "less")


def feed(reader: Reader, messages: list[Message]) -> None:
    for message in messages:
        reader.write(written(message))


def test_a_backup_with_the_keys_of_another_toolbox(place: Place, backup: Path, tmp_path: Path) -> None:
    head, *rest = Taken(place, backup).messages()
    assert isinstance(head, Head)
    head = Head(head.toolbox, head.day, head.migrations, {"signing": head.keys["signing"], "pepper": "00" * 32})
    done = restored(place, resealed(place, [head, *rest], tmp_path / "odd.age"), tmp_path / "new")
    assert done.returncode == 1
    assert "are not those of its database" in done.stderr
    assert nothing_in(tmp_path / "new")


def test_what_is_there_is_not_written_over(place: Place, backup: Path, tmp_path: Path) -> None:
    done = place.run("restore", str(backup), "--key", str(place.secret))
    assert done.returncode == 1
    assert "a toolbox in" in done.stderr
    (tmp_path / "data-keys").mkdir(mode=0o700)
    (tmp_path / "data-keys" / "pepper").write_text("ab" * 32)
    done = restored(place, backup, tmp_path)
    assert done.returncode == 1
    assert "Other keys than those of the backup" in done.stderr
    assert (tmp_path / "data-keys" / "pepper").read_text() == "ab" * 32


def test_a_restore_that_is_killed_is_begun_anew(place: Place, backup: Path, tmp_path: Path) -> None:
    killed(tmp_path, "toolbox.sqlite3.part*", "restore", str(backup), "--key", str(place.secret))
    assert not (tmp_path / "data" / "toolbox.sqlite3").exists()
    done = restored(place, backup, tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "data").iterdir()} == {"toolbox.sqlite3"}


def test_a_backup_that_is_killed_leaves_nothing_readable(place: Place) -> None:
    before = set(place.backups.iterdir())
    killed(place.folder, ".toolbox-*.part", "backup", TOOLBOX_BACKUP_TO=place.key.public)
    (piece,) = set(place.backups.iterdir()) - before
    assert piece.name.endswith(".part")
    pepper = (place.folder / "data-keys" / "pepper").read_text()
    assert leaks(place.folder, CANARY) == []
    assert leaks(place.folder, pepper) == ["data-keys/pepper"]
    made = place.backup()
    assert set(place.backups.iterdir()) == {*before, made}, "the next one has tidied up"


def test_an_invented_town_stays_one(place: Place, tmp_path: Path) -> None:
    mark = place.folder / "data" / "demo"
    mark.write_text("7\n")
    try:
        done = restored(place, place.backup(), tmp_path)
    finally:
        mark.unlink()
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "demo").read_text() == "7\n", "every page says that it is fiction"
