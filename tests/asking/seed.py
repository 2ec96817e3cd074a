"""Makes a circle of two people with a mailbox, in a data folder that is to be served. `python -m tests.asking.seed`."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.people import again, circle, joins, somebody  # noqa: E402
from toolbox.kernel.circles import group  # noqa: E402
from toolbox.kernel.intake import boxes  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    own = circle(somebody())
    joins(somebody(), own, "Birch")
    boxes.make(group.opened(again(own.me), own.id), "Groceries")
