"""What other rooms tell this one: something arrived, something will be due, something is no more.

Nothing here asks another server. Bells ring from the minute's tidying, so no request waits for them, and their time
says nothing about who did what.
"""

import datetime

from toolbox.kernel.notices.models import Bell, Reminder
from toolbox.kernel.notices.rules import Says, Whose
from toolbox.kernel.vault import quick
from toolbox.kernel.vault.models import Mark

ARRIVED = "arrived"


def arrived(about: int = 0) -> None:
    """Something arrived: at the next hour of bells, all members' bells ring. No time, no place is written.

    The bell of the form `about`, if it has one, rings soon: within a minute, at most every ten minutes.
    """
    # Looked at first, and once for both: on SQLite an update waits for those who write, also where it changes nothing.
    looked = (
        "SELECT EXISTS (SELECT 1 FROM vault_mark WHERE name = %s), EXISTS (SELECT 1 FROM notices_bell WHERE whose = %s)"
    )
    is_marked, has_bell = quick.one(looked, ARRIVED, about) or (False, False)
    if not is_marked:
        Mark.objects.get_or_create(name=ARRIVED, defaults={"value": "yes"})
    if has_bell:
        Bell.objects.filter(whose=about, kind=Whose.FORM, unconfirmed_until=None).exclude(
            says=Says.ARRIVED  # it waits already: its tries go on
        ).update(says=Says.ARRIVED, tries=0)


def remind(member: int, day: datetime.date) -> None:
    """Tell a member on a day that something is due, if they have a bell. Several for one day are one.

    Never inside a transaction that writes rows of a circle: they would lie side by side on the disk.
    """
    if Bell.objects.filter(whose=member, kind=Whose.MEMBER, unconfirmed_until=None).exists():
        Reminder.objects.get_or_create(member=member, day=day)


def forget_channel(about: int) -> None:
    """A form is no more. Of a member the tidying finds that out by itself, within a minute."""
    Bell.objects.filter(whose=about).delete()
