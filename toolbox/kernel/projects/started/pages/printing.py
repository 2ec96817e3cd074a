"""What a project prints: the first agenda, its steps, its jobs, and sheets with its own name and number."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing import slips
from toolbox.kernel.printing.slips import Slip
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.projects.kits import finding as kits
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.sheets import sheet as sheets
from toolbox.kernel.projects.sheets.laying import Filled, laid
from toolbox.kernel.projects.started import rules
from toolbox.kernel.projects.started.pages.project import names
from toolbox.kernel.projects.started.records import Project
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day

PAPERS = ("a4", "letter")
AGENDA, STEPS, JOBS = "agenda", "steps", "jobs"


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def printing(request: CircleRequest, circle: int, project: int) -> HttpResponse:
    """Choose sheets and paper; printing changes nothing."""
    held = request.circle.get(Project, project)
    value, language = held.value, get_language() or "en"
    kit = kits.kits().get(value.kit)
    offered = _offered(kit, language)
    if request.method != "POST":
        return _choose(request, project, offered)
    wanted = [name for name in request.POST.getlist("what") if name in dict(offered)]
    paper = request.POST.get("paper", "a4")
    if not wanted:
        return _choose(request, project, offered, _("Choose at least one sheet."))
    if paper not in PAPERS:
        raise Http404
    who, named = names(request.group), "named" in request.POST
    made = [slip for name in wanted for slip in _sheet(name, value, kit, who, language, named=named)]
    try:
        body = slips.printed(
            made,
            language,
            paper=paper,  # type: ignore[arg-type]
            large="large" in request.POST,
        )
    except CannotPrint as problem:
        return _choose(request, project, offered, str(problem), 503)
    headers = {"Content-Disposition": 'inline; filename="sheet.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _offered(kit: Kit | None, language: str) -> list[tuple[str, str]]:
    own = [(AGENDA, _("Tonight’s agenda")), (STEPS, _("Steps to do")), (JOBS, _("Who does what"))]
    known = sheets.sheets()
    wanted = dict.fromkeys([*kit.english.sheets, *(step.sheet for step in kit.english.step)]) if kit else {}
    return [*own[0 if kit else 1 :], *((name, known[name].title.here(language)) for name in wanted if name in known)]


def _choose(
    request: CircleRequest, project: int, offered: list[tuple[str, str]], problem: str = "", status: int = 200
) -> HttpResponse:
    chosen = request.POST.getlist("what") or [offered[0][0]]
    context: dict[str, Any] = {
        "number": project,
        "offered": [{"name": name, "says": says, "chosen": name in chosen} for name, says in offered],
        "problem": problem,
    }
    return render(request, "started/print.html", context, status=status)


def _sheet(
    name: str, value: Project, kit: Kit | None, who: dict[int, str], language: str, *, named: bool
) -> list[Slip]:
    foot = value.name if named else ""
    match name:
        case "agenda" if kit is not None:
            return [agenda(kit, language, foot)]
        case "steps":
            items = tuple(_line(step, who) for step in rules.in_order(value.steps) if step.done is None)
            return [Slip(title=_("Steps to do"), parts=(slips.Boxes(items=items),), foot=foot)]
        case "jobs":
            rows = tuple((job.name, who.get(job.who, "________________")) for job in value.jobs)
            return [Slip(title=_("Who does what"), parts=(slips.Rows(rows=rows),), foot=foot)]
    checked = "; ".join(f"{one.by}, {one.place}, {day(one.day)}" for one in value.checked)
    filled = Filled(name=value.name if named else "", phone=value.phone, checked=checked)
    return laid(sheets.sheets()[name], language, filled)


def _line(step: Any, who: dict[int, str]) -> str:
    parts = [step.what, who.get(step.who, ""), day(step.day) if step.day else ""]
    return " · ".join(part for part in parts if part)


def agenda(kit: Kit, language: str, foot: str = "") -> Slip:
    """The first evening on one page: what to have on the table, then minute by minute."""
    tonight = kit.english.tonight
    rows = tuple(
        (_minutes(facts.minutes), f"{piece.says['what'].here(language)}. {piece.says['how'].here(language)}")
        for piece, facts in zip(kit.lists["evening"], kit.english.evening, strict=True)
    )
    lead = _("%(people)d people, %(minutes)d minutes") % {"people": tonight.people, "minutes": tonight.minutes}
    return Slip(
        title=kit.name.here(language),
        lead=lead,
        parts=(
            slips.Boxes(heading=_("On the table"), items=tuple(both.here(language) for both in kit.things)),
            slips.Rows(heading=_("The evening"), rows=rows),
            slips.Blank(label=_("We meet again on:")),
        ),
        foot=foot,
    )


def _minutes(count: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}
