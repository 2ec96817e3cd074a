"""What the rooms above declare about strangers' mail: what becomes of it, and who else takes some in."""

from typing import Any

from toolbox.kernel.registry.tools import Step, tools, tools_of


def step(circle: Any, purpose: str) -> Step | None:
    """The next step of something that was sent for a purpose, if the circle has a tool that takes it."""
    return next((tool.takes[purpose] for tool in tools_of(circle) if purpose in tool.takes), None)


def heard(group: Any, held: Any, sent: Any = None) -> None:
    """Tell the tool that made something of what was sent what happened to it. Inside a transaction.

    Its sender added something, or it was handed on to another circle.
    """
    made_by = step(group.circle, held.value.purpose)
    if held.value.became and made_by is not None and made_by.heard is not None:
        made_by.heard(group, held, sent)


def public_mailboxes() -> list[tuple[int, str]]:
    """Mailboxes of forms that are published, with the public names of whoever they belong to; in the order of these."""
    found = [one for tool in tools() if tool.mailboxes is not None for one in tool.mailboxes()]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0]))
