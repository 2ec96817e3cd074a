"""How pages of a circle answer what they were asked to do: done and onward, or a sentence that says why not."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts.freezing import OneAlready
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Person
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.ui.days import day
from toolbox.kernel.vault.trouble import Moved, Stopped


def tried(act: Callable[[], object]) -> str:
    """Do something; returns the sentence that says why it could not be done, or nothing where it was."""
    try:
        act()
    except rules.NotAllowed:
        return _("The rules of the circle do not allow this now. Perhaps somebody was quicker: look at it once more.")
    except Moved:
        return _("Somebody else changed the circle at the same moment. Nothing of yours was done. Try it again.")
    except OneAlready:
        return _("You have frozen somebody already. One member can have one open freeze: ask another to do it.")
    except Stopped as reason:
        return stopped(reason)
    return ""


def stopped(reason: Stopped) -> str:
    """Why nothing is destroyed now."""
    return _("A legal paper came. Nothing of this circle is destroyed until %(day)s.") % {"day": day(reason.until)}


def to(name: str, *args: int) -> HttpResponse:
    """Onward to a page."""
    return HttpResponseRedirect(reverse(name, args=args))


def page(request: CircleRequest, template: str, context: dict[str, Any], trouble: str = "") -> HttpResponse:
    """A page of the circle, with what went wrong at its top; 409 where something did."""
    status = HTTPStatus.CONFLICT if trouble else HTTPStatus.OK
    return render(request, template, {**context, "trouble": trouble}, status=status)


def person(group: Group, member: int) -> Person:
    """Somebody of the circle. Raises Http404 where there is nobody."""
    found = rules.person(group.settings, member)
    if found is None:
        raise Http404
    return found


def keepers(group: Group) -> str:
    """The names of the keepers, for who must ask one."""
    return ", ".join(one.name for one in rules.keepers(group.settings))
