"""What is done with everything that is ticked: each by itself, and counted."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from toolbox.kernel.circles.group import today
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.registry.audience import circle_only
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import unspell
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import Damaged, Missing, Moved, TooNew
from toolbox.tools.needs import keeping
from toolbox.tools.needs.acting import EndForm
from toolbox.tools.needs.pages.board import board
from toolbox.tools.needs.pages.doing import member
from toolbox.tools.needs.records import OPEN, Ask, End, Urgency
from toolbox.tools.needs.rules import asks
from toolbox.tools.needs.rules import several as rules
from toolbox.tools.needs.shown import Words
from toolbox.tools.needs.wishes import wish_of

MOST = 100  # that are ticked at once
MOST_WORDS = 300


def _said(do: str, count: int) -> str:
    """What was done with so many: whoever reads it must not take what was taken on for what was done."""
    words = {
        "claim": ngettext("You do %(count)d ask from now on.", "You do %(count)d asks from now on.", count),
        "hand": ngettext("%(count)d ask is in other hands now.", "%(count)d asks are in other hands now.", count),
        "let-go": ngettext("%(count)d ask is free again.", "%(count)d asks are free again.", count),
        "urgency": ngettext("%(count)d ask has its urgency.", "%(count)d asks have their urgency.", count),
        "zone": ngettext("%(count)d ask has its part of town.", "%(count)d asks have their part of town.", count),
        "wait": ngettext("%(count)d ask waits now.", "%(count)d asks wait now.", count),
        "on": ngettext("%(count)d ask waits no more.", "%(count)d asks wait no more.", count),
        "end": ngettext("%(count)d ask has ended.", "%(count)d asks have ended.", count),
    }
    return words[do] % {"count": count}


class Did(NamedTuple):
    """How it went."""

    what: str
    done: int = 0
    quicker: int = 0  # somebody else changed it first
    failed: int = 0  # it could not be saved

    def words(self) -> str:
        """In sentences, one each."""
        said = [_said(self.what, self.done)] if self.done else []
        if self.quicker:
            words = ngettext(
                "Somebody was quicker with %(count)d: look how it stands.",
                "Somebody was quicker with %(count)d: look how they stand.",
                self.quicker,
            )
            said.append(words % {"count": self.quicker})
        if self.failed:
            words = ngettext(
                "%(count)d could not be saved: it is as it was.",
                "%(count)d could not be saved: they are as they were.",
                self.failed,
            )
            said.append(words % {"count": self.failed})
        return " ".join(said)


@circle_only
@require_POST
def several(request: CircleRequest, circle: int) -> HttpResponse:
    """One press for all that is ticked. `do` says what."""
    ticked, do = _ticked(request), request.POST.get("do", "")
    if not ticked:
        return board(request, wish_of(request), trouble=_("Tick something first."))
    if do in {"end", "end-sure"}:
        return _end(request, ticked, sure=do == "end-sure")
    rule = _rule(request, do)
    if isinstance(rule, str):
        return board(request, wish_of(request), trouble=rule)
    did = _all(request, do, ticked, lambda held: keeping.put(request.group, held, lambda ask: rule(rules.is_open(ask))))
    return _done(request, did)


@circle_only
@require_POST
def free(request: CircleRequest, circle: int) -> HttpResponse:
    """Everything whose days are over is free again: whoever did it said nothing. What somebody renews first stays."""
    now, here = timezone.now(), today()
    late = [held for held in request.circle.shelf(Ask, OPEN) if asks.stands(held.value, here) is asks.Stands.DUE]
    if not late:
        return board(request, wish_of(request), trouble=_("Nothing is over its days any more."))
    late.sort(key=lambda held: (held.value.came, held.id))

    def act(held: Held[Ask]) -> None:
        if asks.stands(held.value, here) is not asks.Stands.DUE:
            raise asks.NotNow
        keeping.put(request.group, held, lambda ask: asks.expired(ask, here, now))

    return _done(request, _all(request, "let-go", [held.id for held in late[:MOST]], act))


def _rule(request: CircleRequest, do: str) -> Callable[[Ask], Ask] | str:
    """What is done to each; or the sentence that says what is missing."""
    now, here, me = timezone.now(), today(), request.group.me.id
    held = keeping.board_of(request.circle).value
    given = request.POST
    simple: dict[str, Callable[[Ask], Ask]] = {
        "claim": lambda ask: asks.claimed(ask, held, me, now, here),
        "let-go": lambda ask: asks.let_go(ask, me, now),
        "on": lambda ask: asks.waits(ask, "", me, now),
    }
    if do in simple:
        return simple[do]
    if do == "hand":
        to = member(request)
        if not to:
            return _("Choose who does it: somebody who is in this circle.")
        return lambda ask: asks.handed(ask, held, to, me, now, here)
    if do == "urgency":
        chosen = given.get("to_urgency", "")
        if chosen not in {str(int(one)) for one in Urgency}:
            return _("Choose how long it can wait.")
        return lambda ask: rules.urgent(ask, Urgency(int(chosen)))
    if do == "zone":
        at = given.get("to_zone", "")
        if not (at.isascii() and at.isdecimal() and len(at) < 4 and int(at) <= len(held.zones)):
            return _("Choose a part of town.")
        zone = held.zones[int(at) - 1] if int(at) else ""
        return lambda ask: rules.zoned(ask, zone)
    if do == "wait":
        what = " ".join(given.get("what", "").split())
        if not what or len(what) > MOST_WORDS:
            return _("Write in a few words what they wait for.")
        return lambda ask: asks.waits(ask, what, me, now)
    raise Http404


def _ticked(request: CircleRequest) -> list[int]:
    found: dict[int, None] = {}
    for text in request.POST.getlist("row")[:MOST]:
        try:
            found[unspell(text)] = None
        except ValueError:
            continue
    return list(found)


def _all(request: CircleRequest, do: str, ticked: list[int], act: Callable[[Held[Ask]], object]) -> Did:
    """Each by itself: what somebody else changed first, or is not here any more, holds up none of the others."""
    done = quicker = failed = 0
    for number in ticked:
        try:
            act(request.circle.get(Ask, number))
            done += 1
        except (asks.NotNow, Moved, Missing):
            quicker += 1
        except (TooLarge, OperationalError, Damaged, TooNew):
            failed += 1
    return Did(do, done, quicker, failed)


def _done(request: CircleRequest, did: Did) -> HttpResponse:
    words, wish = did.words(), wish_of(request)
    return board(request, wish, done=words) if did.done else board(request, wish, trouble=words)


def _end(request: CircleRequest, ticked: list[int], *, sure: bool) -> HttpResponse:
    """Ask first how they ended; then they have."""
    group, now = request.group, timezone.now()
    form = EndForm(request.POST if sure else None)
    if sure and form.is_valid():
        given = form.cleaned_data

        def end(held: Held[Ask]) -> None:
            rules.is_open(held.value)
            keeping.end(group, held, End(given["end"]), now, given["words"], given["said"])

        return _done(request, _all(request, "end", ticked, end))
    words = Words(keeping.board_of(group.circle).value, group, now)
    rows = [words.row(held) for held in _open(request, ticked)]
    if not rows:
        return board(request, wish_of(request), trouble=_("Nothing that is ticked is open any more."))
    return answering.page(request, "needs/several_end.html", {"form": form, "rows": rows, "wish": wish_of(request)})


def _open(request: CircleRequest, ticked: list[int]) -> Iterator[Held[Ask]]:
    for number in ticked:
        try:
            held = request.circle.get(Ask, number)
        except (Missing, Damaged, TooNew):
            continue
        if held.value.ended is None:
            yield held
