"""The page of a project: what is to be done next, who does what, what was checked, its sheets."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles import rules as circle_rules
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.notices import marking
from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.kits import finding as kits
from toolbox.kernel.projects.kits import tooling
from toolbox.kernel.projects.sheets import sheet as sheets
from toolbox.kernel.projects.started import rules
from toolbox.kernel.projects.started.pages.saving import saved
from toolbox.kernel.projects.started.records import ENDED, Job, Project, Step
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.tools import tools_of
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell, unspelled


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def project(request: CircleRequest, circle: int, project: int) -> HttpResponse:
    """What is to be done; ticking a step, taking one, and taking a job are one press each."""
    held, trouble = request.circle.get(Project, project), ""
    if request.method == "POST":
        held, trouble = _pressed(request, held)
        if not trouble:
            return HttpResponseRedirect(reverse("project", args=[circle, project]))
    return render(
        request,
        "started/project.html",
        {**about(request, held), "trouble": trouble, "two": request.GET.get("new") == "two"},
        status=HTTPStatus.CONFLICT if trouble else HTTPStatus.OK,
    )


def _pressed(request: CircleRequest, held: Held[Project]) -> tuple[Held[Project], str]:
    do, mine = request.POST.get("do", ""), request.group.me.id
    if do in {"done", "again", "mine"}:
        number = unspelled(request.POST.get("step", ""))
        try:
            step = rules.the_step(held.value, number)
        except rules.NotAllowed:
            return held, _("This step is gone.")
        changes = {
            "done": lambda now: rules.done(now, number, today()),
            "again": lambda now: rules.done(now, number, None),
            "mine": lambda now: rules.with_step(now, _taken(rules.the_step(now, number), mine)),
        }
        found, trouble = saved(request, held, None, changes[do])
        if do == "mine" and not trouble:
            remind(mine, step)
        return found, trouble
    if do in {"take", "leave"}:
        place = request.POST.get("job", "")
        at = int(place) if place.isascii() and place.isdecimal() and len(place) < 4 else -1
        return saved(request, held, None, lambda now: rules.with_job(now, at, mine if do == "take" else 0))
    raise Http404


def _taken(step: Step, member: int) -> Step:
    return replace(step, who=member)


def remind(member: int, step: Step) -> None:
    """Ring somebody's bell on the day of a step, if they have one. After the circle's transaction, never within it."""
    if step.day is not None and member and step.day > today():
        marking.remind(member, step.day)


def names(group: Group) -> dict[int, str]:
    """What comrades call each other here."""
    return {one.member: one.name for one in circle_rules.living(group.settings)}


def about(request: CircleRequest, held: Held[Project]) -> dict[str, Any]:
    """Everything that the page shows."""
    group, language = request.group, get_language() or "en"
    who, now = names(group), today()
    value = rules.forgotten(held.value, set(who))
    kit = kits.kits().get(value.kit)
    draft = publishing.draft_of(group.circle)
    built = {tool.name: tool for tool in tools_of(group.circle)}
    return {
        "held": held,
        "project": value,
        "kit_name": kit.name.here(language) if kit else "",
        "kit_slug": kit.slug if kit else "",
        "steps": [_step(step, who, now, group.me.id) for step in rules.in_order(value.steps)],
        "gates": len(rules.open_gates(value)),
        "jobs": [_job(at, job, who, group.me.id) for at, job in enumerate(value.jobs)],
        "safety": _safety(value, kit, language),
        "sheets": _sheets(kit, language),
        "tools": [_tool(name, built, group.id, language) for name in value.tools],
        "is_public": bool(draft and draft.value.public),
        "ended": held.shelf == ENDED,
        "dies": day(held.dies) if held.dies else "",
    }


def _job(place: int, job: Job, who: dict[int, str], me: int) -> dict[str, Any]:
    return {"place": place, "name": job.name, "what": job.what, "who": who.get(job.who, ""), "mine": job.who == me}


def _step(step: Step, who: dict[int, str], today_: Any, me: int) -> dict[str, Any]:
    return {
        "id": step.id,
        "spelled": spell(step.id),
        "what": step.what,
        "why": step.why,
        "day": day(step.day) if step.day else "",
        "late": step.day is not None and step.done is None and step.day < today_,
        "who": who.get(step.who, ""),
        "mine": step.who == me,
        "required": step.required,
        "done": day(step.done) if step.done else "",
    }


def _safety(value: Project, kit: Any, language: str) -> list[dict[str, Any]]:
    """The sentences of law and medicine, each with who stands behind it here."""
    if kit is None:
        return []
    by = {one.what: one for one in value.checked}
    rows = []
    for number, (piece, facts) in enumerate(zip(kit.lists["safety"], kit.english.safety, strict=True)):
        check = by.get(piece.says["text"].en)
        says = (
            _("Checked by %(who)s for %(place)s, %(day)s")
            % {"who": check.by, "place": check.place, "day": day(check.day)}
            if check
            else ""
        )
        rows.append(
            {
                "number": number,
                "text": piece.says["text"].here(language),
                "where": piece.says["where"].here(language),
                "year": facts.year,
                "must": facts.check,
                "checked": says,
            }
        )
    return rows


def _sheets(kit: Any, language: str) -> list[dict[str, str]]:
    if kit is None:
        return []
    wanted = dict.fromkeys([*kit.english.sheets, *(step.sheet for step in kit.english.step)])
    known = sheets.sheets()
    return [{"name": name, "title": known[name].title.here(language)} for name in wanted if name in known]


def _tool(name: str, built: dict[str, Any], circle: int, language: str) -> dict[str, str]:
    one, tool = tooling.named().get(name), built.get(name)
    return {
        "says": one.says.here(language) if one else name,
        "what": one.what.here(language) if one else "",
        "url": reverse(tool.home, args=[circle]) if tool else "",
    }
