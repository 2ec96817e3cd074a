"""A town and its backups in folders of their own: what the tests of copies share."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.running import PATIENCE, ROOT, environment, toolbox
from toolbox.site.running.age import Pair, new_pair


class Place(NamedTuple):
    """A toolbox with a town in it, and the key of its backups."""

    folder: Path  # holds data and data-keys
    key: Pair

    @property
    def keys(self) -> Path:
        """What opens the town."""
        return self.folder.parent / f"{self.folder.name}-town.json"

    @property
    def secret(self) -> Path:
        """The file of the secret key, as it would lie on a stick."""
        return self.folder.parent / f"{self.folder.name}-key.txt"

    @property
    def backups(self) -> Path:
        return self.folder / "data-backups"

    def run(self, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """A `toolbox` command here."""
        return toolbox(self.folder, *words, TOOLBOX_BACKUP_TO=self.key.public, **settings)

    def backup(self, **settings: str) -> Path:
        """The newest backup, just made."""
        done = self.run("backup", **settings)
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.splitlines()[-1].split(" (")[0])


def town(folder: Path, size: int = 0, **settings: str) -> Place:
    """A town is founded in a new folder."""
    folder.mkdir()
    place = Place(folder, new_pair())
    place.secret.write_text(f"# created on a laptop\n{place.key.secret}\n")
    act(place, folder, "build", str(size), **settings)
    return place


def act(place: Place, folder: Path, what: str, *words: str, **settings: str) -> None:
    """Build the town in a folder, or open all of it there."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.copies.town", what, str(place.keys), *words],
        cwd=ROOT, env=environment(folder, **settings), capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def restored(place: Place, backup: Path, folder: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """`toolbox restore` in another folder."""
    folder.mkdir(exist_ok=True)
    return toolbox(folder, "restore", str(backup), "--key", str(place.secret), **settings)


def nothing_in(folder: Path) -> bool:
    """Whether a restore that failed left neither a database nor a key behind."""
    return not [path for path in folder.rglob("*") if path.is_file()]


def killed(folder: Path, piece: str, *words: str, **settings: str) -> None:
    """A `toolbox` command whose process is killed as soon as a file of such a name has grown."""
    process = subprocess.Popen(
        [sys.executable, "-m", "toolbox", *words],
        cwd=ROOT, env=environment(folder, **settings), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + PATIENCE
    while not any(_size(path) > 100_000 for path in folder.rglob(piece)):
        assert process.poll() is None, "it was done before it could be killed"
        assert time.monotonic() < end
        time.sleep(0.002)  # waiting for a process, not for a result
    os.kill(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)


def _size(path: Path) -> int:
    """Bytes of a file; 0 where it has gone since it was seen."""
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0
