"""The sentences that somebody who suggested something reads with their receipt, in their own language."""

from enum import StrEnum

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from toolbox.kernel.ui.addresses import whole
from toolbox.library.models import Resource
from toolbox.library.shown import in_language


class Why(StrEnum):
    """Why something does not come onto the list."""

    THERE = "there"
    EXPLAINS = "explains"
    PRIVATE = "private"
    CHARITY = "charity"
    NOT_FOUND = "not_found"
    UNSURE = "unsure"
    OWN = "own"


def reasons() -> list[tuple[str, str]]:
    """Ready sentences to choose from."""
    return [
        (Why.THERE.value, _("It is on the list already.")),
        (Why.NOT_FOUND.value, _("We could not find it: its address does not open, or leads to something else.")),
        (Why.UNSURE.value, _("We could not find out enough about it to tell others of it.")),
        (Why.EXPLAINS.value, _("It explains a problem, and does not show how a group can do something about it.")),
        (Why.PRIVATE.value, _("It is about a single person, or their fundraiser.")),
        (Why.CHARITY.value, _("It is a paid service or charity, and people do not decide in it together.")),
        (Why.OWN.value, _("Another reason, in our own words")),
    ]


def on_the_list(request: HttpRequest, entry: Resource, language: str) -> str:
    """It was added."""
    with translation.override(language):
        return _with_address(request, _("It is on the list now: %(name)s."), entry)


def there_already(request: HttpRequest, entry: Resource, language: str) -> str:
    """It was there."""
    with translation.override(language):
        return _with_address(request, _("It is on the list already: %(name)s."), entry)


def declined(why: Why, own: str, language: str) -> str:
    """It does not come onto the list."""
    with translation.override(language):
        said = "" if why is Why.OWN else dict(reasons())[why]
        first = _("Thank you. We do not put it on the list.")
    return "\n".join(part for part in (" ".join(filter(None, (first, said))), own) if part)


def _with_address(request: HttpRequest, says: str, entry: Resource) -> str:
    name = in_language(entry.name, entry.name_es or entry.name)
    return f"{says % {'name': name}}\n{whole(request, reverse('library:resource', args=[entry.slug]))}"
