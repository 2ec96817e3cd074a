"""Somebody learns the vault from its README: every example in it runs, one after the other, on a real circle."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.people import circle, somebody
from toolbox.kernel.registry import kinds

README = Path(__file__).resolve().parent.parent.parent / "toolbox" / "kernel" / "vault" / "README.md"


def examples(page: str) -> list[str]:
    """The Python in a page, each with empty lines in front so that an error names its line of the page."""
    return [
        "\n" * page.count("\n", 0, found.start(1)) + found.group(1)
        for found in re.finditer(r"^```python\n(.*?)^```", page, re.M | re.S)
    ]


@pytest.fixture
def _declared_here_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind that the examples declare is forgotten afterwards: no tool of ours writes it."""
    for name in ("_by_name", "_by_struct"):
        monkeypatch.setattr(kinds, name, dict(getattr(kinds, name)))


@pytest.mark.django_db
@pytest.mark.usefixtures("_declared_here_only")
def test_every_example_does_what_it_says() -> None:
    found = examples(README.read_text("utf-8"))
    assert len(found) > 5
    names: dict[str, Any] = {"__name__": "example", "circle": circle(somebody()).circle}
    for example in found:
        exec(compile(example, str(README), "exec"), names)
    assert names["paper"].name == "parts.txt"
    assert names["ERRAND"] in kinds.kinds()


def test_what_an_example_declares_is_nobodys_kind() -> None:
    assert not [kind.name for kind in kinds.kinds() if kind.name.startswith("example.")]


def test_an_example_that_is_wrong_is_found_with_its_line() -> None:
    (wrong,) = examples("words\n\n```python\nassert 1 == 2\n```\n")
    with pytest.raises(AssertionError) as caught:
        exec(compile(wrong, "page", "exec"), {})
    assert caught.tb.tb_next is not None
    assert caught.tb.tb_next.tb_lineno == 4
