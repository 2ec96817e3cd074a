"""The tabs of the inbox, and by what they can be narrowed down."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.acts.taking import Inbox
from toolbox.kernel.intake.pages import wishes
from toolbox.kernel.intake.pages.answers import own_name
from toolbox.kernel.intake.pages.wishes import ENDED, WAITING, Wish
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.ui.boards import Choice, Select, Tab
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell

if TYPE_CHECKING:
    from toolbox.kernel.intake.pages.inbox import Looked


def tabs(group: Group, wish: Wish, opened: Inbox, open_ones: list[Held[Submission]]) -> list[Tab]:
    """All parts in which something is, and those that are always there."""
    hidden = sum(one.hidden for one in opened.waiting)
    counts = {
        WAITING: len(opened.waiting) - hidden + opened.behind,
        wishes.NEWS: sum(one.value.news for one in open_ones),
        wishes.MINE: sum(one.value.holder == group.me.id for one in open_ones),
        wishes.OPEN_ONES: len(open_ones),
        wishes.SOLVED: sum(one.value.solved is not None for one in open_ones),
        **{name: group.circle.count(Submission, *shelves) for name, shelves in ENDED.items()},
    }
    counts["hidden"] += hidden
    says = {
        WAITING: _("Unread"),
        wishes.NEWS: _("They wrote since"),
        wishes.MINE: _("Mine"),
        wishes.OPEN_ONES: _("Open"),
        wishes.SOLVED: _("They say it is solved"),
        "done": _("Done"),
        "spam": _("Spam"),
        "hidden": _("Taken back"),
    }
    always = {WAITING, wishes.MINE, wishes.OPEN_ONES}
    return [
        Tab(says[name], Wish(show=name).query(), count, name == wish.show and not wish.words)
        for name, count in counts.items()
        if count or name in always or name == wish.show
    ]


def selects(group: Group, wish: Wish, looked: "Looked") -> list[Select]:
    """By form, language and holder, wherever there is something to choose."""
    forms = [Choice(spell(box.value.mailbox), box.value.title, box.value.mailbox == wish.form) for box in looked.boxes]
    languages = {one.sent.language for one in looked.inbox.waiting} | {one.value.language for one in looked.open}
    spoken = [
        Choice(code, own_name(code), code == wish.language) for code in sorted({*languages, wish.language} - {""})
    ]
    found = []
    if len(forms) > 1 or wish.form:
        found.append(Select("form", _("Form"), _("All forms"), forms))
    if len(spoken) > 1 or wish.language:
        found.append(Select("language", _("Language"), _("All languages"), spoken))
    if wish.show not in {WAITING, wishes.MINE, *ENDED}:
        found.append(Select("holder", _("Who looks after it"), _("Anybody"), _holders(group, wish)))
    return found


def _holders(group: Group, wish: Wish) -> list[Choice]:
    people = [
        Choice(spell(one.member), one.name, spell(one.member) == wish.holder) for one in rules.living(group.settings)
    ]
    return [Choice(wishes.NOBODY, _("Nobody yet"), wish.holder == wishes.NOBODY), *people]
