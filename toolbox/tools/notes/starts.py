"""Three notes to begin from: nearly every group needs them in its first week."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Start(NamedTuple):
    """A note to begin from."""

    name: str  # in the address
    title: str
    why: str
    text: str
    pinned: bool = False


def starts() -> tuple[Start, ...]:
    """All of them, in the language of the page."""
    return (
        Start("phones", _("Phone numbers"), _("The lawyer, the hotline, who has the van."), str(PHONES), pinned=True),
        Start("decide", _("How we decide"), _("Who is asked, what happens when somebody says no."), str(DECIDE)),
        Start("tonight", _("Tonight"), _("Who is on, what is open, what the next shift must know."), str(TONIGHT)),
    )


def start(name: str) -> Start | None:
    """One of them by its name."""
    return next((one for one in starts() if one.name == name), None)


PHONES = gettext_lazy("""\
# If somebody is taken

- Lawyer:
- Hotline:
- Who calls the family:

# Every day

| who | number | when |
| --- | --- | --- |
| van | | |
| keys to the room | | |
| first aid | | |
""")

DECIDE = gettext_lazy("""\
- We decide on small things alone and tell the others.
- What costs more than we can spare, or puts somebody at risk, we decide together.
- Everybody is asked. Who could not come is asked by phone before it counts.
- If somebody says no, we stop and talk until we know what they need.

# What we have agreed on

- …
""")

TONIGHT = gettext_lazy("""\
On shift:
Backup:

# Open

- [ ] …

# Done

- …

# Be kind to

- …
""")
