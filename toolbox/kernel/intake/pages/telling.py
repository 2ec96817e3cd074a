"""What a receipt tells, in words: where it stands, what came back, what can be done now."""

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from toolbox.kernel.intake.acts import coming_back, errands
from toolbox.kernel.intake.acts.coming_back import Opened
from toolbox.kernel.intake.pages.shown import by_day
from toolbox.kernel.intake.slips import Tells, Told
from toolbox.kernel.records import phones
from toolbox.kernel.ui.days import day, moment
from toolbox.kernel.vault.ids import spell


class Line(NamedTuple):
    """Something that happened, the newest first."""

    says: str
    when: str
    text: str = ""
    agree: str = ""  # the spelled number of a text that may be published, while it waits for a yes or no
    take_back: str = ""  # the spelled number of what is published
    answer: bool = False


def about(opened: Opened, today: datetime.date) -> dict[str, Any]:
    """The template's words."""
    first = next((one for one in opened.told if one.tells is Tells.SENT), None)
    readers = coming_back.has_readers(opened)
    over = opened.hidden or not readers
    return {
        "form_name": first.about if first else "",
        "sent_on": day(first.when.date()) if first else "",
        "stands": _stands(opened, first, readers, today),
        "phone": _phone(first),
        "lines": [line for one in reversed(opened.told) if (line := _line(opened, one)) is not None],
        "errands": [] if over else [_errand(one) for one in errands.lying(opened, today)],
        "can_write": not over,
        "can_withdraw": not opened.hidden,
        "is_over": over,
        "is_solved": _is_solved(opened),
    }


def _is_solved(opened: Opened) -> bool:
    """Whether they said so, and wrote nothing since."""
    said = [one.tells for one in opened.told if one.tells in {Tells.SOLVED, Tells.ADDED}]
    return bool(said) and said[-1] is Tells.SOLVED


def _errand(one: errands.Errand) -> dict[str, Any]:
    """An errand, and what can be said to it."""
    return {
        "spelled": spell(one.id),
        "what": one.what,
        "until": day(one.until) if one.until else "",
        "place": one.place,
        "taken": one.taken,
    }


def _stands(opened: Opened, first: Told | None, readers: bool, today: datetime.date) -> str:
    if opened.hidden:
        return _("You withdrew it. A legal paper forbids destroying it now: it is hidden, and destroyed after that.")
    if not readers:
        return _("The group that read this has ended. What you sent was destroyed with it.")
    if _is_solved(opened):
        return _("You said that it is solved. Is something open after all? Write it below.")
    if opened.closed:
        return _("The group has closed it. If something is open still, write below: then it is open again.")
    if coming_back.is_waiting(opened) and not coming_back.is_read(opened):
        return _waits(first, today)
    if coming_back.is_read(opened):
        return _("Somebody read it and looks after it.")
    return _("Nobody took it in within 30 days, so it was destroyed unread. We are sorry. Send it again, or call.")


def _waits(first: Told | None, today: datetime.date) -> str:
    if first is None or not first.days:
        return _("It is there. Nobody has taken it in yet.")
    until = by_day(first.days, first.when.date())
    if until < today:
        return _("It is there, and nobody has taken it in yet. That takes longer than was promised: please call.")
    return _("It is there. Nobody has taken it in yet. They answer by %(day)s.") % {"day": day(until)}


def _phone(first: Told | None) -> dict[str, str]:
    """Whom to call if nobody answers."""
    if first is None or not first.phone:
        return {}
    return {"says": phones.shown(first.phone, settings.REGION), "dials": phones.dialled(first.phone)}


def _plain() -> dict[Tells, str]:
    """What needs no more than a sentence."""
    return {
        Tells.SENT: _("You sent it."),
        Tells.TAKEN: _("Somebody read it."),
        Tells.ADDED: _("You wrote more."),
        Tells.SOLVED: _("You said that it is solved."),
        Tells.AGREED: _("You agreed to the text."),
        Tells.REFUSED: _("You did not agree to the text."),
        Tells.TAKES: _("You said that you do it."),
        Tells.CANNOT: _("You said that you cannot do it."),
        Tells.DID: _("You said that it is done."),
        Tells.TAKEN_BACK: _("You took back what was published."),
    }


def _line(opened: Opened, told: Told) -> Line | None:
    when = moment(told.when)
    match told.tells:
        case Tells.ANSWER:
            return Line(_("They answer:"), when, told.text, answer=True)
        case Tells.CLOSED:
            return Line(_("They closed it."), when, told.text, answer=bool(told.text))
        case Tells.HANDED:
            who = told.about
            says = _("%(who)s look after it now.") % {"who": who} if who else _("Another group looks after it now.")
            return Line(says, when)
        case Tells.PROPOSED:
            return _proposed(opened, told, when)
        case Tells.PUBLISHED:
            gone = any(one.tells is Tells.TAKEN_BACK and one.proposal == told.public for one in opened.told)
            return Line(_("It is published as you agreed."), when, take_back="" if gone else spell(told.public))
    says = _plain().get(told.tells, "")
    return Line(says, when) if says else None


def _proposed(opened: Opened, told: Told, when: str) -> Line:
    decided = {one.proposal for one in opened.told if one.tells in {Tells.AGREED, Tells.REFUSED}}
    newest = [one.proposal for one in opened.told if one.tells is Tells.PROPOSED][-1]
    waits = told.proposal not in decided and told.proposal == newest
    says = _("They would publish exactly this:")
    return Line(says, when, told.text, agree=spell(told.proposal) if waits else "", answer=True)


def done(what: str) -> str:
    """What just happened, and what happens next."""
    match what:
        case "write":
            return _("It is sent. They read it next.")
        case "solved":
            return _("Thank you for saying so. They see it now.")
        case "takes":
            return _("Thank you. The place stands below. They know that you do it.")
        case "cannot":
            return _("That is fine. They ask somebody else; nothing of it is kept here.")
        case "did":
            return _("Thank you. They hear of it; nothing of it is kept here.")
        case "agree":
            return _("Thank you. They can publish it now, and you can take it back here at any time.")
        case "refuse":
            return _("It is not published. They see what you wrote.")
    return _("It was taken back: nobody finds it any more. Copies and printed sheets are out of our reach.")
