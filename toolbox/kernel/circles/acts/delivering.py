"""The notes that a deed leaves: news for whom the circle's list names, noise for all others."""

from django.utils import timezone

from toolbox.kernel.circles.records import Settings
from toolbox.kernel.members import notes
from toolbox.kernel.members.doors import public_of
from toolbox.kernel.members.me import Me, is_frozen
from toolbox.kernel.vault.keys import CircleKeys


def of_rotation(circle: int, settings: Settings, old: CircleKeys, new: CircleKeys, list_version: int) -> None:
    """The next root for everybody on the list who is not frozen."""
    now = timezone.now()
    inside = notes.note(circle, new, settings.name, list_version, old)
    notes.deposit({one.member: (inside, one.key) for one in settings.people if not is_frozen(one.member, now)})


def to_self(circle: int, settings: Settings, keys: CircleKeys, list_version: int, me: Me) -> None:
    """The root for the member who got it by their own hand."""
    inside = notes.to_self(circle, keys, settings.name, list_version, me.keyring_key)
    notes.deposit({me.id: (inside, public_of(me.private))})


def nothing() -> None:
    """Noise for everybody."""
    notes.deposit({})
