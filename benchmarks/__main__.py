"""`python -m benchmarks [NAME]` prints one line a figure. It ends with 0 whatever falls short: figures are no tests."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator

import benchmarks
from benchmarks.figure import Figure


def measured(only: str) -> Iterator[Figure]:
    """The figures of every subject, or of the one that a name begins with."""
    subjects = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.ispkg)
    asked = [subject for subject in subjects if subject == only.split("-", maxsplit=1)[0]]
    for subject in asked or subjects:
        yield from importlib.import_module(f"benchmarks.{subject}").figures()


def main() -> None:
    """Measure everything, or the figure of a name, or all figures whose names begin with it."""
    only = "-".join(sys.argv[1:])
    if not only:
        for figure in measured(only):
            print(figure, flush=True)
        return
    figures = list(measured(only))
    chosen = [figure for figure in figures if figure.name == only]
    for figure in chosen or [figure for figure in figures if figure.name.startswith(only)]:
        print(figure, flush=True)
    if not any(figure.name.startswith(only) for figure in figures):
        print(f"There is no figure {only}. There are: {', '.join(figure.name for figure in figures)}.")


if __name__ == "__main__":
    main()
