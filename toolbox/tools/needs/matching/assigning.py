"""An exact assignment: as many rows served as can be, and among those the least cost. Plain Python, in slices.

Shortest augmenting paths over reduced costs, after Jonker and Volgenant (A shortest augmenting path algorithm for
dense and sparse linear assignment problems, Computing 38, 1987): first each row takes its cheapest column and prices
rise, then what is left finds its way by Dijkstra's algorithm. Every row has a column of its own that costs more than
anything else together, so that there is always an answer: whoever ends there is not served.
"""

import heapq
from collections.abc import Callable, Sequence
from typing import TypeAlias

Rows: TypeAlias = Sequence[Sequence[tuple[int, int]]]
"""For each row the columns that it may have, with what each costs: a whole number, 0 or more."""

NOBODY = -1
PASSES = 2  # over the rows by prices alone, before paths are looked for


class Assignment:
    """An assignment that is worked out, and can be put away half way.

    `rows` and `columns` must be the same when it is taken up again. Raises ValueError for a column that is not there.
    """

    def __init__(self, rows: Rows, columns: int) -> None:
        self._rows = [sorted(dict(sorted(row, reverse=True)).items()) for row in rows]
        if any(not 0 <= column < columns or cost < 0 for row in self._rows for column, cost in row):
            raise ValueError("A row names a column that is not there, or a cost below nothing.")
        self._cost = [dict(row) for row in self._rows]
        most = max((cost for row in self._rows for _column, cost in row), default=0)
        self._apart = (most + 1) * (min(len(self._rows), columns) + 1)  # what it costs not to be served
        self._price = [0] * columns
        self._owner = [NOBODY] * columns
        self._has = [NOBODY] * len(self._rows)
        self._open = list(range(len(self._rows) - 1, -1, -1))
        self._passes = 0

    @property
    def left(self) -> int:
        """How many rows are still to be looked at."""
        return len(self._open)

    def advance(self, is_over: Callable[[], bool] = lambda: False) -> bool:
        """Work until all is done or `is_over` says so; returns whether all is done."""
        while self._passes < PASSES and self._open:
            self._by_price()
            self._passes += 1
            if is_over():
                return not self._open
        while self._open:
            self._by_path(self._open.pop())
            if is_over():
                break
        return not self._open

    def result(self) -> list[int | None]:
        """For each row the column that it has, or None. Optimal once `advance` has returned True."""
        return [None if column == NOBODY else column for column in self._has]

    def saved(self) -> list[list[int]]:
        """All that is known so far, as numbers."""
        return [list(self._price), list(self._has), list(self._open), [self._passes]]

    def restore(self, saved: Sequence[Sequence[int]]) -> None:
        """Go on from what `saved` returned. Raises ValueError where it belongs to other rows or columns."""
        price, has, left, (passes,) = saved
        if len(price) != len(self._price) or len(has) != len(self._has):
            raise ValueError("This was saved from another assignment.")
        self._price, self._has, self._open, self._passes = list(price), list(has), list(left), passes
        self._owner = [NOBODY] * len(price)
        for row, column in enumerate(self._has):
            if column != NOBODY:
                self._owner[column] = row

    def _by_price(self) -> None:
        """Each open row takes its best column; its price rises until the second best is as good."""
        waiting, self._open = self._open, []
        while waiting:
            row = waiting.pop()
            best, first, second = NOBODY, self._apart, self._apart
            for column, cost in self._rows[row]:
                reduced = cost - self._price[column]
                if reduced < first:
                    best, first, second = column, reduced, first
                elif reduced < second:
                    second = reduced
            if best == NOBODY:  # nothing is better than to go without
                continue
            before = self._owner[best]
            if first == second and before != NOBODY:
                self._open.append(row)  # a tie: a path decides
                continue
            self._price[best] -= second - first
            self._owner[best], self._has[row] = row, best
            if before != NOBODY:
                self._has[before] = NOBODY
                self._open.append(before)
        self._open.reverse()

    def _by_path(self, start: int) -> None:
        """Find the cheapest way to serve one more row, over those that have something already."""
        price, owner = self._price, self._owner
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        done: list[int] = []
        closed: set[int] = set()
        heap: list[tuple[int, int]] = []
        end, end_row, nearest = NOBODY, start, self._apart  # going without, for the start
        row, offset = start, 0
        while True:
            for column, cost in self._rows[row]:
                if column in closed:
                    continue
                there = cost - price[column] - offset
                if there < min(nearest, distance.get(column, nearest)):  # what was found already may be nearer
                    distance[column], came_from[column] = there, row
                    if owner[column] == NOBODY:
                        end, end_row, nearest = column, row, there
                    else:
                        heapq.heappush(heap, (there, column))
            if self._apart - offset < nearest:
                end, end_row, nearest = NOBODY, row, self._apart - offset
            while heap and (heap[0][1] in closed or heap[0][0] > distance[heap[0][1]]):
                heapq.heappop(heap)
            if not heap or heap[0][0] >= nearest:
                break
            there, column = heapq.heappop(heap)
            closed.add(column)
            done.append(column)
            row = owner[column]
            offset = self._cost[row][column] - price[column] - there
        for column in done:
            price[column] += distance[column] - nearest
        self._pass_on(start, end_row, end, came_from)

    def _pass_on(self, start: int, row: int, column: int, came_from: dict[int, int]) -> None:
        """Give a column to a row, what that had to the one before it, and so on to the start."""
        while True:
            before, self._has[row] = self._has[row], column
            if column != NOBODY:
                self._owner[column] = row
            if row == start:
                return
            column = before
            row = came_from[column]


def assign(rows: Rows, columns: int) -> list[int | None]:
    """For each row a column of its own, or None: most rows served, then least cost. Raises ValueError."""
    whole = Assignment(rows, columns)
    whole.advance()
    return whole.result()
