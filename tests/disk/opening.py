"""An officer who has the disk, the server's keys and a member's passphrase opens all that these open.

`python -m tests.disk.opening` reads {"handle", "passphrase", "codes"} from its input and writes what it finds: every
record and file of the member's circles, every envelope that waits there, every slip of the receipts. By row, not by
shelf: what no page shows any more is opened too.
"""

import json
import os
import sys
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")

import django

django.setup()

import msgspec  # noqa: E402
from django.utils import timezone  # noqa: E402

from toolbox.kernel.intake import boxes, slips  # noqa: E402
from toolbox.kernel.intake.acts import taking  # noqa: E402
from toolbox.kernel.intake.acts.sending import files_of  # noqa: E402
from toolbox.kernel.intake.codes import Code  # noqa: E402
from toolbox.kernel.intake.models import Receipt  # noqa: E402
from toolbox.kernel.intake.records import Submission  # noqa: E402
from toolbox.kernel.members import accounts  # noqa: E402
from toolbox.kernel.records.pointers import Attachment  # noqa: E402
from toolbox.kernel.vault import filing, rows  # noqa: E402
from toolbox.kernel.vault.circle import Circle  # noqa: E402
from toolbox.kernel.vault.models import Record  # noqa: E402


def records(circle: Circle) -> Iterator[bytes]:
    """Everything that is written down in a circle."""
    for number in Record.objects.filter(circle=circle.id).values_list("pk", flat=True):
        _epoch, row = rows.single(circle.id, number)
        if row is not None:
            yield bytes(circle._inside(row).data)
    for held in circle.shelf(Submission):
        yield from files(files_of(held.value.answers))


def mail(circle: Circle) -> Iterator[bytes]:
    """Everything that waits in its mailboxes."""
    inbox = taking.inbox(boxes.boxes(circle))
    for one in (*inbox.waiting, *inbox.news):
        yield msgspec.msgpack.encode(one.sent)
        yield from files(files_of(one.sent.answers))


def files(attached: list[Attachment]) -> Iterator[bytes]:
    """Names and contents."""
    for file in attached:
        yield file.name.encode()
        yield b"".join(filing.content(file))


def told(spelled: str) -> Iterator[bytes]:
    """What lies in a receipt."""
    code = Code(spelled)
    for row in Receipt.objects.filter(lookup=code.lookup):
        for lying in slips.opened(row.pk, code):
            yield msgspec.msgpack.encode(lying.told)


def everything(handle: str, passphrase: str, codes: list[str]) -> Iterator[bytes]:
    """All of it."""
    me = accounts.sign_in(handle, passphrase, "", timezone.now())
    if me is None:
        raise SystemExit("The passphrase opens nothing.")
    for number in me.circles:
        circle = me.circle(number)
        yield from records(circle)
        yield from mail(circle)
    for code in codes:
        yield from told(code)


if __name__ == "__main__":
    for found in everything(**json.loads(sys.stdin.read())):
        sys.stdout.buffer.write(found + b"\n")
