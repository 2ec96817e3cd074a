"""Two people change the same text: what each changed is kept, and where both changed one, both are shown."""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple


class Edited(NamedTuple):
    """What becomes of the fields of a form."""

    fields: dict[str, str]  # as they are to be written
    theirs: dict[str, str]  # the fields that somebody else changed too, as they stand now


def mark(text: str) -> str:
    """A short mark of a text, carried in a form so that we know later whether the text is still the same."""
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def edited(now: Mapping[str, str], typed: Mapping[str, str], marks: Mapping[str, str]) -> Edited:
    """Put what was typed over what stands now; `marks` are those of the texts that the form began with."""
    fields, theirs = {}, {}
    for name, text in typed.items():
        before = marks.get(name, "")
        if mark(text) == before or text == now[name]:
            fields[name] = now[name]
        elif mark(now[name]) == before:
            fields[name] = text
        else:
            theirs[name] = now[name]
    return Edited(fields, theirs)
