"""Who is in a circle, and each one's page: role, name, and the words to compare by voice."""

import datetime
from typing import NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.pages import answering, freezing, shown
from toolbox.kernel.circles.pages.limits import PERSON
from toolbox.kernel.circles.records import Person, Role
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members.me import is_frozen
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.ui.days import day
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.vault import words

OUT = "out"  # in the address of the list: somebody was just removed
ARRESTED = "arrested"  # and: somebody looks for whom to freeze
ORDER = (Role.KEEPER, Role.HELPER, Role.PAPER)
LANGUAGES = ("en", "es")  # of the lists of words


class Row(NamedTuple):
    """Somebody, ready for a template."""

    name: str
    url: str
    role: str
    since: str
    key_since: str
    words: str
    is_me: bool
    is_frozen: bool
    is_paper: bool


def row(group: Group, one: Person, now: datetime.datetime) -> Row:
    """One line of the list."""
    return Row(
        one.name,
        reverse("person", args=[group.id, one.member]),
        shown.role(one.role),
        day(one.since),
        day(one.key_since) if one.key_since else "",
        words.fingerprint(one.key, words_language()),
        one.member == group.me.id,
        is_frozen(one.member, now),
        one.role == Role.PAPER,
    )


def words_language() -> str:
    """The list of words that fits the page's language."""
    here = (get_language() or "en")[:2]
    return here if here in LANGUAGES else LANGUAGES[0]


@circle_only
@require_safe
def people(request: CircleRequest, circle: int) -> HttpResponse:
    """The list."""
    group, now = request.group, timezone.now()
    listed = sorted(group.settings.people, key=lambda one: (ORDER.index(one.role), one.name.casefold()))
    rows = [row(group, one, now) for one in listed]
    context = {
        "rows": rows,
        "words_language": words_language(),
        "here": "people",
        "out": OUT in request.GET,
        "arrested": ARRESTED in request.GET,
        "others": [one for one in rules.living(group.settings) if one.member != group.me.id],
    }
    return answering.page(request, "circles/people.html", context)


class MyName(Form):
    """What comrades call me here."""

    name = text(
        gettext_lazy("What comrades call you here"),
        most=PERSON,
        missing=gettext_lazy("Type a name for yourself."),
        autocomplete="off",
    )


@circle_only
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: CircleRequest, circle: int, member: int) -> HttpResponse:
    """One person; a keeper changes their role here, and everybody their own name."""
    group = request.group
    one = answering.person(group, member)
    form, trouble = MyName(initial={"name": one.name}), ""
    match request.POST.get("do") if request.method == "POST" else None:
        case "keeper" | "helper" as role:
            trouble = answering.tried(
                lambda: group.change(lambda now: rules.given_role(now, group.me.id, member, Role(role)))
            )
            if not trouble:
                return answering.to("person", group.id, member)
        case "name" if member == group.me.id:
            form = MyName(request.POST)
            if form.is_valid() and _named(group, form):
                return answering.to("person", group.id, member)
    about = _about(group, one, form) | {"back": freezing.BACK in request.GET}
    return answering.page(request, "circles/person.html", about, trouble)


def _named(group: Group, form: MyName) -> bool:
    name = str(form.cleaned_data["name"])
    if rules.name_taken(group.settings, name, but=[group.me.id]):
        form.add_error("name", _("Somebody here is called that already. Add a letter or another word."))
        return False
    trouble = answering.tried(lambda: group.change(lambda now: rules.renamed(now, group.me.id, name)))
    if trouble:
        form.add_error(None, trouble)
    return not trouble


def _about(group: Group, one: Person, form: MyName) -> dict[str, object]:
    keepers = rules.keepers(group.settings)
    return {
        "one": row(group, one, timezone.now()),
        "member": one.member,
        "fingerprints": [(code, words.fingerprint(one.key, code)) for code in LANGUAGES],
        "form": form,
        "is_keeper": one.role == Role.KEEPER,
        "last_keeper": [each.member for each in keepers] == [one.member],
        "may_confirm": freezing.may_confirm(group, one.member),
        "own_choice": len(keepers) >= rules.MANY and one.role == Role.KEEPER and one.member != group.me.id,
        "may_give": group.is_keeper and one.role != Role.PAPER,
    }
