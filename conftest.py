"""What all tests share.

The list in memory is forgotten between tests, because the database is rolled back under it. On PostgreSQL only tests
that use the database run: the others have run already.
"""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import hypothesis
import pytest
from argon2.low_level import hash_secret_raw
from django.conf import settings
from django.utils import translation

from tests.postgres import Cluster, Missing, cluster
from toolbox.kernel.members import argon
from toolbox.library import catalogue, keeping

USE_THE_DATABASE = {"db", "transactional_db", "live_server"}

# A test fails for what is wrong, never because the machine was busy.
hypothesis.settings.register_profile("house", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what PostgreSQL makes no difference to."""
    if "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        return
    alike = [item for item in items if not _uses_the_database(item)]
    items[:] = [item for item in items if item not in alike]
    config.hook.pytest_deselected(items=alike)


def _uses_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & USE_THE_DATABASE)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server that is thrown away at the end; without PostgreSQL the test is skipped, but never in CI."""
    try:
        with cluster() as server:
            yield server
    except Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A request in another language leaves that language behind in its thread."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _cheap_guesses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A try at a passphrase costs 64 MB and a third of a second, on purpose. Members who are invented here are let in
    for a part of that, unless a test is `dear`. A toolbox that a test starts as a process of its own takes the whole.
    """
    if request.node.get_closest_marker("dear") is None:
        monkeypatch.setattr(argon, "hash_secret_raw", _cheap)


def _cheap(secret: bytes, salt: bytes, *, memory_cost: int, **more: Any) -> bytes:
    """Argon2id over a 64th of the memory; more memory still gives something else."""
    return hash_secret_raw(secret, salt, memory_cost=memory_cost // 64, **more)


@pytest.fixture(autouse=True)
def _forget_catalogue() -> Iterator[None]:
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def library(db: None) -> None:
    """The list that comes with the toolbox, loaded."""
    report = keeping.load((settings.CONTENT / "library" / "resources.csv").read_bytes(), date(2026, 11, 1))
    if report.problems:
        raise AssertionError(report.problems[0])
