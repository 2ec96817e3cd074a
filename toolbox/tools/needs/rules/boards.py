"""The board of a circle: what is asked for and what is offered, as a tree and in words."""

from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from toolbox.kernel.records.people import Place
from toolbox.tools.needs.records import Board, Category, Skill


def categories(board: Board) -> dict[str, Category]:
    """By name."""
    return {one.name: one for one in board.categories}


def skills(board: Board) -> dict[str, Skill]:
    """By name."""
    return {one.name: one for one in board.skills}


def tree(board: Board) -> Iterator[tuple[int, Category]]:
    """Every category under its parent, with how deep it stands. A parent that is not there is none."""
    known = categories(board)
    below: dict[str, list[Category]] = {}
    for one in board.categories:
        below.setdefault(one.parent if one.parent in known and one.parent != one.name else "", []).append(one)
    seen: set[str] = set()

    def walk(parent: str, depth: int) -> Iterator[tuple[int, Category]]:
        for one in below.get(parent, ()):
            if one.name not in seen:
                seen.add(one.name)
                yield depth, one
                yield from walk(one.name, depth + 1)

    yield from walk("", 0)
    yield from ((0, one) for one in board.categories if one.name not in seen)  # in a ring: shown all the same


def covers(known: Mapping[str, Category], wide: str, narrow: str) -> bool:
    """Whether a category is another one or stands above it."""
    at, steps = narrow, 0
    while at and steps < len(known) + 1:
        if at == wide:
            return True
        at, steps = known[at].parent if at in known else "", steps + 1
    return False


def done_by(board: Board, can: tuple[str, ...]) -> frozenset[str]:
    """The categories that somebody with these skills can do; those that need none, everybody can."""
    return frozenset(one.name for one in board.categories if not one.by or set(one.by) & set(can))


def out(board: Board) -> frozenset[str]:
    """The categories that are out of stock, with all that stands under them."""
    gone = [one.name for one in board.categories if one.out]
    if not gone:
        return frozenset()
    known = categories(board)
    return frozenset(name for name in known if any(covers(known, wide, name) for wide in gone))


def restocked(board: Board, gone: Collection[str], back: Collection[str]) -> Board:
    """With some categories out of stock and others back; what neither names stays as somebody else made it."""
    return replace(
        board,
        categories=tuple(
            replace(one, out=True) if one.name in gone else replace(one, out=False) if one.name in back else one
            for one in board.categories
        ),
    )


def zone_of(place: Place | None, zones: Collection[str]) -> str:
    """The part of town, if the board has it. What came from a file may be anything, somebody's address too."""
    return place.zone if place is not None and place.zone in zones else ""
