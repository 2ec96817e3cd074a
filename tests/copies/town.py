"""A small town in a real toolbox's data folder; run as a process of its own, with the settings of that toolbox.

`python -m tests.copies.town build KEYS [BYTES]` founds it, with a file of so many bytes, and writes down what opens
it; `python -m tests.copies.town open KEYS` opens all of it with that, and fails where anything is missing.
"""

import datetime
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")

import django
import msgspec

django.setup()

from django.utils import timezone  # noqa: E402

from tests.people import again, circle, joins, somebody  # noqa: E402
from toolbox.kernel.circles import group  # noqa: E402
from toolbox.kernel.circles.acts import inviting, rotating  # noqa: E402
from toolbox.kernel.intake.models import Envelope, Mailbox  # noqa: E402
from toolbox.kernel.members import founding, sessions  # noqa: E402
from toolbox.kernel.members import me as members  # noqa: E402
from toolbox.kernel.records.pointers import Attachment  # noqa: E402
from toolbox.kernel.registry.kinds import Kind  # noqa: E402
from toolbox.kernel.vault import rotation  # noqa: E402
from toolbox.kernel.vault.filing import Receiving, content  # noqa: E402
from toolbox.kernel.vault.held import new  # noqa: E402
from toolbox.kernel.vault.models import File  # noqa: E402
from toolbox.kernel.vault.tests.slips import Slip  # noqa: E402
from toolbox.site.database import bring_up  # noqa: E402

CANARY = "Zuzanna-Quokka"
PAPERS = 30
PIECE = f"{CANARY} in a file. ".encode() * 1000


class Papers(msgspec.Struct, frozen=True):
    """Something with a file."""

    paper: Attachment


Kind(name="test.papers", struct=Papers, says="papers", title=lambda papers: papers.paper.name, shelves=("open",))


def receive(size: int) -> Attachment:
    """A file that somebody sends."""
    receiving = Receiving()
    for _piece in range(size // len(PIECE) + 1):
        receiving.write(PIECE)
    return receiving.finish(f"{CANARY}.txt", "text/plain")


def build(size: int) -> dict[str, object]:
    """Two people in a circle with papers, one of them due, a file, a rotation under way, an invite, a session."""
    bring_up()
    founder, comrade = somebody(), somebody()
    alder = circle(founder, f"{CANARY} circle", f"{CANARY} founder")
    with alder.circle.change() as box:
        box.put(*(new(Slip(f"{CANARY} {number}"), "open") for number in range(PAPERS)))
        box.put(new(Slip(f"{CANARY} due"), "open").on("done", dies=datetime.date(2020, 1, 6)))
    paper = receive(size)
    held = new(Papers(paper), "open")
    with alder.circle.change() as box:
        box.put(held)
        box.claim(paper.file, held)
    joins(comrade, alder, f"{CANARY} comrade")
    alder = group.opened(again(founder), alder.id)
    wait_for_somebody()
    rotating.rotate(alder)
    alder = group.opened(again(founder), alder.id)
    inviting.invite(alder, timezone.now(), "en", for_whom=f"{CANARY} invited")
    me = again(founder)
    sessions.begin(me, "", timezone.now())
    founding.new_code(timezone.now())
    return {
        "circle": alder.id,
        "member": me.id,
        "private": me.private.hex(),
        "ring": me.keyring_key.hex(),
        "size": size,
    }


def wait_for_somebody() -> None:
    """A form with an envelope and its file, which nobody has taken in yet."""
    form = Mailbox.objects.create(public_key=bytes(32))
    dies = datetime.date(2099, 1, 5)
    envelope = Envelope.objects.create(mailbox=form.pk, dies=dies, key=b"sealed", body=b"sealed")
    File.objects.filter(pk=receive(10).file).update(record=envelope.pk, waits_until=None)


def opens(keys: dict[str, Any]) -> None:
    """All of it is there and opens; the rotation can be carried to its end."""
    bring_up()
    me = members.load(keys["member"], bytes.fromhex(keys["private"]), bytes.fromhex(keys["ring"]))
    alder = group.opened(me, keys["circle"])
    assert alder.settings.name == f"{CANARY} circle"
    assert len(alder.settings.people) == 2
    while rotation.carry_on(alder.circle):
        pass
    words = {held.value.words for held in alder.circle.shelf(Slip, "open")}
    assert words == {f"{CANARY} {number}" for number in range(PAPERS)}
    (held,) = alder.circle.shelf(Papers, "open")
    read = b"".join(content(held.value.paper))
    assert read == PIECE * (keys["size"] // len(PIECE) + 1)


if __name__ == "__main__":
    if sys.argv[1] == "build":
        made = build(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
        Path(sys.argv[2]).write_text(json.dumps(made))
    else:
        opens(json.loads(Path(sys.argv[2]).read_text()))
