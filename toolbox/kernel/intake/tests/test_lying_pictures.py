"""Somebody sends a bomb that calls itself a photograph. It is sealed as it is, and the inbox stays open."""

from collections.abc import Callable

import pytest

from toolbox.kernel.intake.tests.desk import desk, sent, words
from toolbox.kernel.intake.tests.mail import answer, photo, sends
from toolbox.kernel.pictures.tests.bombs import BOMBS, NO_PICTURES

pytestmark = pytest.mark.django_db
LIES: dict[str, Callable[[], bytes]] = {
    "bomb": BOMBS["a PNG of 50,000 times 50,000"],
    "profile": BOMBS["a PNG with 200 MB in a profile of 200 KB"],
    "huge": BOMBS["a HEIC that says it is huge"],
    "script": lambda: NO_PICTURES["HTML that begins as a GIF"],
    "vector": lambda: NO_PICTURES["SVG"],
}


@pytest.mark.parametrize("lie", LIES)
def test_it_is_taken_out_and_never_shown(lie: str) -> None:
    night, content = desk(), LIES[lie]()
    sends(night.mailbox, answer("what", "Look at this"), answer("photo", files=(photo(content),)))
    sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    held = night.one()
    (file,) = held.value.answers[1].files
    assert "Look at this" in words(night.birch, night.at("inbox_item", held.id))
    out = night.at("inbox_file", held.id, file.file)
    for small in ("", "?small=1"):
        shown = night.alder.get(night.at("inbox_picture", held.id, file.file) + small)
        assert shown.headers["Location"] == out, "it is not opened here"
    taken = night.alder.get(out)
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert taken.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(taken.streaming_content) == content  # type: ignore[attr-defined]
