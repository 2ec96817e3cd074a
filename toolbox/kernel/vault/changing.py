"""Several sealed records changed at once, or not at all."""

from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from django.db import transaction

from toolbox.kernel.vault import filing, rows, sealing
from toolbox.kernel.vault.held import Held, check_shelf
from toolbox.kernel.vault.trouble import Missing, Moved, NotAMember, Stopped
from toolbox.kernel.vault.writing import delete, insert, update

if TYPE_CHECKING:
    from toolbox.kernel.vault.circle import Circle

T = TypeVar("T", bound=msgspec.Struct)

TRIES = 5


class Change:
    """Collects what is put and destroyed; commits at the end of its `with`.

    Refuses with Moved if any record that was read, put or destroyed has another version by then. A write that
    finds that the circle was rotated is sealed again under the new root.
    """

    def __init__(self, circle: "Circle", read: Iterable[Held[Any]]) -> None:
        self.circle = circle
        self._read = {held.id: held.version for held in read}
        self._put: dict[int, Held[Any]] = {}
        self._destroyed: dict[int, Held[Any]] = {}
        self._files: list[tuple[int, int]] = []

    def put(self, *held: Held[Any]) -> None:
        """Put records, new (`vault.held.new`) or changed. The last one put under an id counts."""
        for one in held:
            check_shelf(one)
            self._put[one.id] = one

    def destroy(self, *held: Held[Any]) -> None:
        """Destroy records, with the files that belong to them."""
        self._destroyed |= {one.id: one for one in held}

    def claim(self, file: int, held: Held[Any]) -> None:
        """Give a file that waits to a record. The end raises FileGone where it does not wait any more."""
        self._files.append((file, held.id))

    def now(self, held: Held[T]) -> Held[T]:
        """After the end: a record that was put, as it now stands."""
        put = self._put[held.id]
        return Held(put.id, put.value, put.shelf, put.project, put.version + 1, put.dies)

    def __enter__(self) -> "Change":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.commit()

    def commit(self) -> None:
        """Do it all in one transaction. Raises Moved, Missing, Stopped, FileGone, NotAMember or TooLarge."""
        for _try in range(TRIES):
            keys = self.circle.keys
            sealed = [
                (held, sealing.seal(keys, self.circle.id, held.id, held.kind, held.value, held.shelf, held.project))
                for held in self._put.values()
                if held.id not in self._destroyed
            ]
            with transaction.atomic():
                row = rows.lock_circle(self.circle.id)
                if row is None:
                    raise NotAMember
                epoch, _list, stopped = row
                if epoch == keys.epoch:
                    if self._destroyed and stopped:
                        raise Stopped(stopped)
                    self._check()
                    self._write(sealed)
                    return
            self.circle.follow(epoch)
        raise Moved(frozenset(self._put))

    def _check(self) -> None:
        """Every version is still the one that was read."""
        wanted = {
            **self._read,
            **{held.id: held.version for held in [*self._put.values(), *self._destroyed.values()] if held.version},
        }
        there = rows.versions(self.circle.id, wanted)
        if gone := wanted.keys() - there.keys():
            raise Missing if gone - self._read.keys() == gone else Moved(frozenset(gone))
        if moved := frozenset(record for record, version in wanted.items() if there[record] != version):
            raise Moved(moved)

    def _write(self, sealed: list[tuple[Held[Any], sealing.Sealed]]) -> None:
        insert(self.circle.id, [pair for pair in sealed if not pair[0].version])
        update([pair for pair in sealed if pair[0].version])
        for file, record in self._files:
            filing.claim(file, record)
        if self._destroyed:
            delete(list(self._destroyed))
