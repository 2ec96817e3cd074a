"""What stands on a page: hidden fields, the seven words of an invite, and the text of a printed sheet."""

import re
from typing import Any

from toolbox.kernel.printing.tests import reading


def code_of(answer: Any) -> str:
    """The seven words of the page that shows them."""
    assert answer.status_code == 200, answer.status_code
    found = re.findall(r"<li><strong>([a-z]+)</strong></li>", answer.content.decode())
    assert len(found) == 7
    return " ".join(found)


def hidden(page: str, name: str) -> str:
    """The first hidden field of a name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def on_paper(pdf: bytes) -> str:
    """All text of a PDF, without white space."""
    return "".join(reading.words(pdf))
