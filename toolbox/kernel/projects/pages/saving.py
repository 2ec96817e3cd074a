"""How the pages of this room save: one rule over the draft, once, and a sentence where that does not work."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from toolbox.kernel.circles import rules as circle_rules
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.projects import publishing
from toolbox.kernel.projects.forms.base import Paired
from toolbox.kernel.projects.records import Draft, FormDraft
from toolbox.kernel.projects.rules import NotAllowed
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Moved

AnyForm = TypeVar("AnyForm", bound=Paired)


def the_draft(request: CircleRequest) -> Held[Draft]:
    """The page that this circle writes; 404 before it has begun one."""
    held = publishing.draft_of(request.circle)
    if held is None:
        raise Http404
    return held


def the_form(held: Held[Draft], mailbox: int) -> FormDraft:
    """One of its forms by its mailbox; 404 where there is none."""
    found = next((one for one in held.value.forms if one.mailbox == mailbox), None)
    if found is None:
        raise Http404
    return found


def enough(request: CircleRequest) -> bool:
    """Whether two people hold the key: before that nothing is published."""
    return len(circle_rules.living(request.group.settings)) >= boxes.ENOUGH


def saved(
    request: CircleRequest, held: Held[Draft], version: int | None, rule: Callable[[Draft], Draft]
) -> tuple[Held[Draft], str]:
    """The draft as it now stands, and why nothing was saved, or nothing.

    `version` is the one that the form began from; None where nothing was typed that could be lost.
    """

    def put() -> Held[Draft]:
        changed = rule(held.value)
        return request.circle.put(held.now(**{name: getattr(changed, name) for name in changed.__struct_fields__}))

    if version is not None and version != held.version:
        return held, changed_meanwhile()
    return tried(put, held)


def tried(act: Callable[[], Held[Draft]], held: Held[Draft]) -> tuple[Held[Draft], str]:
    """Do something with the draft: what it becomes, and nothing; or what it is, and why it stays so.

    Where the database cannot write, the members' middleware keeps what was typed.
    """
    try:
        return act(), ""
    except Moved:
        return held, changed_meanwhile()
    except NotAllowed:
        return held, _("That is not possible: there are enough forms here, or this one is gone.")
    except TooLarge:
        return held, _("All of this together is too long. Make it shorter.")
    except ValueError as reason:
        return held, str(reason)


def changed_meanwhile() -> str:
    """Somebody was quicker, and nothing typed is lost."""
    return _("Somebody changed this page meanwhile. What you typed is here: look at it, and save once more.")


def again(form: AnyForm, version: int, trouble: str) -> AnyForm:
    """The form with what was typed, as a try over the version that is there now."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["version"] = str(version)
    form.data = data
    form.add_error(None, trouble)
    return form
