"""The list as a file: CSV and JSON that a load takes back unchanged."""

import csv
import io
import json
from collections.abc import Iterable

from toolbox.library.columns import NAMES, cells
from toolbox.library.models import Resource
from toolbox.library.rows import FORMAT


def on_the_list() -> Iterable[Resource]:
    """What is exported: every entry that is not retired, in the list's order."""
    return Resource.objects.filter(retired_on=None).order_by("position", "slug").iterator(500)


MARK = "\ufeff"  # tells a spreadsheet that the file is UTF-8


def as_csv(resources: Iterable[Resource], *, semicolons: bool = False) -> str:
    """CSV with a header row, every cell in quotation marks; with semicolons for a spreadsheet that expects them."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, quoting=csv.QUOTE_ALL, delimiter=";" if semicolons else ",")
    writer.writeheader()
    writer.writerows(cells(resource) for resource in resources)
    return (MARK if semicolons else "") + out.getvalue()


def as_json(resources: Iterable[Resource]) -> str:
    """One JSON object, each column a text as it stands in the CSV file."""
    entries = [cells(resource) for resource in resources]
    return json.dumps({"format": FORMAT, "version": 1, "resources": entries}, ensure_ascii=False, indent=1) + "\n"
