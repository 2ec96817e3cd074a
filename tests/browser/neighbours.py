"""Makes invented people and a circle in the data folder of a toolbox that runs; a process of its own.

`python -m tests.browser.neighbours` reads what to do from its input: {"circle": …, "people": [[handle, name, role]],
"notes": how many, "passphrase": of all}, and answers with ids; or {"asleep": cookie} or {"over": cookie}, and puts
that session's hour back.
"""

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from toolbox.kernel.circles import group  # noqa: E402
from toolbox.kernel.circles.acts import inviting, making  # noqa: E402
from toolbox.kernel.circles.records import Role  # noqa: E402
from toolbox.kernel.members import accounts, sessions  # noqa: E402
from toolbox.kernel.members import me as members  # noqa: E402
from toolbox.kernel.members.models import SessionRow  # noqa: E402
from toolbox.kernel.vault.ids import spell  # noqa: E402
from toolbox.tools.notes import keeping  # noqa: E402
from toolbox.tools.notes.rules import Words  # noqa: E402


def settle(circle: str, people: list[list[str]], notes: int, passphrase: str) -> dict[str, Any]:
    """Make the people, and a circle in which all of them are; the first one made it."""
    mes = {handle: accounts.make(handle, passphrase, "en") for handle, _name, _role in people}
    (first, name, _role), *others = people
    with transaction.atomic():
        made = making.make(mes[first], circle, "", name)
        for handle, called, role in others:
            there = group.opened(again(mes[first]), made)
            code, _entry = inviting.invite(there, timezone.now(), "en", role=Role(role))
            inviting.accept(mes[handle], code, called, timezone.now())
        there = group.opened(again(mes[first]), made)
        for number in range(notes):
            keeping.begin(there, Words(f"Note {number}", "The kitchen key hangs behind the door."), timezone.now())
    return {"circle": spell(made), "people": {handle: spell(me.id) for handle, me in mes.items()}}


def again(me: members.Me) -> members.Me:
    """The same member with what has come since."""
    return members.load(me.id, me.private, me.keyring_key)


def move_back(cookie: str, **which: Any) -> dict[str, Any]:
    """Change the row of a session."""
    found = SessionRow.objects.filter(cookie=sessions._hash(bytes.fromhex(cookie)))
    return {"moved": found.update(**which)}


def main(wanted: dict[str, Any]) -> dict[str, Any]:
    """Do what is wanted."""
    if "asleep" in wanted:
        return move_back(wanted["asleep"], awake_until=timezone.now())
    if "over" in wanted:
        return move_back(wanted["over"], ends=timezone.now())
    return settle(**wanted)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(sys.stdin.read()))))
