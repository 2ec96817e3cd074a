"""Joining with seven words from a slip: what one is asked into, then a name, then one is in."""

from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import inviting
from toolbox.kernel.circles.acts.inviting import InviteGone, NameTaken
from toolbox.kernel.circles.pages.limits import PERSON
from toolbox.kernel.circles.records import Invite, Settings
from toolbox.kernel.members import accounts, sessions
from toolbox.kernel.members.accounts import HandleTaken
from toolbox.kernel.members.carrying import Kept
from toolbox.kernel.members.gate import Crowded
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.pace import at_least
from toolbox.kernel.members.pages import door, typed
from toolbox.kernel.members.pages.ceremony import Ceremony
from toolbox.kernel.members.pages.handles import Chosen
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.forms import Form, text
from toolbox.kernel.ui.same_site import same_site
from toolbox.kernel.vault.trouble import Moved, NotAMember


def _code() -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, max_length=typed.MOST)


def _name() -> forms.CharField:
    return text(
        gettext_lazy("What should they call you in this circle?"),
        most=PERSON,
        missing=gettext_lazy("Type a name. It need not be the one on your papers."),
        autocomplete="off",
    )


class Seven(Form):
    """The words of the slip."""

    code = typed.code(
        gettext_lazy("The seven words"),
        missing=gettext_lazy("Type the seven words of your slip."),
        hint=gettext_lazy("With a space between them. Capitals and accents make no difference."),
    )

    def clean_code(self) -> str:
        """Seven words of our lists."""
        return typed.read(str(self.cleaned_data["code"]), inviting.WORDS)


class Member(Form):
    """Somebody who is signed in: only what they are called there."""

    code = _code()
    name = _name()


class Newcomer(Ceremony, Chosen):
    """Somebody new: a name for the circle, a handle for the door, and a passphrase."""

    code = _code()
    name = _name()


def _me(request: HttpRequest) -> Me | None:
    """The member whose browser this is, if their session is awake."""
    cookie = sessions.cookie_of(request)
    found = sessions.find(cookie, timezone.now()) if cookie else None
    return found if isinstance(found, Me) else None


class Looked(NamedTuple):
    """What seven words lead to."""

    circle: int
    settings: Settings
    invite: Invite


def _look(code: str) -> Looked | None:
    with at_least():
        try:
            circle, held, found = inviting.look(code, timezone.now())
        except (InviteGone, NotAMember):
            return None
    return Looked(circle.id, held.value, found)


def _is_in(me: Me, looked: Looked) -> bool:
    """Whether they are in the circle and open it. Who was frozen during a new key is on its list, and comes again."""
    return rules.person(looked.settings, me.id) is not None and inviting.already_in(me, looked.circle)


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The words first; then who asks, into what; then a name."""
    if request.method != "POST":
        return _ask(request, Seven())
    seven = Seven(request.POST)
    if not seven.is_valid():
        return _ask(request, seven)
    code = str(seven.cleaned_data["code"])
    looked = _look(code)
    if looked is None:
        return _gone(request)
    me = _me(request)
    if me is not None and _is_in(me, looked):
        seven.add_error(None, _("You are in this circle already. This slip is for somebody else: give it back."))
        return _ask(request, seven)
    answered = "name" in request.POST
    form = _form(request.POST if answered else None, me, {"code": code, "name": _before(looked)})
    if answered and form.is_valid() and _name_is_free(form, looked, me):
        return _joined(request, form, me, looked)
    return _welcome(request, form, me, looked)


def _before(looked: Looked) -> str:
    """What somebody who comes back was called; nothing for somebody new."""
    before = rules.person(looked.settings, looked.invite.replaces)
    return before.name if before else ""


def _form(posted: Any, me: Me | None, initial: dict[str, str]) -> Ceremony | Member:
    """The second question: shorter for who is a member already."""
    made = Member if me is not None else Newcomer
    return made(posted, initial=initial)


def _name_is_free(form: Ceremony | Member, looked: Looked, me: Me | None) -> bool:
    theirs = [looked.invite.replaces, *([me.id] if me is not None else [])]
    if not rules.name_taken(looked.settings, form.cleaned_data["name"], but=theirs):
        return True
    form.add_error("name", _("Somebody in this circle is called that. Add a letter or another word."))
    return False


def _joined(request: HttpRequest, form: Ceremony | Member, me: Me | None, looked: Looked) -> HttpResponse:
    given = form.cleaned_data
    try:
        member = me or accounts.make(given["handle"], given["chosen"], get_language() or "")
    except HandleTaken:
        form.add_error(
            "handle",
            _("Somebody has this handle. Choose another; also if it was yours and you lost its passphrase."),
        )
        return _welcome(request, form, me, looked)
    except Crowded:
        form.add_error(None, _("Many people are at this door. Try again in a minute."))
        return _welcome(request, form, me, looked, status=503)
    try:
        circle = inviting.accept(member, given["code"], given["name"], timezone.now())
    except (InviteGone, NameTaken, NotAMember, Moved, rules.NotAllowed):
        if me is None:
            accounts.delete(member)  # they are in no circle, so nothing of theirs is lost
        return _gone(request)
    if me is not None:
        return _answered(HttpResponseRedirect(reverse("circle", args=[circle])))
    sessions.end(request)
    return _answered(door.welcome(request, member, Kept(reverse("circle", args=[circle]), [])))


def _gone(request: HttpRequest) -> HttpResponse:
    """Nothing tells which of these it was: whoever tries words learns nothing from the answer."""
    seven = Seven(request.POST)
    seven.is_valid()
    seven.add_error(
        "code",
        _(
            "These words open nothing. A slip works once and for three days. It may be used, too late or taken back, "
            "or a word is another one, or they stand in another order. Compare them; if they are right, ask whoever "
            "gave you the slip for a new one."
        ),
    )
    return _ask(request, seven)


def _ask(request: HttpRequest, form: Seven) -> HttpResponse:
    signed_in = _me(request) is not None
    return _answered(render(request, "circles/join.html", {"form": form, "signed_in": signed_in}))


def _welcome(
    request: HttpRequest, form: Ceremony | Member, me: Me | None, looked: Looked, status: int = 200
) -> HttpResponse:
    settings, found = looked.settings, looked.invite
    inviter = rules.person(settings, found.by)
    count = len(rules.living(settings))
    context = {
        "form": form,
        "signed_in": me is not None,
        "name": settings.name,
        "purpose": settings.purpose,
        "inviter": inviter.name if inviter else "",
        "before": _before(looked),
        "people": ngettext("%(count)d person is in it.", "%(count)d people are in it.", count) % {"count": count},
    }
    return _answered(render(request, "circles/join_name.html", context, status=status))


def _answered(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
