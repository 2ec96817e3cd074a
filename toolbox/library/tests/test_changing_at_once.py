"""Several people change the list at the same moment, on a database that lets several write at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from toolbox.library import keeping
from toolbox.library.models import Resource, State
from toolbox.library.tests.shelf import FRIDGE, LATER, load

TEXTS = {
    "name": "Fridge on the corner",
    "maker": "Ana",
    "place": "Riverbend",
    "years": "since spring",
    "offers": "A fridge.",
    "for_whom": "Everybody.",
    "phone": "+1 415-555-0199",
    "licence": "Free",
}


@pytest.mark.django_db(transaction=True)
def test_eight_people_edit_one_entry_and_nothing_is_lost() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets in one writer at a time")
    load(FRIDGE)
    told = State.objects.get().version
    together = Barrier(len(TEXTS))

    def edit(column: str) -> None:
        together.wait(timeout=20)
        try:
            keeping.edit("riverbend-fridge", {column: TEXTS[column]}, LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(TEXTS)) as people:
        list(people.map(edit, TEXTS))
    fridge = Resource.objects.get(slug="riverbend-fridge")
    assert {column: getattr(fridge, column) for column in TEXTS} == TEXTS
    assert State.objects.get().version == told + len(TEXTS)
