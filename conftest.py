"""What all tests share: the list in memory is forgotten between tests, because the database is rolled back under it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from toolbox.library import catalogue, keeping


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A request in another language leaves that language behind in its thread."""
    with translation.override("en"):
        yield


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
