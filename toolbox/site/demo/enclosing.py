"""The small files of the town: made here, and sealed as any file that somebody sends."""

import io

import segno

from toolbox.kernel.printing import slips
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault.filing import Receiving
from toolbox.site.demo.script import Enclosure, FileKind

TYPES: dict[FileKind, str] = {
    "csv": "text/csv",
    "text": "text/plain",
    "boxes": "application/pdf",
    "steps": "application/pdf",
    "qr": "image/png",
}


def content(enclosure: Enclosure, text: str, language: str) -> bytes:
    """The bytes of a file, the same for the same text. A sheet's first line is its title."""
    title, *lines = text.strip().splitlines()
    match enclosure.kind:
        case "boxes":
            return slips.printed([slips.Slip(title=title, parts=(slips.Boxes(items=tuple(lines)),))], language)
        case "steps":
            return slips.printed([slips.Slip(title=title, parts=(slips.Steps(steps=tuple(lines)),))], language)
        case "qr":
            picture = io.BytesIO()
            segno.make(text.strip(), micro=False).save(picture, kind="png", scale=6)
            return picture.getvalue()
        case _:
            return text.encode()


def sealed(enclosure: Enclosure, text: str, language: str) -> Attachment:
    """A file that waits for its note."""
    receiving = Receiving()
    receiving.write(content(enclosure, text, language))
    return receiving.finish(enclosure.name, TYPES[enclosure.kind])
