"""The small files of the town: made here, and sealed as any file that somebody sends."""

import io

import segno
from PIL import Image, ImageDraw, ImageFont

from toolbox.kernel.printing import slips
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault.filing import Receiving
from toolbox.site.demo.parts import Enclosure, FileKind

TYPES: dict[FileKind, str] = {
    "csv": "text/csv",
    "text": "text/plain",
    "boxes": "application/pdf",
    "steps": "application/pdf",
    "qr": "image/png",
    "photo": "image/jpeg",
}
SHEET, TABLE = (480, 640), (640, 800)  # pixels of a photo of a paper: the paper, and the table on which it lies


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
        case "photo":
            return _photo(text.strip())
        case _:
            return text.encode()


def _photo(text: str) -> bytes:
    """A photo of a paper with these lines on a table, as a JPEG."""
    sheet = Image.new("RGB", SHEET, "#f4f1e8")
    ImageDraw.Draw(sheet).multiline_text((40, 48), text, "#26221d", ImageFont.load_default(24), spacing=14)
    table = Image.new("RGB", TABLE, "#6b5138")
    place = ((TABLE[0] - SHEET[0]) // 2, (TABLE[1] - SHEET[1]) // 2)
    table.paste(sheet, place)
    picture = io.BytesIO()
    table.rotate(-2, Image.Resampling.BICUBIC, fillcolor="#6b5138").save(picture, "JPEG", quality=70)
    return picture.getvalue()


def sealed(enclosure: Enclosure, text: str, language: str) -> Attachment:
    """A file that waits for its note."""
    receiving = Receiving()
    receiving.write(content(enclosure, text, language))
    return receiving.finish(enclosure.name, TYPES[enclosure.kind])
