"""Somebody tries everything in an invented town first: it is there in seconds, whole, the same again, and fiction."""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.people import again, browser
from tests.running import toolbox
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import agreeing, freezing, inviting, papering, stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Act, Role
from toolbox.kernel.members import accounts
from toolbox.kernel.members.passphrase import judge
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.everything import everything
from toolbox.site.demo import chance, script, telling
from toolbox.site.demo.building import Built, build
from toolbox.tools.notes.records import PAGE, REMOVED, Page, PageFile, Version, shelf

MONDAY = datetime.date(2026, 11, 2)


@cache
def riverbend() -> script.Town:
    """What the town is made of."""
    return script.read(settings.CONTENT / "demo")


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """The town of seed 1, built once for all stories here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(riverbend(), 1, timezone.now())
        transaction.set_rollback(True)


@pytest.fixture
def there(town: Built, db: None) -> Built:
    """The town, for a story that may change it."""
    return town


def opened(town: Built, handle: str, circle: str) -> Group:
    """A circle as somebody opens it."""
    return groups.opened(again(town.residents[handle]), town.circles[circle])


def as_opened(town: Built) -> dict[str, list[Any]]:
    """Everything that can be read in the town, by circle, with names in the place of ids and keys."""
    names = {me.id: handle for handle, me in town.residents.items()}
    return {circle.name: _inside(opened(town, circle.person[0].handle, circle.name), names) for circle in riverbend().circles}


def _inside(group: Group, names: dict[int, str]) -> list[Any]:
    pages = {held.id: held.title for held in group.circle.shelf(Page)}
    found: list[Any] = [sorted((one.name, one.role, one.since, names.get(one.member, "")) for one in group.settings.people)]
    for held in everything(group.circle):
        value = held.value
        if isinstance(value, PageFile):
            found.append([pages[value.page], value.attachment.name, b"".join(filing.content(value.attachment))])
            continue
        told = msgspec.to_builtins(value)
        if isinstance(value, Page):
            told["files"] = sorted(file.name for file in value.files)
        for proposal in told.get("proposals", ()):
            proposal["id"], proposal["about"] = 0, names[proposal["about"]]
        told = {k: v for k, v in told.items() if k not in {"people", "page"}}
        found.append([str(held.kind.name), str(held.dies), repr(_named(told, names))])
    return sorted(found, key=repr)


def _named(told: Any, names: dict[int, str]) -> Any:
    """The same with handles for member ids, and nothing for ids of rows."""
    if isinstance(told, dict):
        return {key: _named(value, names) for key, value in told.items() if key != "row"}
    if isinstance(told, list | tuple):
        return [_named(value, names) for value in told]
    return names.get(told, told) if isinstance(told, int) else told
