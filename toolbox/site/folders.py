"""The two folders of an installation: its data, and its server keys beside it."""

import os
import secrets
from pathlib import Path

from toolbox.site.environment import Environment

PRIVATE = 0o700


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
    return not names or bool(names & {"toolbox.sqlite3", "signing"})


def key(folder: Path, name: str) -> str:
    """A server key of 256 random bits as hex, made when it is first asked for."""
    make_private(folder)
    path = folder / name
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        pass
    write_key(path, secrets.token_hex(32))
    return path.read_text("ascii").strip()


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
