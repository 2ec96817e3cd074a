"""Writing a note. Whatever goes wrong, what was typed and the files that came stay in the form."""

from contextlib import suppress
from typing import Any

from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui import days as in_words
from toolbox.kernel.ui import markdown
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id, spell, unspell
from toolbox.kernel.vault.trouble import FileGone, Missing, Stopped
from toolbox.tools.notes import diffs, incoming, keeping, rules, shown
from toolbox.tools.notes.forms import NoteForm
from toolbox.tools.notes.incoming import Incoming
from toolbox.tools.notes.records import REMOVED, Page
from toolbox.tools.notes.starts import start

PREVIEW = "preview"
DROP = "drop"
READ_AND_WRITE = ["GET", "HEAD", "POST"]


@circle_only
@require_http_methods(READ_AND_WRITE)
def new(request: CircleRequest, circle: int) -> HttpResponse:
    """A new note, empty or begun from one of three."""
    begun = start(request.POST.get("begin", "") or request.GET.get("begin", ""))
    more = {"begin": begun.name if begun else ""}
    if request.method != "POST":
        initial = {"title": begun.title, "text": begun.text} if begun else {}
        return _form(
            request,
            NoteForm(initial={**initial, "edition": 0, "number": spell(new_id())}, is_new=True),
            None,
            Incoming(),
            **more,
        )
    form, files = NoteForm(request.POST, is_new=True), incoming.incoming(request)
    if not form.is_valid() or files.wrong or PREVIEW in request.POST:
        return _form(request, form, None, files, **more)
    number = form.new_number
    with suppress(Missing):  # pressed twice: it is there already
        request.group.circle.get(Page, number)
        return HttpResponseRedirect(reverse("note", args=[circle, number]))
    try:
        pinned = begun is not None and begun.pinned
        page = keeping.begin(request.group, form.words, timezone.now(), files.files, pinned=pinned, number=number)
    except IntegrityError:  # pressed twice at once
        return HttpResponseRedirect(reverse("note", args=[circle, number]))
    except FileGone:
        return _form(request, form, None, _gone(form), **more)
    return HttpResponseRedirect(reverse("note", args=[circle, page.id]))


@circle_only
@require_http_methods(READ_AND_WRITE)
def edit(request: CircleRequest, circle: int, note: int) -> HttpResponse:
    """A note changed. If somebody was quicker, both texts are shown and made into one."""
    try:
        page = request.group.circle.get(Page, note)
    except Missing:
        return _destroyed(request)
    if request.method != "POST":
        initial = {"title": page.value.title, "text": page.value.text, "edition": page.value.edition}
        return _form(request, NoteForm(initial=initial), page, Incoming())
    form = NoteForm(request.POST)
    drop = _dropped(request)
    files = incoming.incoming(request, len([one for one in page.value.files if one.record not in drop]))
    if form.is_valid() and form.began_from != page.value.edition:
        return _collision(request, form, page, files)
    if not form.is_valid() or files.wrong or PREVIEW in request.POST:
        return _form(request, form, page, files)
    try:
        keeping.save(request.group, page, form.words, timezone.now(), files.files, drop)
    except keeping.Changed:
        return _collision(request, form, request.group.circle.get(Page, note), files)
    except Missing:
        return _destroyed(request)
    except FileGone:
        files = _gone(form)
    except Stopped:
        form.add_error(None, _("A legal paper came: no file can be destroyed now. Take the tick out, then save."))
    else:
        return HttpResponseRedirect(reverse("note", args=[circle, note]))
    return _form(request, form, page, files)


def _dropped(request: CircleRequest) -> list[int]:
    """The files that are to go."""
    found = []
    for spelled in request.POST.getlist(DROP):
        try:
            found.append(unspell(spelled))
        except ValueError:
            continue
    return found


def _gone(form: NoteForm) -> Incoming:
    form.add_error(None, _("A file waited for more than an hour and is gone. Choose it again; your words are here."))
    return Incoming()


def _destroyed(request: CircleRequest) -> HttpResponse:
    """The note is gone while somebody wrote: what they typed becomes a new one."""
    if request.method != "POST":
        raise Missing
    form, files = NoteForm(request.POST, is_new=True), incoming.incoming(request)
    form.add_error(None, _("This note was destroyed meanwhile. What you typed is here: you can save it as a new note."))
    return _form(request, form, None, files)


def _collision(request: CircleRequest, form: NoteForm, page: Held[Page], files: Incoming) -> HttpResponse:
    """Theirs, yours, and a field in which both are made into one."""
    theirs, yours = page.value, form.words
    base = keeping.base(request.group, page.id, form.began_from)
    made = rules.both(base, theirs.text, yours.text)
    fitting = made.text if len(made.text) <= rules.MOST_TEXT else yours.text
    both = NoteForm(
        initial={"title": yours.title, "text": fitting, "said": yours.said, "edition": theirs.edition},
    )
    collision = {
        "who": shown.name(request.group, theirs.by),
        "when": in_words.moment(theirs.changed),
        "theirs": theirs,
        "yours": yours,
        "since": base is not None,
        "lines": diffs.compared(yours.text if base is None else base.rstrip(), theirs.text.rstrip()),
        "titles": theirs.title != yours.title,
        "removed": page.shelf == REMOVED,
        "whole": fitting == made.text,
        "places": _places(made.places),
    }
    return _form(request, both, page, files, collision=collision)


def _places(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "In %(count)d place you both changed the same lines: theirs stand first, then yours.",
        "In %(count)d places you both changed the same lines: theirs stand first, then yours.",
        count,
    ) % {"count": count}


def _form(
    request: CircleRequest, form: NoteForm, page: Held[Page] | None, files: Incoming, **more: Any
) -> HttpResponse:
    """The form as it stands, with everything that was typed, ticked and chosen."""
    group = request.group
    wants_preview = PREVIEW in request.POST and form.is_bound
    context = {
        "form": form,
        "page": page,
        "action": reverse("note_edit", args=[group.id, page.id]) if page else reverse("note_new", args=[group.id]),
        "back": reverse("note", args=[group.id, page.id]) if page else reverse("notes", args=[group.id]),
        "files": shown.file_rows(group, page) if page else [],
        "drop": set(_dropped(request)),
        "kept": files.kept,
        "wrong": files.wrong,
        "megabytes": incoming.MEGABYTES,
        "preview": markdown.render(form["text"].value() or "") if wants_preview else None,
        **more,
    }
    return render(request, "notes/edit.html", context)
