"""An entry changed or added. Whatever goes wrong, what was typed stays; two who write at once are shown both texts."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.library import keeping
from toolbox.library.columns import COLUMNS, cells, read_cells, with_slug
from toolbox.library.curating import comparing, fields
from toolbox.library.curating.alike import alike
from toolbox.library.curating.forms import EntryForm
from toolbox.library.curating.gate import curators, entry
from toolbox.library.keeping import CannotEdit, Moved
from toolbox.library.links.verdict import verdict
from toolbox.library.models import LinkCheck, Resource, Version
from toolbox.library.shown import show, words

READ_AND_WRITE = ["GET", "HEAD", "POST"]
NOTHING = {column.name: "" for column in COLUMNS} | {"link_source": "unchecked", "status": "unknown", "origin": "added"}
NOT_KEPT = {"token", "do"}  # of a form, when it is carried through the preview


@circle_only
@curators
@require_http_methods(READ_AND_WRITE)
def new(request: CircleRequest, circle: int) -> HttpResponse:
    """A new entry. What is likely to be there already is shown before it is added."""
    if request.method != "POST":
        return edit_page(request, EntryForm(now=NOTHING, is_new=True), None)
    form = EntryForm(request.POST, now=NOTHING, is_new=True)
    answer = tried_out(request, form, None)
    if answer is not None:
        return answer
    same = alike(circle, form.cells)
    if same and not form.cleaned_data["sure"]:
        form.ask_if_sure()
        return edit_page(request, form, None, alike=same)
    try:
        added = keeping.add({name: text for name, text in form.cells.items() if text}, today(), said=said(form))
    except CannotEdit as cannot:
        show_wrong(form, cannot)
        return edit_page(request, form, None)
    return HttpResponseRedirect(reverse("curating_entry", args=[circle, added.slug]))


@circle_only
@curators
@require_http_methods(READ_AND_WRITE)
def edit(request: CircleRequest, circle: int, slug: str) -> HttpResponse:
    """An entry changed; only the columns that differ are."""
    resource = entry(slug)
    now = cells(resource)
    if request.method != "POST":
        form = EntryForm(now=now)
        form.initial["edition"] = resource.edition
        return edit_page(request, form, resource)
    form = EntryForm(request.POST, now=now)
    answer = tried_out(request, form, resource)
    if answer is not None:
        return answer
    if form.began_from != resource.edition:
        return _both(request, form, resource)
    changed = {name: text for name, text in form.cells.items() if text != now[name]}
    if not changed:
        return HttpResponseRedirect(reverse("curating_entry", args=[circle, slug]))
    try:
        keeping.edit(slug, changed, today(), edition=resource.edition, said=said(form))
    except Moved:
        return _both(request, form, entry(slug))
    except CannotEdit as cannot:
        show_wrong(form, cannot)
        return edit_page(request, form, resource)
    return HttpResponseRedirect(reverse("curating_entry", args=[circle, slug]))


def said(form: EntryForm) -> str:
    """What changed, in one line."""
    return " ".join(str(form.cleaned_data["said"]).split())


def show_wrong(form: EntryForm, cannot: CannotEdit) -> None:
    """Put what cannot be beside its field, or on top where it has none."""
    for name, reason in cannot.wrong:
        form.add_error(name if name in form.fields else None, reason)
    if not cannot.wrong:
        form.add_error(None, str(cannot))


def tried_out(request: CircleRequest, form: EntryForm, resource: Resource | None, **more: Any) -> HttpResponse | None:
    """The form again where something is wrong or more is to be written, or a preview; None: it is to be saved."""
    do = request.POST.get("do", "")
    if not form.is_valid() or do == "write":
        return edit_page(request, form, resource, **more)
    languages = dict(settings.LANGUAGES)
    shown_in = translation.get_language() or "en" if do == "preview" else do.removeprefix("preview-")
    if do == "preview" or (do.startswith("preview-") and shown_in in languages):
        return _preview(request, form, resource, shown_in)
    return None


def _preview(request: CircleRequest, form: EntryForm, resource: Resource | None, language: str) -> HttpResponse:
    """The entry as everybody would see it; nothing is saved, and all that was typed travels along."""
    values = read_cells(with_slug(form.cells) if resource is None else form.cells, keeping.known())[0]
    tried = Resource(**{"slug": resource.slug if resource else "", **values})
    asked = LinkCheck.objects.filter(resource=resource) if resource else []
    with translation.override(language):
        item = show(tried, verdict(tried.url, asked))
        page = render_to_string("library/_entry.html", {"item": item, "preview": True})
    context = {
        "page": page,
        "language_shown": language,
        "kept": [(name, one) for name, all_ in request.POST.lists() if name not in NOT_KEPT for one in all_],
        "others": [(code, name) for code, name in settings.LANGUAGES if code != language],
        "action": request.path,
    }
    return render(request, "curating/preview.html", context)


def _both(request: CircleRequest, form: EntryForm, resource: Resource) -> HttpResponse:
    """Somebody else was quicker: their changes and yours in one form, and what both changed shown twice."""
    base = Version.objects.filter(resource=resource, edition=form.began_from).values_list("cells", flat=True).first()
    now = cells(resource)
    made = comparing.both(base, now, form.cells)
    again = EntryForm(now=made.cells)
    again.initial.update(edition=resource.edition, said=form.cleaned_data["said"])
    again.theirs = {name: fields.in_words(name, text) or _("nothing") for name, text in made.theirs.items()}
    labels = fields.labels()
    return edit_page(request, again, resource, moved=", ".join(labels[name] for name in made.changed) or "–")


def edit_page(
    request: CircleRequest,
    form: EntryForm,
    resource: Resource | None,
    *,
    template: str = "curating/edit.html",
    **more: Any,
) -> HttpResponse:
    """The form as it stands."""
    here = [request.group.id]
    context: Mapping[str, Any] = {
        "form": form,
        "resource": resource,
        "name": words(resource, "name") if resource else "",
        "action": request.path,
        "back": reverse("curating_entry", args=[*here, resource.slug]) if resource else reverse("curating", args=here),
        **more,
    }
    return render(request, template, context, status=409 if "moved" in more else 200)
