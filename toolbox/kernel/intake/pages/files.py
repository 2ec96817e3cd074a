"""Files that came along: taken out under a name that tells nothing, or shown as a picture made anew."""

from collections.abc import Iterable, Iterator

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.intake.acts.sending import files_of
from toolbox.kernel.intake.records import Answer, Submission
from toolbox.kernel.members import giving
from toolbox.kernel.pictures import showing
from toolbox.kernel.pictures.trouble import CannotShow
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault import filing, streams
from toolbox.kernel.vault.trouble import Damaged, Missing


@circle_only
@require_safe
def of_record(request: CircleRequest, circle: int, record: int, attached: int) -> HttpResponseBase:
    """A file of something that was taken in."""
    return giving.download(_of_record(request, record, attached))


@circle_only
@require_safe
def picture_of_record(request: CircleRequest, circle: int, record: int, attached: int) -> HttpResponse:
    """The same as a picture; where it is none that can be shown, it is taken out."""
    file = _of_record(request, record, attached)
    return _shown(request, file, reverse("inbox_file", args=[circle, record, attached]))


@circle_only
@require_safe
def of_envelope(request: CircleRequest, circle: int, envelope: int, enclosed: int) -> HttpResponseBase:
    """A file of something that waits."""
    return giving.download(_of_envelope(request, envelope, enclosed))


@circle_only
@require_safe
def picture_of_envelope(request: CircleRequest, circle: int, envelope: int, enclosed: int) -> HttpResponse:
    """The same as a picture; where it is none that can be shown, it is taken out."""
    file = _of_envelope(request, envelope, enclosed)
    return _shown(request, file, reverse("inbox_new_file", args=[circle, envelope, enclosed]))


def _of_record(request: CircleRequest, record: int, file: int) -> Attachment:
    return _among(request.circle.get(Submission, record).value.answers, file)


def _of_envelope(request: CircleRequest, envelope: int, file: int) -> Attachment:
    return _among(taking.one(boxes.boxes(request.circle), envelope).sent.answers, file)


def _among(answers: tuple[Answer, ...], file: int) -> Attachment:
    found = next((one for one in files_of(answers) if one.file == file), None)
    if found is None:
        raise Missing
    return found


def _shown(request: CircleRequest, file: Attachment, otherwise: str) -> HttpResponse:
    longest = showing.THUMBNAIL if "small" in request.GET else showing.LONGEST
    try:
        picture = showing.shown(_opened(filing.content(file)), file.media_type, longest)
    except CannotShow:
        return HttpResponseRedirect(otherwise)
    return showing.answer(picture)


def _opened(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces. Raises the vault's Damaged where one does not open."""
    try:
        yield from pieces
    except streams.Damaged:
        raise Damaged from None
