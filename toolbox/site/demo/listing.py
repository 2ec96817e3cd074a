"""One circle of the town keeps the public list, and has begun to."""

import datetime

from django.utils.text import slugify

from toolbox.kernel.circles.group import Group
from toolbox.library import experiences, keeping, sealed
from toolbox.library.curating import codes, holding
from toolbox.library.experiences import Told
from toolbox.library.models import Waiting
from toolbox.site.demo.fronts import Open
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
    for told in listing.told:
        told_by = Told(slugify(told.about), told.did, told.worked, told.failed, told.who, told.place)
        experiences.publish(told_by, today)


def forms(listing: Listing) -> dict[str, Open]:
    """The two forms of the list, as strangers of the town write to them: `list/suggestion` and `list/experience`."""
    found = {}
    for purpose in sealed.FILES:
        to, form = sealed.taking(purpose), sealed.form(purpose)
        if to is not None:
            name = f"list/{purpose.partition('.')[2]}"
            found[name] = Open(listing.circle, to.mailbox, form, form.title.en)
    return found
