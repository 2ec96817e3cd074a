"""A spreadsheet brought in: chosen, its columns matched, looked at, brought in while a page moves by itself, undone."""

from http import HTTPStatus

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members.uploading import SealedFile
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Damaged, FileGone, Missing, Moved, Stopped
from toolbox.tools.needs import importing, matched, spreading
from toolbox.tools.needs.imports import Import, ImportStep
from toolbox.tools.needs.tables import reading
from toolbox.tools.needs.tables.table import MOST_BYTES, MOST_ROWS

READ_AND_WRITE = ["GET", "HEAD", "POST"]
AGAIN = 1  # seconds until the page of progress looks again
FIELD = "file"


@circle_only
@require_http_methods(READ_AND_WRITE)
def imports(request: CircleRequest, circle: int) -> HttpResponse:
    """Choose a file; below it those that are under way, and those that can still be undone."""
    trouble = ""
    if request.method == "POST":
        held, trouble = _begun(request)
        if held is not None:
            return answering.to("needs_import", circle, held.id)
    context = {
        "offers": request.POST.get("what") == "offers" or request.GET.get("what") == "offers",
        "most_mb": MOST_BYTES // (1024 * 1024),
        "most_rows": f"{MOST_ROWS:,}",
        **spreading.listed(request.group, importing.all_of(request.group)),
    }
    return answering.page(request, "needs/imports.html", context, trouble)


def _begun(request: CircleRequest) -> tuple[Held[Import] | None, str]:
    """Read what was chosen; or the sentence that says why that cannot be."""
    chosen = request.FILES.get(FIELD)
    if not isinstance(chosen, SealedFile):
        return None, _("Choose a file first.")
    if chosen.attachment is None or chosen.attachment.size > MOST_BYTES:
        return None, reading.too_large()
    offers = request.POST.get("what") == "offers"
    try:
        return importing.begin(request.group, chosen.attachment, offers=offers, now=timezone.now()), ""
    except reading.CannotRead as reason:
        return None, str(reason)
    except (Damaged, FileGone, OperationalError):
        return None, _("The file did not arrive whole. Choose it once more, and press again.")


@circle_only
@require_http_methods(READ_AND_WRITE)
def one(request: CircleRequest, circle: int, brought: int) -> HttpResponse:
    """Where a spreadsheet is: each step has a page of its own under the same address."""
    try:
        held = request.circle.get(Import, brought)
    except Missing:
        return _gone(request)
    trouble = ""
    if request.method == "POST":
        try:
            answer = _done(request, held)
        except (Moved, Missing):
            trouble = _("Somebody else pressed something just now. Look how it stands, and press once more.")
        except Stopped as stopped:
            trouble = answering.stopped(stopped)
        except (OperationalError, TooLarge):
            trouble = _("Nothing was saved. Press again in a minute.")
        else:
            return answer
        try:
            held = request.circle.get(Import, brought)
        except Missing:
            return _gone(request)
    return _page(request, held, trouble)


def _gone(request: CircleRequest) -> HttpResponse:
    trouble = _("This is not here any more: its day came, or somebody gave it up.")
    context = {
        "most_mb": MOST_BYTES // (1024 * 1024),
        "most_rows": f"{MOST_ROWS:,}",
        **spreading.listed(request.group, importing.all_of(request.group)),
    }
    response = answering.page(request, "needs/imports.html", context, trouble)
    response.status_code = HTTPStatus.NOT_FOUND
    return response


