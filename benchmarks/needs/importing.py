"""`python -m benchmarks.needs.importing csv` brings in 5,000 rows through the pages and prints times."""

import io
import json
import os
import random
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.needs import ROWS
from benchmarks.vault import place
from toolbox.kernel.vault.ids import spell

if TYPE_CHECKING:
    from django.test import Client

HEAD = (
    "Timestamp",
    "Full name",
    "Phone",
    "Address",
    "Neighborhood",
    "What do you need?",
    "Language",
    "People",
    "Notes",
)


def rows() -> list[tuple[str, ...]]:
    """Made-up rows, always the same."""
    chance = random.Random(1)
    found: list[tuple[str, ...]] = [HEAD]
    for number in range(ROWS):
        found.append(
            (
                f"{chance.randint(1, 12)}/{chance.randint(1, 28)}/2025 14:{number % 60:02d}",
                f"{chance.choice(('Rosa', 'Amadou', 'Wren', 'Núria'))} {number}",
                f"(202) 55{number // 1000}-{number % 1000:03d}{number % 10}",
                f"{number} Alder Street",
                chance.choice(("North side", "River")),
                chance.choice(("Groceries", "A ride; Formula or diapers", "a tarp")),
                chance.choice(("Spanish", "English")),
                str(chance.randint(1, 7)),
                "third floor, the bell is broken",
            )
        )
    return found


def packed(kind: str) -> bytes:
    """The rows as a file."""
    from toolbox.tools.needs.tables import writing

    if kind == "csv":
        return writing.as_csv(rows())
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows():
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measure(kind: str) -> dict[str, float]:
    """Seconds of each part, and of the slowest page of progress."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    group = place.town(1, 1)
    client = place.browser(group.me)
    first = f"/c/{spell(group.id)}/needs/import/"
    data, begun = packed(kind), time.perf_counter()
    file = SimpleUploadedFile(f"list.{kind}", data, "application/octet-stream")
    page = str(client.post(first, {**_token(client, first), "what": "asks", "file": file})["Location"])
    read = time.perf_counter()
    _press(client, page, "match", **_columns(client, page))
    client.get(page)
    looked = time.perf_counter()
    _press(client, page, "start", twice="yes")
    slowest, pages = _until_still(client, page)
    brought = time.perf_counter()
    made = group_of(group)
    _press(client, f"{page}undo/", "undo", to=page)
    _until_still(client, page)
    return {
        "read": read - begun,
        "looked": looked - read,
        "brought": brought - looked,
        "slowest": slowest,
        "pages": pages,
        "made": made,
        "undone": time.perf_counter() - brought,
    }


def group_of(group: object) -> int:
    """How many asks there are."""
    from toolbox.tools.needs.records import Ask

    return int(group.circle.count(Ask))  # type: ignore[attr-defined]


def _until_still(client: "Client", page: str) -> tuple[float, int]:
    """Ask for the page of progress until it does not move any more: the slowest answer, and how many there were."""
    slowest, count = 0.0, 0
    while True:
        begun = time.perf_counter()
        answer = client.get(page)
        slowest, count = max(slowest, time.perf_counter() - begun), count + 1
        if answer.status_code != 200:
            raise RuntimeError("Nothing to measure: the page did not answer.")
        if "Refresh" not in answer.headers:
            return slowest, count


def _token(client: "Client", page: str) -> dict[str, str]:
    from toolbox.kernel.intake.tests.desk import hidden

    return hidden(client, page, page)


def _columns(client: "Client", page: str) -> dict[str, str]:
    """The columns as they were guessed."""
    from tests.visitor import Reader

    reader = Reader()
    reader.feed(client.get(page).content.decode())
    form = next(one for one in reader.forms if "head" in one.names)
    return {one.name: one.value for one in form.fields if one.kind == "select"}


def _press(client: "Client", page: str, do: str, to: str = "", **typed: str) -> None:
    from toolbox.kernel.intake.tests.desk import hidden

    to = to or page
    if client.post(to, {**hidden(client, page, to), "do": do, **typed}).status_code != 302:
        raise RuntimeError("Nothing to measure: a press did nothing.")


def ready() -> None:
    """Make the database of the real settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "toolbox.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    ready()
    print(json.dumps(measure(sys.argv[1])))
