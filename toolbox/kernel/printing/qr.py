"""QR codes as small SVG pictures that typst can place."""

import io

import segno

from toolbox.kernel.printing.job import LONGEST_CODE

MASK = 3  # weighing all eight costs most of the time, and every reader reads any of them


def svg(text: str) -> str | None:
    """The code as an SVG without a margin (leave four squares of white), or None if the text is too long.

    Error correction is at least level L and rises as far as the size allows (ISO/IEC 18004).
    """
    if not text or len(text.encode()) > LONGEST_CODE:
        return None
    picture = io.BytesIO()
    code = segno.make(text, error="l", micro=False, boost_error=True, mask=MASK)
    code.save(picture, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False)
    return picture.getvalue().decode()
