"""The command, as somebody types it."""

from datetime import timedelta
from typing import Protocol

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from toolbox.kernel.outside.tests.servers import HttpProxy, pages, redirect, reply
from toolbox.library.links import record
from toolbox.library.links.command import check_links
from toolbox.library.links.outcome import Answer, Outcome
from toolbox.library.links.run import Target
from toolbox.library.links.tests.test_record import entry, target
from toolbox.library.models import LinkCheck

pytestmark = pytest.mark.django_db


class Settings(Protocol):
    """What these tests set."""

    PROXY: str


def type_in(*words: str) -> Result:
    return CliRunner().invoke(check_links, ["--pause", "0", "--timeout", "2", *words])


def world(settings: Settings) -> HttpProxy:
    """A proxy that is the whole Internet of a test."""
    known = {
        "http://garden.example.org": reply(),
        "http://shed.example.org": redirect(301, "http://garden.example.org/"),
    }
    internet = HttpProxy(pages(**known))
    settings.PROXY = f"http://127.0.0.1:{internet.port}"
    return internet


def test_a_run_asks_writes_and_counts(settings: Settings) -> None:
    for slug in ("garden", "kitchen", "shed"):
        entry(slug, f"http://{slug}.example.org/")
    with world(settings) as internet:
        result = type_in()
        assert result.exit_code == 0
        assert "3 of 3: " in result.output
        assert "Asked 3 of 3: 1 gone, 1 moved, 1 ok.\n" in result.output
        assert "See what did not answer well: toolbox library check-links --failures" in result.output
        asked = len(internet.requests)
        assert "There is nothing to ask" in type_in().output
        assert len(internet.requests) == asked
    told = type_in("--failures").output.splitlines()
    today = timezone.localdate()
    assert told == [
        f"gone 404, {today}: kitchen http://kitchen.example.org/",
        f"moved 200, {today}: shed http://shed.example.org/ → http://garden.example.org/",
    ]


def test_choices_narrow_a_run_down(settings: Settings) -> None:
    for slug in ("garden", "kitchen", "shed"):
        entry(slug, f"http://{slug}.example.org/")
    with world(settings):
        assert "Asked 1 of 1: 1 gone." in type_in("--only", "kitchen").output
        assert "Asked 1 of 1" in type_in("--limit", "1").output
        assert "Asked 2 of 2" in type_in("--again", "--only", "kitchen", "--only", "garden").output
    assert LinkCheck.objects.count() == 2


def test_nothing_private_is_asked_from_the_command() -> None:
    entry("router", "http://127.0.0.1:9/")
    assert "Asked 1 of 1: 1 unsure." in type_in().output


def test_mistakes_are_told_in_a_sentence(settings: Settings) -> None:
    result = type_in("--only", "gardne")
    assert (result.exit_code, result.output) == (1, "Error: There is no entry “gardne” on the list.\n")
    settings.PROXY = "ana:secret@tor"
    entry("garden")
    result = type_in()
    assert result.exit_code == 1
    assert "TOOLBOX_PROXY must look like" in result.output
    assert "secret" not in result.output


def test_without_failures_it_says_so() -> None:
    garden = entry("garden")
    record.write(Target(*target(garden)), Answer(Outcome.OK, 200), timezone.localdate() - timedelta(days=1))
    assert type_in("--failures").output.startswith("Nothing: ")


def test_the_help_teaches() -> None:
    told = type_in("--help").output
    for word in ("--limit", "--only", "--again", "--at-once", "--pause", "--timeout", "--failures", "TOOLBOX_PROXY"):
        assert word in told
