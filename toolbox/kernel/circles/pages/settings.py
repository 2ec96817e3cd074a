"""Name, purpose and agreements of a circle, and the way to everything that is done rarely."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.pages import answering, editing
from toolbox.kernel.circles.pages.limits import AGREEMENTS, NAME, PURPOSE
from toolbox.kernel.circles.records import Settings
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.registry.tools import tools
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.ui.markdown import render

NAMES = ("name", "purpose", "agreements")


class CircleForm(Form):
    """What the circle says about itself. Marks of the texts that it began with travel along."""

    name = text(gettext_lazy("Name"), most=NAME, missing=gettext_lazy("A circle needs a name."), autocomplete="off")
    purpose = text(gettext_lazy("What it is for"), most=PURPOSE, required=False, autocomplete="off")
    agreements = text(
        gettext_lazy("What we have agreed"),
        most=AGREEMENTS,
        lines=14,
        required=False,
        hint=gettext_lazy(
            "Everybody here may change this. An empty line begins a paragraph, # a heading, - a list; "
            "**two stars** make words bold."
        ),
    )
    marks = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, keeper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not keeper:
            del self.fields["name"]

    def clean_agreements(self) -> str:
        """Line ends as we write them, not as browsers send them."""
        return str(self.cleaned_data["agreements"]).replace("\r\n", "\n")


def _texts(settings: Settings) -> dict[str, str]:
    return {name: getattr(settings, name) for name in NAMES}


def _marks(settings: Settings) -> str:
    return " ".join(editing.mark(text) for text in _texts(settings).values())


class _Both(Exception):
    """Two have changed the same text."""


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: CircleRequest, circle: int) -> HttpResponse:
    """The form, what it will look like, and what else can be done."""
    group = request.group
    if request.method != "POST":
        now = group.settings
        return _page(request, _new(group, {**_texts(now), "marks": _marks(now)}))
    form = CircleForm(request.POST, keeper=group.is_keeper)
    if not form.is_valid():
        return _page(request, form)
    if request.POST.get("do") == "preview":
        return _page(request, form, preview=form.cleaned_data["agreements"])
    return _saved(request, form)


def _new(group: Group, initial: dict[str, str]) -> CircleForm:
    return CircleForm(initial=initial, keeper=group.is_keeper)


def _saved(request: CircleRequest, form: CircleForm) -> HttpResponse:
    group, given = request.group, form.cleaned_data
    typed = {name: given[name] for name in NAMES if name in given}
    if stopping.until(group) and any(typed[name] != _texts(group.settings)[name] for name in typed):
        form.add_error(
            None,
            _(
                "A legal paper came: what you have agreed stays as it is until the stop is lifted, because no older "
                "text is kept. What you typed is still here; write it into a note for now."
            ),
        )
        return _page(request, form)
    marks = dict(zip(NAMES, given["marks"].split(), strict=False))
    theirs: dict[str, str] = {}

    def rule(now: Settings) -> Settings:
        theirs.clear()
        done = editing.edited(_texts(now), typed, marks)
        if done.theirs:
            theirs.update(done.theirs)
            raise _Both
        return replace(now, **done.fields)

    try:
        trouble = answering.tried(lambda: group.change(rule))
    except _Both:
        return _both(request, typed, theirs)
    if trouble:
        form.add_error(None, trouble)
        return _page(request, form)
    return answering.to("circle", group.id)


def _both(request: CircleRequest, typed: dict[str, str], theirs: dict[str, str]) -> HttpResponse:
    """Both texts: what stands now, to read, and what was typed, to go on with. The next saving puts it in its place."""
    now = request.group.settings
    form = _new(request.group, {**_texts(now), **typed, "marks": _marks(now)})
    trouble = _(
        "Somebody else changed this while you were writing. Nothing of yours is saved yet. Take over what you want "
        "to keep of their text, then save."
    )
    says = {name: field.label for name, field in form.fields.items()}
    return _page(request, form, trouble, theirs=[(says[name], text) for name, text in theirs.items()])


def _page(request: CircleRequest, form: CircleForm, trouble: str = "", **more: Any) -> HttpResponse:
    rarely = [way for tool in tools() if tool.rarely is not None for way in tool.rarely(request.group)]
    context = {
        "form": form,
        "is_keeper": request.group.is_keeper,
        "keepers": answering.keepers(request.group),
        "rarely": rarely,
        **more,
    }
    if "preview" in context:
        context["preview"] = render(context["preview"])
    return answering.page(request, "circles/settings.html", context, trouble)
