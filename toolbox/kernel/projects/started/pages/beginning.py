"""A kit is started: in a circle that is there, or in new ones made for it."""

import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import making, stopping
from toolbox.kernel.circles.group import Group, today
from toolbox.kernel.members import me as members
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.projects.kits import finding as kits
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.started import rules
from toolbox.kernel.projects.started.forms import NEW, TWO, BeginForm
from toolbox.kernel.projects.started.records import GOING, Project
from toolbox.kernel.registry.audience import member_only
from toolbox.kernel.retention import days
from toolbox.kernel.retention.shortening import offered, shorter
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id, spell, unspell


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: MemberRequest) -> HttpResponse:
    """Kit, circle, name and first evening; then the project is there."""
    language = get_language() or "en"
    mine = groups.mine(request.me).groups
    choices = [(spell(group.id), group.settings.name) for group in mine]
    more = [(TWO, _("Two new circles, keepers and helpers: what most kits ask for")), (NEW, _("One new circle"))]
    kits_here = [(kit.slug, kit.name.here(language)) for kit in kits.in_order()]
    about: dict[str, Any] = {"kits": [("", _("Choose a kit")), *kits_here], "circles": [*choices, *more]}
    form = BeginForm(request.POST if request.method == "POST" else None, initial={"evening": today()}, **about)
    if not form.is_valid():
        return render(request, "started/begin.html", {"form": form})
    given = form.cleaned_data
    kit = kits.kits()[given["kit"]]
    group, other = _circle(request.me, given)
    held = start(group, kit, given["name"], given["evening"], language)
    url = reverse("project", args=[group.id, held.id])
    return HttpResponseRedirect(f"{url}?new=two" if other else url)


def _circle(me: Me, given: dict[str, Any]) -> tuple[Group, bool]:
    """The circle that was chosen, or the one of the keepers that is made now; and whether another one was made too."""
    chosen = given["circle"]
    if chosen not in {NEW, TWO}:
        return groups.opened(me, unspell(chosen)), False
    if chosen == TWO:
        helpers = _("%(name)s: helpers") % {"name": given["name"]}
        making.make(me, helpers, "", given["my_name"])
        number = making.make(me, _("%(name)s: keepers") % {"name": given["name"]}, "", given["my_name"])
    else:
        number = making.make(me, given["name"], "", given["my_name"])
    fresh = members.load(me.id, me.private, me.keyring_key)
    return groups.opened(fresh, number), chosen == TWO


def start(group: Group, kit: Kit, name: str, evening: datetime.date, language: str) -> Held[Project]:
    """Write the project down, and keep what its kit keeps shorter as short. Raises Moved."""
    held = group.circle.put(rules.begun(kit, name, evening, language, new_id), GOING)
    if group.is_keeper and not stopping.until(group):
        shorten(group, kit)
    return held


def shorten(group: Group, kit: Kit) -> None:
    """A kit can shorten days, never lengthen them: a circle that keeps something shorter already stays as it is."""

    def wanted() -> dict[str, int]:
        settings, found = group.settings, {}
        for kind in days.kept_kinds():
            most = kit.english.keeps.get(kind.name)
            now = days.days(kind, settings.shortened)
            if most is None or now is None or most >= now:
                continue
            fitting = [day for day in offered(kind, settings.shortened) if day <= most]
            if fitting:
                found[kind.name] = max(fitting)
        return found

    if wanted():
        group.change(lambda settings: shorter(settings, wanted()))
