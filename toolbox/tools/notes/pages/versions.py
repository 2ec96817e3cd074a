"""What a note said before: listed, compared, brought back."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui import days as in_words
from toolbox.kernel.ui import markdown
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing
from toolbox.tools.notes import diffs, keeping, rules, shown
from toolbox.tools.notes.records import REMOVED, Page, Version
from toolbox.tools.notes.rules import Words


@circle_only
@require_safe
def all_versions(request: CircleRequest, circle: int, note: int) -> HttpResponse:
    """The versions of a note, newest first."""
    group = request.group
    page = group.circle.get(Page, note)
    rows = shown.version_rows(group, page, keeping.versions(group, note))
    return render(request, "notes/versions.html", {"page": page, "rows": rows, "most": rules.MOST_VERSIONS})


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: CircleRequest, circle: int, note: int, version: int) -> HttpResponse:
    """One version and what was changed then; a POST brings it back as the newest."""
    group = request.group
    page = group.circle.get(Page, note)
    kept = sorted(keeping.versions(group, note), key=lambda held: held.value.edition)
    place = next((place for place, held in enumerate(kept) if held.id == version), None)
    if place is None:
        raise Missing
    one = kept[place].value
    problem = ""
    if request.method == "POST":
        said = _("brought back from %(when)s") % {"when": in_words.moment(one.when)}
        try:
            keeping.save(group, page, Words(one.title, one.text, said), timezone.now())
        except keeping.Changed:
            problem = _("Somebody changed this note just now. Look at the newest version, then try again.")
        else:
            return HttpResponseRedirect(reverse("note", args=[circle, note]))
    context = {
        "page": page,
        "version": one,
        "number": version,
        "newest": place == len(kept) - 1,
        "html": markdown.render(one.text),
        "when": in_words.moment(one.when),
        "who": shown.name(group, one.by),
        "problem": problem,
        "is_now": page.shelf != REMOVED and (one.title, one.text) == (page.value.title, page.value.text),
        **_against(kept[place - 1] if place else None, one),
    }
    return render(request, "notes/version.html", context)


def _against(before: Held[Version] | None, one: Version) -> dict[str, object]:
    """What was changed since the version before."""
    if before is None:
        return {"first": True, "lines": [], "old_title": ""}
    old_title = before.value.title if before.value.title != one.title else ""
    return {"first": False, "lines": diffs.compared(before.value.text, one.text), "old_title": old_title}
