"""The child process: a file on standard input, a picture on standard output, nothing else in its reach."""

import sys

import msgspec

from toolbox.kernel.apart import limits
from toolbox.kernel.pictures.kinds import known
from toolbox.kernel.pictures.picture import DAMAGED, TOO_LARGE

SPACE = 768 * 1024 * 1024
"""Bytes of addresses: what an iPhone's 48 million points need, and some more."""


def main() -> int:
    """Make one picture and return an exit code; nothing is said of what went wrong."""
    kind, longest, seconds = known(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    limits.bound(seconds, SPACE)
    from toolbox.kernel.pictures import making, reading

    reading.prepare(kind)
    limits.cut_off()
    try:
        picture = making.made(reading.opened(sys.stdin.buffer.read(), kind), kind, longest)
        sys.stdout.buffer.write(msgspec.msgpack.encode(picture))
    except (MemoryError, reading.TooLarge):
        return TOO_LARGE
    except Exception:  # noqa: BLE001 - a file that lies can make a reader raise anything
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main())
