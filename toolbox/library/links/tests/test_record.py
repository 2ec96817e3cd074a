"""What is asked, what is written down, and what the pages then say."""

from datetime import date, timedelta

import pytest

from toolbox.library.links import record
from toolbox.library.links.outcome import Answer, Outcome
from toolbox.library.links.run import Target
from toolbox.library.links.verdict import verdict
from toolbox.library.models import LinkCheck, Resource, State

pytestmark = pytest.mark.django_db
TODAY = date(2031, 5, 9)
YESTERDAY = TODAY - timedelta(days=1)
OK = Answer(Outcome.OK, 200)
GONE = Answer(Outcome.GONE, 404)


def entry(slug: str, url: str = "", **columns: object) -> Resource:
    url = url or f"https://{slug}.example.org/"
    values = {"category": "food", "added_on": TODAY, "changed_on": TODAY, "name": slug, **columns}
    return Resource.objects.create(slug=slug, url=url, **values)


def target(resource: Resource) -> Target:
    return Target(resource.pk, resource.url)


def asked(**choices: object) -> list[str]:
    urls = [found.url for found in record.to_ask(TODAY, **choices)]  # type: ignore[arg-type]
    return [url.removeprefix("https://").split(".")[0] for url in urls]


def test_everything_on_the_list_with_an_address_is_asked() -> None:
    entry("garden")
    entry("retired", retired_on=YESTERDAY)
    Resource.objects.filter(pk=entry("paper").pk).update(url="")
    assert asked() == ["garden"]


def test_what_was_asked_today_is_asked_only_again() -> None:
    record.write(target(entry("garden")), OK, TODAY)
    record.write(target(entry("kitchen")), OK, YESTERDAY)
    assert asked() == ["kitchen"]
    assert asked(again=True) == ["kitchen", "garden"]


def test_an_address_changed_today_is_asked_anew() -> None:
    garden = entry("garden")
    record.write(target(garden), GONE, TODAY)
    Resource.objects.filter(pk=garden.pk).update(url="https://allotment.example.org/")
    assert asked() == ["allotment"]
    record.write(Target(garden.pk, "https://allotment.example.org/"), OK, TODAY)
    assert LinkCheck.objects.get().outcome == "ok"
    assert asked() == []


def test_a_limited_run_begins_with_what_was_never_or_longest_not_asked() -> None:
    record.write(target(entry("a", position=1)), OK, YESTERDAY)
    record.write(target(entry("b", position=2)), OK, YESTERDAY - timedelta(days=5))
    entry("c", position=3)
    assert asked(limit=2) == ["c", "b"]


def test_only_some_can_be_asked_and_a_misspelt_one_is_told() -> None:
    entry("garden")
    entry("kitchen")
    assert asked(only=["kitchen"]) == ["kitchen"]
    with pytest.raises(record.NoSuchResource, match="kitchne"):
        record.to_ask(TODAY, only=["garden", "kitchne"])


def test_an_answer_is_written_with_its_day_and_a_later_one_of_that_day_replaces_it() -> None:
    garden = entry("garden")
    record.write(target(garden), GONE, TODAY)
    record.write(target(garden), Answer(Outcome.MOVED, 200, "https://new.example.org/"), TODAY)
    check = LinkCheck.objects.get()
    assert (check.url, check.day, check.outcome, check.code, check.led_to) == (
        garden.url, TODAY, "moved", 200, "https://new.example.org/",
    )  # fmt: skip


def test_an_entry_deleted_during_a_run_does_no_harm() -> None:
    garden = entry("garden")
    gone = target(garden)
    garden.delete()
    record.write(gone, OK, TODAY)
    assert not LinkCheck.objects.exists()


def test_two_days_gone_and_the_page_says_so() -> None:
    garden = entry("garden")
    record.write(target(garden), OK, YESTERDAY - timedelta(days=1))
    record.write(target(garden), GONE, YESTERDAY)
    assert verdict(garden.url, garden.checks.all()).state == "unsure"
    record.write(target(garden), GONE, TODAY)
    assert verdict(garden.url, garden.checks.all()) == ("gone", YESTERDAY - timedelta(days=1), "")


def test_troubles_are_the_last_checks_that_went_wrong() -> None:
    garden, kitchen, shed = entry("garden"), entry("kitchen"), entry("shed")
    record.write(target(garden), GONE, YESTERDAY)
    record.write(target(garden), OK, TODAY)
    record.write(target(kitchen), OK, YESTERDAY)
    record.write(target(kitchen), GONE, TODAY)
    record.write(Target(shed.pk, "https://old-shed.example.org/"), GONE, TODAY)
    record.write(target(entry("retired", retired_on=TODAY)), GONE, TODAY)
    assert [trouble.slug for trouble in record.troubles()] == ["kitchen"]


def test_a_finished_run_makes_the_pages_look_again() -> None:
    record.finish()
    record.finish()
    assert State.objects.get(pk=1).version == 2


def test_old_checks_are_let_go_but_never_the_last_answer() -> None:
    silent = entry("silent", "https://silent.example.org/")
    for number in range(60):
        outcome = Outcome.OK if number < 10 else Outcome.UNSURE
        record.write(target(silent), Answer(outcome), TODAY + timedelta(days=number))
    before = verdict(silent.url, LinkCheck.objects.filter(resource=silent))
    record.finish()
    kept = LinkCheck.objects.filter(resource=silent)
    assert kept.count() == record.KEPT + 1
    assert verdict(silent.url, kept) == before
    assert before.answered_on == TODAY + timedelta(days=9)
