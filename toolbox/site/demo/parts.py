"""What all files of the town's script are made of."""

from typing import Literal, TypeAlias

import msgspec

AREA = "+1202"  # all phones of the town lie in one area; 555-01xx is kept free there for inventions
Language: TypeAlias = Literal["en", "es"]
FileKind: TypeAlias = Literal["csv", "text", "boxes", "steps", "qr", "photo"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of the script: a field that is misspelt is an error, not a silence."""


class Enclosure(Part, frozen=True):
    """A small file: CSV or plain text as it stands, a printed sheet, a picture of a code, or a photo of a paper."""

    name: str
    kind: FileKind
    text: str


def numbered(phone: str) -> str:
    """A phone of the town in the form of E.164, from 555-0143; empty for none."""
    return AREA + phone.replace("-", "") if phone else ""
