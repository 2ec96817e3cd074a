"""Entries from elsewhere wait until somebody has read them."""

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from toolbox.library.commands import library
from toolbox.library.models import Resource, Waiting
from toolbox.library.tests.reader import html
from toolbox.library.tests.shelf import DAY, FRIDGE, PANTRY, everything, load

pytestmark = pytest.mark.django_db


def type_in(*typed: str) -> Result:
    return CliRunner().invoke(library, ["review", *typed], obj=lambda: None)


def waits(**row: str) -> str:
    entry = Waiting.objects.create(
        uid=f"uid-{Waiting.objects.count()}", row=row, came_from="toolbox.example.org", arrived_on=DAY
    )
    return str(entry.pk)


def test_what_waits_is_listed_and_shown() -> None:
    assert "0 waiting." in type_in().output
    number = waits(**PANTRY, maker="")
    assert f"{number}  Porch Pantry  (toolbox.example.org)" in type_in().output
    assert "1 waiting. Read one: toolbox library review show NUMBER" in type_in().output
    shown = type_in("show", number).output
    assert "From toolbox.example.org, 2026-03-01" in shown
    assert "offers: How to share food on porches." in shown
    assert "maker" not in shown


def test_nobody_sees_what_waits(client: Client) -> None:
    waits(**PANTRY)
    for address in ("/library/", "/library/?q=porch", "/library/feeds/new/", "/library/share/library.csv"):
        assert "Porch Pantry" not in html(client, address)
    html(client, "/library/porch-pantry/", status=404)


def test_what_is_accepted_is_on_the_list_and_waits_no_longer(client: Client) -> None:
    number = waits(**FRIDGE)
    assert type_in("accept", number).output == "Added: riverbend-fridge\n"
    html(client, "/library/riverbend-fridge/")
    assert not Waiting.objects.exists()


def test_what_is_missing_is_given_while_accepting() -> None:
    number = waits(**{**PANTRY, "category": ""})
    told = type_in("accept", number)
    assert told.exit_code == 1
    assert "category: This must not be empty." in told.output
    assert f"toolbox library review accept {number} category=" in told.output
    assert Waiting.objects.count() == 1
    assert type_in("accept", number, "category=food", "name=Corner Pantry", "slug=").exit_code == 0
    assert Resource.objects.get().slug == "corner-pantry"


def test_a_change_that_is_no_column_equals_text_is_not_passed_over() -> None:
    number = waits(**PANTRY)
    told = type_in("accept", number, "status-active")
    assert told.exit_code != 0
    assert "“status-active”" in told.output
    assert Waiting.objects.exists()


def test_an_entry_that_we_have_already_keeps_its_place() -> None:
    load(PANTRY)
    before = everything()
    number = waits(**{**PANTRY, "offers": "Something else."})
    told = type_in("accept", number)
    assert told.exit_code == 1
    assert "There is an entry “porch-pantry” already." in told.output
    assert everything() == before
    assert Waiting.objects.exists()


def test_what_is_declined_is_not_offered_again() -> None:
    number = waits(**PANTRY)
    assert type_in("decline", number).output == "Declined.\n"
    assert "0 waiting." in type_in().output
    assert Waiting.objects.exists()  # remembered, so that the next import does not bring it back
    for again in ("show", "accept", "decline"):
        told = type_in(again, number)
        assert told.exit_code == 1
        assert f"Nothing waits under number {number}." in told.output
