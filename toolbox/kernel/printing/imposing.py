"""Lays A5 pages two-up on landscape sheets. Only the child process imports this."""

import io

import pikepdf

from toolbox.kernel.printing.job import Job, Paper
from toolbox.kernel.printing.signature import Side, folded, paired

SHEETS: dict[Paper, tuple[float, float]] = {"a4": (841.89, 595.276), "letter": (792.0, 612.0)}
"""Width and height of the landscape sheets in points (1/72 inch)."""


def imposed(pdf: bytes, job: Job) -> bytes:
    """The PDF with two pages on each side of the job's paper, as its imposition says."""
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as target:
        count = len(source.pages)
        forms = [target.copy_foreign(page.as_form_xobject()) for page in source.pages]
        boxes = [[float(edge) for edge in page.mediabox] for page in source.pages]
        if job.imposition == "enlarge":
            for form, box in zip(forms, boxes, strict=True):
                _add_enlarged(target, form, box, SHEETS[job.paper])
        else:
            sides = paired(count) if job.imposition == "pair" else folded(count, job.right_to_left)
            for side in sides:
                _add_side(target, side, forms, boxes, SHEETS[job.paper])
        _keep_title(source, target)
        out = io.BytesIO()
        target.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return out.getvalue()


def _add_side(
    target: pikepdf.Pdf,
    side: Side,
    forms: list[pikepdf.Object],
    boxes: list[list[float]],
    size: tuple[float, float],
) -> None:
    """Add one landscape side with a page, or white, on each half."""
    page = target.add_blank_page(page_size=size)
    drawn: list[str] = []
    for half, number in enumerate(side):
        if number is None:
            continue
        name = page.add_resource(forms[number], pikepdf.Name.XObject, pikepdf.Name(f"/Half{half}"))
        drawn.append(f"q {_placed(boxes[number], size, half)} cm {name} Do Q")
    page.contents_add(" ".join(drawn).encode())


def _add_enlarged(target: pikepdf.Pdf, form: pikepdf.Object, box: list[float], size: tuple[float, float]) -> None:
    """Add a page on a whole upright sheet, as large as it fits."""
    height, width = size
    page = target.add_blank_page(page_size=(width, height))
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/Whole"))
    left, bottom, right, top = box
    scale = min(width / (right - left), height / (top - bottom))
    across = (width - scale * (right - left)) / 2 - scale * left
    up = (height - scale * (top - bottom)) / 2 - scale * bottom
    page.contents_add(f"q {scale:.5f} 0 0 {scale:.5f} {across:.3f} {up:.3f} cm {name} Do Q".encode())


def _placed(box: list[float], size: tuple[float, float], half: int) -> str:
    """The matrix that fits a page into the left (0) or right (1) half, in the middle and never enlarged."""
    left, bottom, right, top = box
    width, height = size[0] / 2, size[1]
    scale = min(1.0, width / (right - left), height / (top - bottom))
    across = half * width + (width - scale * (right - left)) / 2 - scale * left
    up = (height - scale * (top - bottom)) / 2 - scale * bottom
    return f"{scale:.5f} 0 0 {scale:.5f} {across:.3f} {up:.3f}"


def _keep_title(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Carry the title over, and nothing else that the file says about itself."""
    title = source.docinfo.get(pikepdf.Name.Title)
    if title is not None:
        target.docinfo[pikepdf.Name.Title] = pikepdf.String(str(title))
    language = source.Root.get(pikepdf.Name.Lang)
    if language is not None:
        target.Root[pikepdf.Name.Lang] = pikepdf.String(str(language))
