"""A PostgreSQL server of the tests' own: made, started and thrown away, on a socket in a private folder.

`python -m tests.postgres WHAT…` runs `pytest WHAT…` with it as the database.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString, NamedTuple, NoReturn

import psycopg
from psycopg import sql

from toolbox.site.postgres.manners import KEEPS_QUIET

MISSING = "PostgreSQL is not on this computer"
ADDRESS = "TOOLBOX_TEST_DATABASE"  # tells tests/settings.py which database to take
PASSWORD = "open-sesame-555"
# Without fsync: tests end processes, never the computer, and what was written is there for whoever comes next.
CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{folder}'
unix_socket_permissions = 0700
fsync = off
shared_buffers = 32MB
"""


class Missing(Exception):
    """There is no PostgreSQL on this computer."""


class Cluster(NamedTuple):
    """A server that runs: its settings are those that PostgreSQL comes with, so its log talks unless a role is told."""

    folder: Path  # holds the data, the socket and the log; everything that the server wrote

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self) -> None:
        """Start it, after `stop`."""
        _call(
            self.folder, programs() / "pg_ctl", "--pgdata", self.folder / "data", "--log", self.log, "--wait", "start"
        )

    def stop(self) -> None:
        """Stop it: whoever is connected is cut off."""
        _call(self.folder, programs() / "pg_ctl", "--pgdata", self.folder / "data", "--mode=fast", "--wait", "stop")

    def run(self, statement: LiteralString | sql.Composed) -> None:
        """Run one statement as the administrator."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as server:
            server.execute(statement)

    def address(self, name: str) -> str:
        """The address of the database of this name."""
        return f"postgresql://{name}:{PASSWORD}@/{name}?host={self.folder}"

    def empty(self, name: str) -> str:
        """The address of a new database and a new role that owns it, both of this name, as createdb leaves them."""
        words = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
        self.run(words.format(sql.Identifier(name), sql.Literal(PASSWORD)))
        self.run(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(name)))
        return self.address(name)

    def database(self, name: str) -> str:
        """The same, for a role that is set up as the documentation asks."""
        address = self.empty(name)
        for setting, good in KEEPS_QUIET.items():
            if "." not in setting:  # those belong to extensions that are not loaded
                words = sql.SQL("ALTER ROLE {} SET {} = {}")
                self.run(words.format(sql.Identifier(name), sql.Identifier(setting), sql.Literal(good[0])))
        return address


def programs() -> Path:
    """The folder of initdb and pg_ctl: on the PATH, or the newest where Debian puts them. Raises Missing."""
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    newest_first = sorted(debian, key=lambda path: float(path.parent.name), reverse=True)
    for where in [None, *newest_first]:
        initdb, pg_ctl = (shutil.which(name, path=where) for name in ("initdb", "pg_ctl"))
        if initdb and pg_ctl:
            return Path(initdb).parent
    raise Missing(MISSING)


def _account() -> str | None:
    """The account to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _call(folder: Path, *command: str | Path) -> None:
    account = _account()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with (folder / "output").open("ab") as output:
        subprocess.run(
            command, cwd=folder, env=kept, stdout=output, stderr=output, umask=0o077, check=True, timeout=60,
            user=account, group=account and pwd.getpwnam(account).pw_gid, extra_groups=account and (),
        )  # fmt: skip


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server until the block ends, however it ends. Raises Missing."""
    bin_ = programs()
    folder = Path(tempfile.mkdtemp(prefix="toolbox-pg-")).resolve()
    data = folder / "data"
    try:
        if (account := _account()) is not None:
            shutil.chown(folder, account)
        _call(
            folder, bin_ / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust", "--encoding=UTF8",
            "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        with (data / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION.format(folder=folder))
        server = Cluster(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(what: list[str]) -> int:
    """Run pytest on PostgreSQL; without PostgreSQL say what was left out, and fail where everything must run."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        with cluster() as server:
            chosen = {**os.environ, ADDRESS: server.database("toolbox")}
            return subprocess.run([sys.executable, "-m", "pytest", *what], env=chosen, check=False).returncode
    except Missing:
        print(f"{MISSING}. Left out on it: {' '.join(what)}", file=sys.stderr)  # noqa: T201
        return 1 if os.environ.get("CI") else 0


def _leave(_signal: int, _frame: object) -> NoReturn:
    """Being stopped ends the server too."""
    sys.exit(143)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
