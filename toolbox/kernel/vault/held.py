"""A record as a member holds it, for the length of one request."""

import datetime
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import msgspec

from toolbox.kernel.registry.kinds import Kind, kind_of
from toolbox.kernel.vault.ids import new_id

T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True, repr=False)  # a repr by chance must not hold what was sealed
class Held(Generic[T]):
    """A value, and where its record stands. Changed copies are made with `on` and `now`."""

    id: int
    value: T
    shelf: str
    project: int = 0
    version: int = 0  # 0: not put yet
    dies: datetime.date | None = None

    @property
    def kind(self) -> Kind[T]:
        """What its kind declares."""
        return kind_of(type(self.value))

    @property
    def title(self) -> str:
        """What it is called."""
        return self.kind.title(self.value)

    def now(self, **changes: Any) -> "Held[T]":
        """A copy whose value has other fields."""
        return replace(self, value=msgspec.structs.replace(self.value, **changes))

    def on(self, shelf: str, dies: datetime.date | None = None) -> "Held[T]":
        """A copy that stands on another shelf, and the day on which it is destroyed, if it has ended."""
        return replace(self, shelf=shelf, dies=dies)


def new(value: T, shelf: str, project: int = 0) -> Held[T]:
    """A record that is not put yet, with an id of its own. Raises ValueError where its kind has no such shelf."""
    held = Held(new_id(), value, shelf, project)
    check_shelf(held)
    return held


def check_shelf(held: Held[Any]) -> None:
    """Raises ValueError where the kind of a record has no such shelf."""
    if held.kind.shelves and held.shelf not in held.kind.shelves:
        raise ValueError(f"The kind {held.kind.name} has no such shelf.")
