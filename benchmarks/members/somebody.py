"""`python -m benchmarks.members.somebody` makes a member who signs in with a passphrase, in TOOLBOX_DATA."""

import os

import django

from benchmarks.members import HANDLE, PASSPHRASE


def make() -> None:
    """One member, in three circles."""
    from tests.people import again, circle
    from toolbox.kernel.members import accounts

    me = accounts.make(HANDLE, PASSPHRASE)
    for name in ("Alder Street", "Riverbend Kitchen", "Bail fund"):
        circle(again(me), name)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "toolbox.site.settings"
    django.setup()
    make()
