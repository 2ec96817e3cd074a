"""Somebody learns the vault from its README: every example in it runs, one after the other, on a real circle."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.people import circle, somebody

README = Path(__file__).resolve().parent.parent.parent / "toolbox" / "kernel" / "vault" / "README.md"


def examples(page: str) -> list[str]:
    """The Python in a page, each with empty lines in front so that an error names its line of the page."""
    return [
        "\n" * page.count("\n", 0, found.start(1)) + found.group(1)
        for found in re.finditer(r"^```python\n(.*?)^```", page, re.M | re.S)
    ]


@pytest.mark.django_db
def test_every_example_does_what_it_says() -> None:
    found = examples(README.read_text("utf-8"))
    assert len(found) > 5
    names: dict[str, Any] = {"__name__": "example", "circle": circle(somebody()).circle}
    for example in found:
        exec(compile(example, str(README), "exec"), names)
    assert names["paper"].name == "parts.txt"


def test_an_example_that_is_wrong_is_found_with_its_line() -> None:
    (wrong,) = examples("words\n\n```python\nassert 1 == 2\n```\n")
    with pytest.raises(AssertionError) as caught:
        exec(compile(wrong, "page", "exec"), {})
    assert caught.tb.tb_next is not None
    assert caught.tb.tb_next.tb_lineno == 4
