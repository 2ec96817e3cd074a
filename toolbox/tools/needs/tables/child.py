"""The child process: a file on standard input, a table on standard output, nothing else in its reach."""

import sys
from collections.abc import Callable
from typing import TypeAlias

import msgspec

from toolbox.kernel.apart import limits
from toolbox.tools.needs.tables.table import DAMAGED, NO_TABLE, OLD, TOO_LARGE, Nothing, Table

Reader: TypeAlias = Callable[[bytes], Table]

SPACE = 768 * 1024 * 1024
"""Bytes of addresses."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_OURS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<!DOCTYPE", b"<html")


def main() -> int:
    """Read one table and return an exit code; nothing is said of what went wrong."""
    limits.bound(int(sys.argv[1]), SPACE)
    from toolbox.tools.needs.tables import text, workbook

    workbook.prepare()
    limits.cut_off()
    try:
        data = sys.stdin.buffer.read()
        sys.stdout.buffer.write(msgspec.msgpack.encode(_read(data, text.table, workbook.table)))
    except Nothing as nothing:
        return nothing.code
    except MemoryError:
        return TOO_LARGE
    except Exception:  # noqa: BLE001 - a file that lies can make a reader raise anything
        return DAMAGED
    return 0


def _read(data: bytes, text: Reader, workbook: Reader) -> Table:
    if data.startswith(_OLE):
        raise Nothing(OLD)
    if data.startswith(_NOT_OURS):
        raise Nothing(NO_TABLE)
    return workbook(data) if data.startswith(b"PK\x03\x04") else text(data)


if __name__ == "__main__":
    sys.exit(main())
