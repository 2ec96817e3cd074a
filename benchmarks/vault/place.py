"""A toolbox in a data folder of its own (TOOLBOX_DATA), for measuring inside this process."""

import gc
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.test import Client

    from benchmarks.vault.needs import Need
    from toolbox.kernel.circles.group import Group
    from toolbox.kernel.members.me import Me

AT_ONCE = 500  # records in one transaction


def ready() -> None:
    """Make the database of the real settings and of the trial pages."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.vault.trial_settings"
    django.setup()
    from django.core.checks import run_checks
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    run_checks()
    gc.collect()
    gc.freeze()  # as `serve` does before it takes the first request


def one_core() -> None:
    """Stay on one core from now on."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def town(members: int, people: int) -> "Group":
    """A circle of so many people, in a toolbox of so many members; opened by the first."""
    from tests.people import again, circle, joins, somebody
    from toolbox.kernel.circles import group

    made = circle(somebody(), "Riverbend Kitchen", "Alder")
    for number in range(2, people + 1):
        joins(somebody(), made, f"Neighbour {number}")
    for _number in range(members - people):
        somebody()
    return group.opened(again(made.me), made.id)


def fill(group: "Group", values: "Iterable[Need]") -> list[int]:
    """Put needs on the circle's shelf; returns their ids."""
    from toolbox.kernel.vault.held import new

    held = [new(value, "open") for value in values]
    for start in range(0, len(held), AT_ONCE):
        with group.circle.change() as box:
            box.put(*held[start : start + AT_ONCE])
    return [one.id for one in held]


def browser(me: "Me") -> "Client":
    """A browser on this computer in which somebody is signed in."""
    from django.test import Client
    from django.utils import timezone

    from tests.people import again
    from toolbox.kernel.members import sessions

    client = Client(headers={"host": "localhost"})
    client.cookies["__Host-session"] = sessions.begin(again(me), "", timezone.now()).hex()
    return client
