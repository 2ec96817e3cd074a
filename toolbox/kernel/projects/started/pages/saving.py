"""How the pages of a project save: one rule over it, and a sentence where that does not work."""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.utils.translation import gettext as _

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.projects.started.records import Project
from toolbox.kernel.projects.started.rules import NotAllowed
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Moved


def saved(
    request: CircleRequest, held: Held[Project], version: int | None, rule: Callable[[Project], Project]
) -> tuple[Held[Project], str]:
    """The project as it now stands, and why nothing was saved, or nothing.

    `version` is the one that a form began from; None where nothing was typed that could be lost.
    """
    if version is not None and version != held.version:
        return held, _("Somebody changed this project meanwhile. Yours is here: look at it, and save once more.")
    try:
        changed = rule(held.value)
        fields = {name: getattr(changed, name) for name in changed.__struct_fields__}
        return request.circle.put(held.now(**fields)), ""
    except Moved:
        return held, _("Somebody changed this project just now. Yours is here: look at it, and save once more.")
    except NotAllowed:
        return held, _("That is not possible any more: it is gone, or there are too many.")
    except TooLarge:
        return held, _("All of this together is too long. Make it shorter.")
    except OperationalError:
        return held, _("Nothing was saved. Press again in a minute; what you typed is here.")
    except ValueError as reason:
        return held, str(reason)


def again(form: Any, version: int, trouble: str) -> Any:
    """The form with what was typed, as a try over the version that is there now."""
    form.data = form.data.copy()
    form.data["version"] = version
    form.add_error(None, trouble)
    return form
