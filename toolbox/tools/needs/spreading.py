"""An import made ready for its pages: what would come of it, how far it is, what came of it."""

from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import keeping, matched
from toolbox.tools.needs.importing import OPEN_STEPS, Look, One
from toolbox.tools.needs.imports import Import, ImportStep
from toolbox.tools.needs.records import Ask
from toolbox.tools.needs.shown import Words
from toolbox.tools.needs.tables.table import Table

SHOWN = 30  # rows that are shown of the good ones
MOST = 200  # of those that are left out


class Shown(NamedTuple):
    """A row of the file on a page."""

    line: str
    says: str
    reasons: list[str]
    place: int
    url: str = ""
    url_says: str = ""


def looked(group: Group, held: Held[Import], table: Table, look: Look) -> dict[str, Any]:
    """What would come of each row: the good ones, those that cannot be read and why, those that are there already."""
    ready = _Ready(group, held)
    bad = [one for one in look.rows if one.is_bad]
    doubles = [one for one in look.rows if one.is_double and not one.is_bad]
    good = [one for one in look.rows if not one.is_bad and not one.is_double]
    mended = [one for one in look.rows if not one.is_bad and one.read.faults]
    others = look.others()
    return {
        "brought": held.id,
        "name": held.value.name,
        "is_offers": held.value.offers,
        "mend": held.value.mend,
        "good_count": len(good),
        "good": [ready.row(one) for one in good[:SHOWN]],
        "good_more": max(0, len(good) - SHOWN),
        "bad_count": len(bad),
        "bad": [ready.row(one) for one in bad[:MOST]],
        "bad_more": max(0, len(bad) - MOST),
        "doubles_count": len(doubles),
        "doubles": [ready.double(one) for one in doubles[:MOST]],
        "doubles_more": max(0, len(doubles) - MOST),
        "mended_count": len(mended),
        "mended": [ready.row(one) for one in islice(mended, MOST)],
        "mended_more": max(0, len(mended) - MOST),
        "others": [f"{word} ({count})" for word, count in others[:SHOWN]],
        "others_more": max(0, len(others) - SHOWN),
        "nothing": not good and not doubles,
    }


class _Ready:
    """Rows in words, looked up once for many."""

    def __init__(self, group: Group, held: Held[Import]) -> None:
        self.group, self.held = group, held
        self.words = Words(keeping.board_of(group.circle).value, group, timezone.now())
        self.targets = matched.words(offers=held.value.offers)
        self.line = _("row %(line)d")
        self.columns = held.value.columns

    def row(self, one: One) -> Shown:
        reasons = [
            " ".join(filter(None, (self._column(fault.column), _cell(fault.cell), fault.reason)))
            for fault in one.read.faults
        ]
        return Shown(self.line % {"line": one.line}, self._says(one), reasons, one.place)

    def double(self, one: One) -> Shown:
        shown = self.row(one)
        if one.double:
            name = "offer" if self.held.value.offers else "need"
            url = reverse(name, args=[self.group.id, one.double])
            return shown._replace(url=url, url_says=_("the same number is on the board"))
        return shown._replace(
            reasons=[*shown.reasons, _("the same number as row %(line)d") % {"line": one.double_line}]
        )

    def _column(self, place: int) -> str:
        if not 0 <= place < len(self.columns):
            return ""
        return f"{next((says for target, says in self.targets.items() if target == self.columns[place]), '')}:"

    def _says(self, one: One) -> str:
        value = one.read.value
        if value is None:
            return ""
        what = self.words.what(value) if isinstance(value, Ask) else self.words.can(value)
        place = value.place.zone or value.place.street if value.place else ""
        return " · ".join(filter(None, (value.who.name, what, place)))


def _cell(text: str) -> str:
    return _("“%(name)s”") % {"name": text} if text else ""


def progress(group: Group, held: Held[Import]) -> dict[str, Any]:
    """How far it is."""
    value = held.value
    back = value.step is ImportStep.UNDOING
    first = 0 if back else value.head + 1
    every = len(value.made) if back else value.rows - first
    done = min(every, max(0, value.at - first))
    return {
        "brought": held.id,
        "name": value.name,
        "is_back": back,
        "done": done,
        "every": every,
        "tenths": [step * every < 10 * done for step in range(10)],
        "home": reverse("offers" if value.offers else "needs", args=[group.id]),
    }


def came_to(group: Group, held: Held[Import]) -> dict[str, Any]:
    """What came of it."""
    value = held.value
    return {
        **progress(group, held),
        "is_offers": value.offers,
        "made": len(value.made),
        "bad": value.bad,
        "doubles": value.doubles,
        "destroyed": value.destroyed,
        "stayed": value.stayed,
        "is_undone": value.step is ImportStep.UNDONE,
        "is_resting": value.step is ImportStep.RESTING,
        "dies": day(held.dies) if held.dies else "",
        "until": stopping.until(group),
    }


class Listed(NamedTuple):
    """An import in a list."""

    url: str
    name: str
    says: str
    when: str


def listed(group: Group, found: Sequence[Held[Import]]) -> dict[str, list[Listed]]:
    """Those that wait for somebody, and those that are over."""
    steps = {
        ImportStep.COLUMNS: _("its columns are not matched yet"),
        ImportStep.LOOK: _("nobody has said yet that it comes in"),
        ImportStep.GOING: _("it is coming in"),
        ImportStep.RESTING: _("somebody stopped it"),
        ImportStep.UNDOING: _("it is being undone"),
        ImportStep.UNDONE: _("undone"),
    }

    def row(held: Held[Import]) -> Listed:
        count = len(held.value.made)
        done = ngettext("%(count)d was brought in", "%(count)d were brought in", count) % {"count": count}
        url = reverse("needs_import", args=[group.id, held.id])
        return Listed(url, held.value.name, steps.get(held.value.step, done), moment(held.value.when))

    return {
        "waiting": [row(held) for held in found if held.value.step in OPEN_STEPS | {ImportStep.UNDOING}],
        "over": [row(held) for held in found if held.value.step in {ImportStep.DONE, ImportStep.UNDONE}],
    }