def _done(request: CircleRequest, held: Held[Import]) -> HttpResponse:
    """One press, where it makes sense at this step; elsewhere it does nothing. Raises what the vault raises."""
    group, step = request.group, held.value.step
    match request.POST.get("do", ""), step:
        case "match", ImportStep.COLUMNS | ImportStep.LOOK:
            fields, trouble = matched.fields_of(request.POST, held)
            if trouble:
                return _columns(request, held.now(**fields), trouble)
            importing.change(group, held, step=ImportStep.LOOK, **fields)
        case "sheet", ImportStep.COLUMNS:
            importing.turn_to(group, held, _sheet(request, held))
        case "columns", ImportStep.LOOK:
            importing.change(group, held, step=ImportStep.COLUMNS)
        case "start", ImportStep.LOOK:
            look = importing.seen(group, held, importing.table_of(held))
            importing.start(group, held, look, _twice(request, look))
        case "stop", ImportStep.GOING:
            importing.change(group, held, step=ImportStep.RESTING)
        case "go-on", ImportStep.RESTING:
            importing.change(group, held, step=ImportStep.GOING)
        case "give-up", ImportStep.COLUMNS | ImportStep.LOOK:
            importing.give_up(group, held)
            return answering.to("needs_imports", group.id)
        case "undo", ImportStep.DONE | ImportStep.RESTING:
            if (until := stopping.until(group)) is not None:
                raise Stopped(until)
            importing.undo(group, held)
        case (("match" | "sheet" | "columns" | "start" | "stop" | "go-on" | "give-up" | "undo"), _step):
            pass
        case _:
            raise Http404
    return answering.to("needs_import", group.id, held.id)


def _sheet(request: CircleRequest, held: Held[Import]) -> int:
    """The place of the sheet that was chosen; as it is where it makes no sense."""
    chosen = request.POST.get("sheet", "")
    known = range(max(1, len(importing.table_of(held).book)))
    return int(chosen) if chosen in {str(place) for place in known} else held.value.sheet


def _twice(request: CircleRequest, look: importing.Look) -> frozenset[int]:
    """The places of rows that are brought in though they seem to be there: all of them, or those that are ticked."""
    if request.POST.get("twice") == "yes":
        return frozenset(one.place for one in look.rows)
    return frozenset(int(place) for place in request.POST.getlist("double") if place.isascii() and place.isdecimal())


def _page(request: CircleRequest, held: Held[Import], trouble: str = "") -> HttpResponse:
    try:
        match held.value.step:
            case ImportStep.COLUMNS:
                return _columns(request, held, trouble)
            case ImportStep.LOOK:
                table = importing.table_of(held)
                look = importing.seen(request.group, held, table)
                context = spreading.looked(request.group, held, table, look)
                return answering.page(request, "needs/import_look.html", context, trouble)
            case ImportStep.GOING | ImportStep.UNDOING:
                return _going(request, held, trouble)
    except (Damaged, Missing):
        trouble = _("The rows of this file do not open any more. What is on the board stays as it is.")
    return answering.page(request, "needs/import_done.html", spreading.came_to(request.group, held), trouble)


def _columns(request: CircleRequest, held: Held[Import], trouble: str = "") -> HttpResponse:
    context = matched.shown(request.group, held, importing.table_of(held))
    return answering.page(request, "needs/import_columns.html", context, trouble)


def _going(request: CircleRequest, held: Held[Import], trouble: str) -> HttpResponse:
    """Do some of it, and say how far it is. The page asks for itself again, without a script."""
    if request.method == "GET" and not trouble:
        try:
            held = importing.carry_on(request.group, held)
        except Stopped as stopped:
            trouble = answering.stopped(stopped)
        except (OperationalError, Moved):
            trouble = _("Nothing more was saved just now. It goes on when you open this page again.")
        if held.value.step not in {ImportStep.GOING, ImportStep.UNDOING}:
            return _page(request, held, trouble)
    context = spreading.progress(request.group, held)
    response = answering.page(request, "needs/import_going.html", context, trouble)
    if not trouble:
        response.headers["Refresh"] = str(AGAIN)  # moves without a script
    return response


@circle_only
@require_http_methods(["GET", "HEAD"])
def undo(request: CircleRequest, circle: int, brought: int) -> HttpResponse:
    """What Undo would do, before it is done."""
    try:
        held = request.circle.get(Import, brought)
    except Missing:
        return _gone(request)
    if held.value.step not in {ImportStep.DONE, ImportStep.RESTING} or not held.value.made:
        return answering.to("needs_import", circle, brought)
    return answering.page(request, "needs/import_undo.html", spreading.came_to(request.group, held))
