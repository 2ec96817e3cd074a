"""QR codes as small SVG pictures that typst can place."""

import re
from collections.abc import Iterator

import segno

from toolbox.kernel.printing.job import LONGEST_CODE

_RUN = re.compile(rb"\x01+")  # dark squares side by side
MASK = 3  # weighing all eight costs most of the time, and every reader reads any of them


def svg(text: str) -> str | None:
    """The code as an SVG without a margin (leave four squares of white), or None if the text is too long.

    Error correction is at least level L and rises as far as the size allows (ISO/IEC 18004).
    """
    if not text or len(text.encode()) > LONGEST_CODE:
        return None
    code = segno.make(text, error="l", micro=False, boost_error=True, mask=MASK)
    side, line = len(code.matrix), "".join(_drawn(code.matrix)).removeprefix("m0 0")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path stroke="#000" d="M0 0.5{line}"/></svg>'
    )


def _drawn(squares: tuple[bytearray, ...]) -> Iterator[str]:
    """A line through the dark squares, row by row, each run of them from where the one before it ended."""
    here = down = 0
    for row in squares:
        for run in _RUN.finditer(row):
            begin, end = run.span()
            yield f"m{begin - here} {down}h{end - begin}"
            here, down = end, 0
        down += 1
