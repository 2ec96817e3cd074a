"""The computer: swap, disks, memory dumps, the clock, the account. Sources: proc(5), core(5)."""

import os
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from toolbox import __version__
from toolbox.site.running.doctor.finding import Finding, fine, mind, wrong

SWAPS = Path("/proc/swaps")
CORE_PATTERN = Path("/proc/sys/kernel/core_pattern")
BLOCKS = Path("/sys/dev/block")
TIMESYNC = Path("/run/systemd/timesync")


def look(data: Path) -> Iterator[Finding]:
    """What it can tell of this computer; of what it cannot tell it is silent."""
    yield fine(f"Toolbox {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}.")
    if os.geteuid() == 0:
        yield mind(
            "It runs as the administrator (root).",
            "A mistake in it could then change the whole computer.",
            "Give it an account of its own: docs/how-to/set-up-a-server.md",
        )
    yield from swap(_text(SWAPS), encrypted)
    yield from disk(encrypted(data))
    yield from dumps(resource.getrlimit(resource.RLIMIT_CORE)[0], _text(CORE_PATTERN).strip())
    if TIMESYNC.is_dir() and not (TIMESYNC / "synchronized").exists():
        yield mind(
            "The clock is not compared with others.",
            "When it is wrong, codes from phones are refused, and things are destroyed on the wrong day.",
            "timedatectl set-ntp true",
        )


def swap(swaps: str, is_encrypted: Callable[[Path], bool | None]) -> Iterator[Finding]:
    """Memory on the disk: pieces of what people read may stand there for months."""
    places = [line.split()[0] for line in swaps.splitlines()[1:] if line.strip()]
    bare = [place for place in places if "zram" not in place and is_encrypted(Path(place)) is not True]
    if bare:
        yield wrong(
            f"Memory may be written to the disk unsealed: {', '.join(bare)} is swap, and not encrypted as far as can "
            "be told.",
            "What people read and type can land there, and stays until it is written over.",
            "Switch it off (swapoff -a, and its line in /etc/fstab), or encrypt it. The service file in deploy/ keeps "
            "the toolbox out of it.",
        )
    elif swaps:
        yield fine("No swap that is not encrypted.")


def disk(is_encrypted: bool | None) -> Iterator[Finding]:
    """The disk of the data."""
    if is_encrypted:
        yield fine("The data lies on an encrypted disk.")
    elif is_encrypted is False:
        yield mind(
            "The data does not lie on an encrypted disk, as far as can be told.",
            "What is sealed stays sealed. But whoever takes the disk sees how much there is, and can try passphrases.",
            "Encrypt the disk (LUKS), at best before the first circle is founded.",
        )


def dumps(limit: int, pattern: str) -> Iterator[Finding]:
    """What the system keeps of a program that crashed: its memory."""
    if pattern.startswith("|") and "systemd-coredump" not in pattern:
        yield mind(
            "Another program is handed the memory of whatever crashes.",
            "If the toolbox crashed, what people were reading could be kept in a file.",
            "sysctl kernel.core_pattern=core, and take that program away (on Ubuntu: apport).",
        )
    elif limit != 0 and pattern:
        yield mind(
            "Programs that crash leave their memory on the disk (core dumps).",
            "The server switches that off for itself. Commands that you run by hand do not.",
            "ulimit -c 0, or the line “* hard core 0” in /etc/security/limits.conf.",
        )
    else:
        yield fine("No crash leaves memory on the disk.")


def encrypted(path: Path) -> bool | None:
    """Whether a file's or device's disk is encrypted by the kernel (dm-crypt); None where it cannot be told."""
    try:
        about = path.stat()
    except OSError:
        return None
    number = about.st_rdev or about.st_dev
    device = BLOCKS / f"{os.major(number)}:{os.minor(number)}"
    return _encrypted(device.resolve()) if device.exists() else None


def _encrypted(device: Path) -> bool:
    """A device or any that it stands on."""
    if _text(device / "dm" / "uuid").startswith("CRYPT-"):
        return True
    below = device / "slaves"
    return below.is_dir() and any(_encrypted(one.resolve()) for one in below.iterdir())


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
