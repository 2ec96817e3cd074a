"""The two folders of an installation: its data, and its server keys beside it."""

import os
import re
import secrets
from pathlib import Path

from toolbox.site.environment import Environment

PRIVATE = 0o700
DATABASE = "toolbox.sqlite3"
_SQLITE = b"SQLite format 3\0"
_KEY = re.compile("[0-9a-f]{64}")


class CannotUse(Exception):
    """A folder cannot be used; the message is a sentence for the person who starts the toolbox."""


def named(env: Environment) -> tuple[Path, Path]:
    """The folder of the data and that of the keys, as the environment names them. Makes neither."""
    data = env.folder(
        "TOOLBOX_DATA", "./data", "The folder of the database. Only its owner can enter it.", lambda: Path("data")
    )
    keys = env.folder(
        "TOOLBOX_KEYS",
        "the data folder’s name with -keys",
        "The folder of the server’s keys, kept apart from the data.",
        lambda: data.with_name(data.name + "-keys"),
    )
    return data, keys


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can enter; raises CannotUse where that is not possible."""
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            if not _ours(folder):
                raise CannotUse(
                    f"The folder {folder} holds other things and is open to others. "
                    "Choose a folder of its own: TOOLBOX_DATA=/some/folder make run"
                )
            folder.chmod(PRIVATE)
        probe = folder / f".probe-{secrets.token_hex(4)}"
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        raise CannotUse(
            f"The folder {folder} cannot be used ({error.strerror or 'no reason given'}). "
            "Choose one that you can write to: TOOLBOX_DATA=/some/folder make run"
        ) from None


def _ours(folder: Path) -> bool:
    """Whether a folder is empty or was a toolbox's before: only then may we close it to others."""
    names = {path.name for path in folder.iterdir()}
    return not names or bool(names & {DATABASE, "signing"})


def belongs(data: Path, keys: Path, name: str) -> None:
    """Refuse to make a new key for a database that was made with another: raises CannotUse, and changes nothing."""
    try:
        if (keys / name).exists():
            return
        with (data / DATABASE).open("rb") as file:
            is_there = file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return  # there is none, or whoever opens keys and database says what is wrong
    if is_there:
        raise CannotUse(
            f"The keys of this toolbox are not in {keys}. Nobody could sign in. Bring that folder back, or name the "
            "right one: TOOLBOX_KEYS=/some/folder. Nothing was changed."
        )


def key(folder: Path, name: str) -> str:
    """A server key of 256 random bits as hex, made when it is first asked for. Raises CannotUse."""
    make_private(folder)
    path = folder / name
    try:
        if not path.exists():
            write_key(path, secrets.token_hex(32))
        found = path.read_bytes().decode("ascii", "replace").strip()
    except OSError as error:
        raise CannotUse(
            f"The key {path} cannot be read or written ({error.strerror or 'no reason given'}). Is the disk full, or "
            "does it belong to another account?"
        ) from None
    if not _KEY.fullmatch(found):
        raise CannotUse(f"The key {path} is damaged. Bring back the copy that you keep of it; nothing was changed.")
    return found


def write_key(path: Path, value: str) -> None:
    """A key in a new file, there whole or not at all. If another process was quicker, its key is the key."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(value)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # fails where it is there already
    except FileExistsError:
        pass
    finally:
        draft.unlink()
