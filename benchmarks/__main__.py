"""`python -m benchmarks [NAME]` prints one line a figure. It ends with 0 whatever falls short: figures are no tests."""

import importlib
import pkgutil
import sys

import benchmarks


def main() -> None:
    """Measure everything, or the figures whose subject or name begins with the word given."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    subjects = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.ispkg)
    named = [subject for subject in subjects if subject == only.split("-")[0]]
    for subject in named or subjects:
        for figure in importlib.import_module(f"benchmarks.{subject}").figures():
            if figure.name.startswith(only):
                print(figure, flush=True)


if __name__ == "__main__":
    main()
