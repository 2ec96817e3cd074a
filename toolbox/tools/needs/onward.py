"""An ask that came without a form is made ready to be handed on, as if it had come through one."""

import datetime
import secrets

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.records import MADE, Submission
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.ids import new_id
from toolbox.tools.needs import keeping
from toolbox.tools.needs.records import Ask
from toolbox.tools.needs.rules import arriving
from toolbox.tools.needs.rules.arriving import Says


def made_ready(group: Group, held: Held[Ask], now: datetime.datetime) -> int:
    """The record that the inbox can hand on; nobody has its receipt. Raises Moved."""
    if (sent := keeping.sent_of(group, held.value)) is not None:
        return sent.id
    board = keeping.board_of(group.circle).value
    submission = Submission(
        sent=held.value.came,
        taken=now,
        by=group.me.id,
        receipt=new_id(),
        receipt_key=secrets.token_bytes(32),
        mailbox=0,
        form=_("An ask"),
        purpose=arriving.ASK,
        language=_language(held.value),
        answers=arriving.answers(held.value, board, _says()),
        became=held.id,
    )
    record = new(submission, MADE)
    with group.circle.change() as box:
        box.put(record, held.now(submission=record.id))
    return record.id


def _language(ask: Ask) -> str:
    """In which it is handed on: theirs if the pages speak it; people speak more languages than fit into a form."""
    known = [one for one in ask.who.languages if one in dict(settings.LANGUAGES)]
    return known[0] if known else (get_language() or "en")


def _says() -> Says:
    return Says(
        language=get_language() or "en",
        what=_("What is needed"),
        words=_("In their own words"),
        name=_("Name"),
        where=_("Where"),
        languages=_("Languages"),
        times=_("When somebody is there"),
        reach=_("Number"),
        people=_("For how many people"),
        day=_("By which day"),
    )
