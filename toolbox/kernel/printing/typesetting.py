"""Compiles a template with typst. Only the child process imports this."""

import re
from pathlib import Path

import msgspec
import typst

from toolbox.kernel.printing import fonts, languages, qr
from toolbox.kernel.printing.job import Job
from toolbox.kernel.printing.plain import plain, plain_all

_PACKAGES = Path(__file__).resolve().parent / "packages"
_PLACE = re.compile(r"([\w.-]+\.typ):(\d+):\d+")


class SheetIsBroken(Exception):
    """The template does not compile; the message is its file and line ("sheet.typ:12")."""


def compiled(job: Job) -> bytes:
    """The PDF of a job's template. Raises SheetIsBroken."""
    sheet = Path(job.sheet or "").resolve()
    compiler = typst.Compiler(
        input=str(sheet),
        root=str(sheet.parent),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts.folders()),
        package_path=str(_PACKAGES),
        sys_inputs=_inputs(job),
    )
    try:
        # Tags help a screen reader; imposed pages lose them anyway.
        pdf = compiler.compile(format="pdf", pdf_tags=job.imposition == "none")
    except typst.TypstError as trouble:
        place = _PLACE.search(trouble.diagnostic)
        raise SheetIsBroken(f"{place[1]}:{place[2]}" if place else "") from None
    if not isinstance(pdf, bytes):
        raise SheetIsBroken("")
    return pdf


def _inputs(job: Job) -> dict[str, str]:
    """What the house style reads from `sys.inputs`."""
    language, region = languages.split(job.language)
    drawn = {text: qr.svg(text) for text in map(plain, job.codes)}
    return {
        "data": msgspec.json.encode(plain_all(msgspec.json.decode(job.content))).decode(),
        "codes": msgspec.json.encode({text: code for text, code in drawn.items() if code}).decode(),
        "language": language,
        "region": region,
        "direction": "rtl" if job.right_to_left else "ltr",
        "title": plain(job.title),
        "large": "yes" if job.large else "",
    }
