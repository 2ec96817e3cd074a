"""The same assignment by SciPy where it is installed (`pip install .[matching]`): for boards of a whole city."""

from importlib.util import find_spec

from toolbox.tools.needs.matching.assigning import Rows, assign

ENOUGH = 1_500  # rows from which on it is worth loading


def is_there() -> bool:
    """Whether the optional package is installed."""
    return find_spec("scipy") is not None


def best(rows: Rows, columns: int) -> list[int | None]:
    """As `assign`: by SciPy where it is there and there is much to do. Raises ValueError."""
    return by_scipy(rows, columns) if len(rows) >= ENOUGH and is_there() else assign(rows, columns)


def by_scipy(rows: Rows, columns: int) -> list[int | None]:
    """By the sparse matching of SciPy (LAPJVsp). Raises ImportError without it."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    if not rows:
        return []
    most = max((cost for row in rows for _column, cost in row), default=0)
    apart = (most + 1) * (min(len(rows), columns) + 1)
    starts = np.cumsum([0, *(len(row) + 1 for row in rows)])
    places = np.fromiter(
        (column for number, row in enumerate(rows) for column in (*(one for one, _cost in row), columns + number)),
        dtype=np.int64,
        count=int(starts[-1]),
    )
    costs = np.fromiter(
        (cost + 1 for row in rows for cost in (*(one for _column, one in row), apart)),  # what costs nothing is no edge
        dtype=np.float64,
        count=int(starts[-1]),
    )
    graph = csr_array((costs, places, starts), shape=(len(rows), columns + len(rows)))
    _rows, found = min_weight_full_bipartite_matching(graph)
    return [int(column) if column < columns else None for column in found]
