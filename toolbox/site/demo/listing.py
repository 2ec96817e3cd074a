"""One circle of the town keeps the public list, and has begun to."""

import datetime

from django.utils.text import slugify

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake import codes as receipts
from toolbox.kernel.intake.acts import sending, taking
from toolbox.kernel.intake.acts.sending import Filled
from toolbox.kernel.intake.questions import Question
from toolbox.kernel.intake.records import Answer
from toolbox.library import experiences, keeping, sealed
from toolbox.library.curating import codes, holding
from toolbox.library.experiences import Told
from toolbox.library.models import Waiting
from toolbox.site.demo.script import Listing


def keep_the_list(listing: Listing, group: Group, now: datetime.datetime) -> None:
    """Make a circle the one that keeps the list, and let it have added, changed and taken off something."""
    holding.take(group, codes.new_code(now), now)
    today = now.date()
    for entry in listing.entry:
        made = keeping.add(entry.cells, today)
        if entry.changed:
            keeping.edit(made.slug, entry.changed, today, said=entry.said)
        if entry.retired:
            keeping.retire(made.slug, today, because=entry.retired, told=True)
    for number, one in enumerate(listing.waiting):
        Waiting.objects.create(
            uid=f"demo:{number}",
            row=one.cells,
            came_from=one.came_from,
            arrived_on=today,
            declined_on=today if one.declined else None,
        )
    _taken_in(listing, group, now)
    for told in listing.told:
        told_by = Told(slugify(told.about), told.did, told.worked, told.failed, told.who, told.place)
        experiences.publish(told_by, today)


def _taken_in(listing: Listing, group: Group, now: datetime.datetime) -> None:
    """What people sent about the list, and somebody of the circle has taken in."""
    for one in listing.sent:
        to, form = sealed.taking(one.purpose), sealed.form(one.purpose)
        answers = tuple(
            _answer(asked, one.answers[asked.name]) for asked in form.questions if asked.name in one.answers
        )
        if to is None:
            raise LookupError
        sending.send(to.mailbox, receipts.new("en"), Filled(form.title.en, one.purpose, "en", answers), now)
        taking.take(group, taking.inbox(boxes.fresh(group)).waiting[0], now)


def _answer(asked: Question, value: str) -> Answer:
    chosen = tuple(choice.says.en for choice in asked.choices if choice.name == value)
    return Answer(question=asked.name, ask=asked.ask, says=asked.says.en, values=(value,), shown=chosen)
