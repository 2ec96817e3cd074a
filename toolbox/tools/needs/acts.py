"""What a board offers for everything that is ticked, and which of its forms are paused."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from toolbox.kernel.circles.group import Group, reachable
from toolbox.kernel.projects import publishing
from toolbox.kernel.vault.ids import spell
from toolbox.tools.needs.forms import urgency_words
from toolbox.tools.needs.records import Board
from toolbox.tools.needs.rules import arriving
from toolbox.tools.needs.wishes import Wish


def of_several(board: Board, group: Group, wish: Wish) -> dict[str, Any]:
    """Choices for what is ticked. What has ended is opened again one by one."""
    return {
        "can_several": wish.show != "ended",
        "hands_to": [
            (spell(one.member), one.name) for one in reachable(group, timezone.now()) if one.member != group.me.id
        ],
        "to_urgency": [(str(int(value)), says) for value, says in urgency_words().items()],
        "to_zone": list(enumerate(board.zones, 1)),
        "forms": (found := forms(group)),
        "can_pause": any(not one["is_paused"] for one in found),
    }


def forms(group: Group) -> list[dict[str, Any]]:
    """The forms through which people ask, with the page on which each is paused and goes on."""
    draft, language = publishing.draft_of(group.circle), get_language() or "en"
    if draft is None or not draft.value.public:
        return []
    return [
        {
            "says": one.asking.form.title.here(language),
            "url": reverse("page_form_pause", args=[group.id, one.mailbox]),
            "is_paused": one.asking.is_paused,
        }
        for one in draft.value.forms
        if one.asking.form.purpose == arriving.ASK
    ]
