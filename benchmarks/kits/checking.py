"""Checks every kit once, in a process of its own, and says how many there are and how long it took."""

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")


def main() -> None:
    """Print the number of kits, the number of problems and the seconds."""
    django.setup()
    from toolbox.kernel.projects.kits import checking, finding, reading
    from toolbox.site.kits.known import known

    there = known()
    folders = finding.folders(finding.shipped())
    begun = time.perf_counter()
    problems = [one for folder in folders for one in checking.problems(reading.read(folder), there)]
    print(len(folders), len(problems), time.perf_counter() - begun)


if __name__ == "__main__":
    main()
