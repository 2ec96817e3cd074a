"""What can go wrong with sealed things, by name."""

import datetime


class Trouble(Exception):
    """The ground of them all. None carries a value that was sealed."""


class Missing(Trouble):
    """There is no such record for this circle: to whoever asks, it does not exist."""


class Damaged(Trouble):
    """Something sealed does not open, or is not what its place says: changed, swapped, cut or of another circle."""


class TooNew(Trouble):
    """A newer version of the toolbox wrote this record; this one would lose what it does not know."""


class Moved(Trouble):
    """Somebody else changed a record meanwhile. `ids` names which."""

    def __init__(self, ids: frozenset[int]) -> None:
        super().__init__()
        self.ids = ids


class Stopped(Trouble):
    """A legal paper came: nothing of this circle is destroyed before `until`."""

    def __init__(self, until: datetime.date) -> None:
        super().__init__()
        self.until = until


class NotAMember(Trouble):
    """The root that is held is not the circle's any more, and no newer one came."""


class FileGone(Trouble):
    """A file that waited for its record is not there any more."""
