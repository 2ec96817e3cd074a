"""Inviting: seven words, shown once; the invites that are open; withdrawing one."""

from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import inviting
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.pages import answering, printing, shown
from toolbox.kernel.circles.pages.people import words_language
from toolbox.kernel.circles.records import Invite, Role
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.printing.trouble import CannotPrint
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.addresses import is_here_only, whole
from toolbox.kernel.ui.days import moment
from toolbox.kernel.ui.forms import Form, text

MOST_WORDS = 80


def slip_language() -> forms.ChoiceField:
    """The question for the language of a slip: of its seven words and of what is printed around them."""
    return forms.ChoiceField(label=gettext_lazy("Language of the slip"), choices=[("en", "English"), ("es", "Español")])


class NewInvite(Form):
    """For whom, as what, and in which language the words are."""

    for_whom = text(
        gettext_lazy("For whom?"),
        most=MOST_WORDS,
        required=False,
        hint=gettext_lazy("A word that reminds you. Your comrades see it here; the newcomer does not."),
        autocomplete="off",
    )
    role = forms.ChoiceField(
        label=gettext_lazy("They come as"),
        choices=[(Role.HELPER.value, gettext_lazy("helper")), (Role.KEEPER.value, gettext_lazy("keeper"))],
        initial=Role.HELPER.value,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Keepers remove people and end the circle. Both read everything."),
    )
    language = slip_language()

    def __init__(self, *args: Any, keepers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not keepers:
            del self.fields["role"]


class Open(NamedTuple):
    """An open invite, ready for a template."""

    row: int
    words: str
    by: str
    until: str
    role: str
    replaces: bool


def open_rows(group: Group) -> list[Open]:
    """The invites that can still be used, the one that ends first at the top."""
    found = inviting.open_invites(group.settings, timezone.now())
    return [
        Open(
            one.row,
            one.words,
            group.name_of(one.by),
            moment(one.ends),
            shown.role(one.role),
            bool(one.replaces),
        )
        for one in sorted(found, key=lambda one: one.ends)
    ]


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: CircleRequest, circle: int) -> HttpResponse:
    """A new invite, the slip of one, or one less."""
    group = request.group
    posted = request.POST if request.method == "POST" else None
    match posted.get("do") if posted else None:
        case "withdraw":
            return _withdrawn(request)
        case "print":
            return slip(request)
    form = NewInvite(
        posted,
        keepers=rules.may_invite_keepers(group.settings, group.me.id),
        initial={"language": words_language()},
    )
    if form.is_valid():
        return _made(request, form)
    return _page(request, form)


def _page(request: CircleRequest, form: NewInvite, trouble: str = "") -> HttpResponse:
    context = {"form": form, "invites": open_rows(request.group), "alone": len(request.group.settings.people) == 1}
    return answering.page(request, "circles/invite.html", context, trouble)


def _made(request: CircleRequest, form: NewInvite) -> HttpResponse:
    group, given = request.group, form.cleaned_data
    made: list[tuple[str, Invite]] = []
    role = Role(given.get("role", Role.HELPER))
    trouble = answering.tried(
        lambda: made.append(
            inviting.invite(group, timezone.now(), given["language"], for_whom=given["for_whom"], role=role)
        )
    )
    if trouble:
        if len(inviting.open_invites(group.settings, timezone.now())) >= inviting.MOST_OPEN:
            trouble = _("Twenty invites are open. Withdraw one that nobody uses, then make a new one.")
        form.add_error(None, trouble)
        return _page(request, form)
    return shown_once(request, *made[0])


def shown_once(request: CircleRequest, code: str, entry: Invite, trouble: str = "") -> HttpResponse:
    """The seven words, in the answer to the form that made them and nowhere else."""
    group = request.group
    coming_back = rules.person(group.settings, entry.replaces)
    context = {
        "code": code.split(),
        "until": moment(entry.ends),
        "words": entry.words,
        "back": coming_back.name if coming_back else "",
        "join": "" if is_here_only(request) else whole(request, reverse("join")),
        "sheet": printing.InviteSheet(initial={"code": code, "row": entry.row}),
    }
    return answering.page(request, "circles/invited.html", context, trouble)


def slip(request: CircleRequest) -> HttpResponse:
    """The slip as a PDF, of words that travelled in the form."""
    sheet = printing.InviteSheet(request.POST)
    entry = None
    if sheet.is_valid():
        rows = request.group.settings.invites
        entry = next((one for one in rows if one.row == sheet.cleaned_data["row"]), None)
    if entry is None:
        return answering.to("invite", request.group.id)  # withdrawn or used: no slip is worth printing
    try:
        return printing.pdf(printing.invite_slip(sheet, entry, request.group.settings.name))
    except CannotPrint as problem:
        return shown_once(request, sheet.cleaned_data["code"], entry, str(problem))


def _withdrawn(request: CircleRequest) -> HttpResponse:
    group = request.group
    row = next((one.row for one in group.settings.invites if str(one.row) == request.POST.get("row")), None)
    trouble = answering.tried(lambda: inviting.withdraw(group, row)) if row is not None else ""
    if trouble:
        return _page(request, NewInvite(keepers=rules.may_invite_keepers(group.settings, group.me.id)), trouble)
    return answering.to("invite", group.id)
