"""An opened circle: what a request of a member reads and writes its sealed records through."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from toolbox.kernel.records.searching import matches
from toolbox.kernel.registry.kinds import Kind, kind_of
from toolbox.kernel.vault import rows, sealing
from toolbox.kernel.vault.bridges import bridged
from toolbox.kernel.vault.changing import Change
from toolbox.kernel.vault.held import Held, new
from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.trouble import Damaged, Missing, NotAMember, TooNew
from toolbox.kernel.vault.who import is_member

T = TypeVar("T", bound=msgspec.Struct)

Renew = Callable[[], CircleKeys | None]


def _nothing_newer() -> CircleKeys | None:
    return None


class Circle:
    """A circle, opened with a root that a member holds. Never kept beyond the request.

    Raises NotAMember where the root is not the circle's. `renew` fetches a newer root, if one came meanwhile.
    `unopened` has the ids of what `shelf` and `search` left out: one record that does not open hides no other.
    """

    def __init__(self, circle: int, keys: CircleKeys, renew: Renew = _nothing_newer) -> None:
        self.id = circle
        self.unopened: set[int] = set()
        self.unmoved = 0  # records that this request could not carry over to the newest root
        self._renew = renew
        self._by_epoch: dict[int, CircleKeys] = {}
        self._names: dict[tuple[int, int, str, str], bytes] = {}
        self.keys = keys
        self._take(keys)

    def get(self, struct: type[T], record: int, project: int = 0, *, hidden: bool = False) -> Held[T]:
        """One record. Raises Damaged or TooNew where it does not open, Missing where none of this kind is seen here.

        `hidden` finds also what was taken back: only for a page that says no more than that.
        """
        epoch, row = rows.single(self.id, record)
        if row is None:
            raise Missing
        self.follow(epoch)
        kind = kind_of(struct)
        held = self._open(kind, row)
        if held is None or held.project != project or (held.shelf in kind.hidden and not hidden):
            raise Missing
        return held

    def shelf(self, struct: type[T], *shelves: str, project: int = 0) -> list[Held[T]]:
        """Every record on one or more shelves that opens, in no order; without any, on all that are seen.

        `unopened` gets the others.
        """
        kind = kind_of(struct)
        found = []
        for row in self._standing(kind, shelves or kind.seen, project):
            try:
                held = self._open(kind, row)
            except (Damaged, TooNew):
                self.unopened.add(row.id)
                continue
            if held is not None:
                found.append(held)
        return found

    def count(self, struct: type[T], *shelves: str, project: int = 0) -> int:
        """How many stand there, without opening them."""
        kind = kind_of(struct)
        return rows.count(self.id, self._tokens(kind, shelves or kind.seen, project))

    def search(self, words: str, struct: type[T], *shelves: str, project: int = 0) -> list[Held[T]]:
        """The records in whose texts every word occurs, accents and capitals aside. Nothing is indexed or kept.

        `unopened` gets those that do not open.
        """
        kind = kind_of(struct)
        fits = matches(words)
        found = []
        for row in self._standing(kind, shelves or kind.seen, project):
            try:
                inside = self._inside(row)
                # The packed value holds every text as it is: most rows are passed over before they become values.
                if not fits(str(inside.data, "utf-8", "ignore")):
                    continue
                held = self._held(kind, row, inside)
            except (Damaged, TooNew):
                self.unopened.add(row.id)
                continue
            if held is not None and fits("\n".join(kind.texts(held.value))):
                found.append(held)
        return found

    def put(self, value: T | Held[T], shelf: str = "", project: int = 0) -> Held[T]:
        """Put one record, new or changed; returns it as it now stands. Raises Moved where somebody was quicker."""
        held = value if isinstance(value, Held) else new(value, shelf, project)
        with self.change() as box:
            box.put(held)
        return box.now(held)

    def destroy(self, *held: "Held[T]") -> None:
        """Destroy records with their files. Raises Stopped while a legal paper forbids it, Moved, Missing."""
        with self.change() as box:
            box.destroy(*held)

    def change(self, read: Iterable[Held[T]] = ()) -> Change:
        """Several records at once, or none. Raises Moved at its end where one that was read or put has moved."""
        return Change(self, read)

    def follow(self, epoch: int) -> None:
        """See to it that the keys are those of this epoch. Raises NotAMember."""
        if epoch in self._by_epoch and epoch == self.keys.epoch:
            return
        newer = self._renew()
        if newer is None or newer.epoch < epoch:
            raise NotAMember
        self._take(newer)

    def _take(self, keys: CircleKeys) -> None:
        if not is_member(self.id, keys):
            newer = self._renew()
            if newer is None or not is_member(self.id, newer):
                raise NotAMember
            keys = newer
        self.keys = keys
        self._by_epoch = {keys.epoch: keys, **bridged(self.id, keys)}

    @property
    def moving(self) -> bool:
        """Whether a rotation is under way."""
        return len(self._by_epoch) > 1

    def at(self, epoch: int) -> CircleKeys:
        """The keys of an epoch. Raises Damaged where no bridge leads there."""
        try:
            return self._by_epoch[epoch]
        except KeyError:
            raise Damaged from None

    def _tokens(self, kind: Kind[T], shelves: Sequence[str], project: int) -> list[bytes]:
        return [keys.token(project, kind.name, shelf) for keys in self._by_epoch.values() for shelf in shelves]

    def _standing(self, kind: Kind[T], shelves: Sequence[str], project: int) -> Iterator[rows.Row]:
        epoch, found = rows.standing(self.id, self._tokens(kind, shelves, project))
        if epoch != self.keys.epoch:  # it was rotated since this request began: ask again with the new names
            self.follow(epoch)
            return self._standing(kind, shelves, project)
        return found

    def _inside(self, row: rows.Row) -> sealing.Inside:
        keys = self._by_epoch.get(row.epoch) or self.at(row.epoch)
        inside = sealing.open_whole(keys, self.id, row.id, row.nonce, row.wrapped, row.body)
        if self._token(keys, inside) != row.token:
            raise Damaged
        return inside

    def _token(self, keys: CircleKeys, inside: sealing.Inside) -> bytes:
        """The token of where a record says that it stands; derived once for all that stand there."""
        named = (keys.epoch, inside.project, inside.kind, inside.shelf)
        token = self._names.get(named)
        if token is None:
            token = self._names[named] = keys.token(*named[1:])
        return token

    def _held(self, kind: Kind[T], row: rows.Row, inside: sealing.Inside) -> Held[T] | None:
        if inside.kind != kind.name:
            return None
        value = sealing.value_of(kind, inside)
        return Held(row.id, value, inside.shelf, inside.project, row.version, row.dies)

    def _open(self, kind: Kind[T], row: rows.Row) -> Held[T] | None:
        return self._held(kind, row, self._inside(row))
