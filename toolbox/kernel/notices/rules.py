"""When bells ring, how often one may try, and the code that proves whose an address is. Pure."""

import datetime
from enum import IntEnum

from toolbox.kernel.vault.ids import BITS
from toolbox.kernel.vault.keys import derive, number

DIGITS = 6  # of a code
CODES = 3  # that may be typed, then the bell is gone
TESTS = 5  # codes and tests that are sent in a day
TRIES = 5  # at sending a notice; codes and tests are tried once: somebody waits for them
PAUSE = datetime.timedelta(minutes=10)
STEP = datetime.timedelta(minutes=5)
HOUR = datetime.timedelta(hours=1)


class Whose(IntEnum):
    """What a bell belongs to. Never to a circle: the server does not know whose a form is."""

    MEMBER = 1
    FORM = 3


class Says(IntEnum):
    """What a notice says."""

    NOTHING = 0
    DUE = 1
    ARRIVED = 2
    CODE = 3
    TEST = 4


def code(pepper: bytes, bell: int, address: str) -> str:
    """Six digits that only whoever reads at this address can know. They are stored nowhere: the row makes them."""
    made = derive(pepper, "toolbox bell code 1", number(bell), address.encode(), size=16)
    return f"{int.from_bytes(made, 'big') % 10**DIGITS:0{DIGITS}d}"


def counted(pepper: bytes, address: str) -> int:
    """Under what the codes to an address are counted: a number as of a row, which names nobody without the pepper.

    A mailbox is one, however it is spelled: in capitals, or with a word of one's own after a plus.
    """
    name, at, host = address.partition("@")
    if at:
        address = f"{name.partition('+')[0] or name}@{host}".lower()
    made = derive(pepper, "toolbox bell pause 1", address.encode(), size=8)
    return int.from_bytes(made, "big") >> 64 - BITS or 1


def most_tries(says: int) -> int:
    """How often a notice is tried."""
    return 1 if says in {Says.CODE, Says.TEST} else TRIES


def later(now: datetime.datetime) -> datetime.datetime:
    """The end of a pause: ten minutes, rounded up to a step of five, so that no exact time is stored."""
    return _up(now + PAUSE, STEP)


def next_hour(now: datetime.datetime) -> datetime.datetime:
    """The next full hour."""
    return _up(now + datetime.timedelta(microseconds=1), HOUR)


def _up(when: datetime.datetime, step: datetime.timedelta) -> datetime.datetime:
    day = when.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + -(-(when - day) // step) * step


def rings(last: str | None, here: datetime.datetime, hour: int) -> bool:
    """Whether bells ring now: once a day, from this hour on. `last` is the day they rang, `here` the town's clock."""
    return here.hour >= hour and (last is None or last < here.date().isoformat())
