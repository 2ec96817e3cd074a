"""Kinds of sealed records: what each room and tool declares about what it writes down."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)
Migration = Callable[[dict[str, Any]], dict[str, Any]]


def _no_texts(_value: Any) -> Iterable[str]:
    return ()


@dataclass(frozen=True, eq=False)
class Kind(Generic[T]):
    """One type of record: its shelves, how long it is kept after its end, and how it is titled and searched.

    Declaring it is making it, once, in the room that it belongs to. Raises ValueError where a name is taken.
    """

    name: str  # inside the seal; never change it
    struct: type[T]
    says: Any  # what people call it, translated lazily: "notes"
    title: Callable[[T], str]
    shelves: tuple[str, ...] = ()  # none: any name, such as the id of what it belongs to
    ends: frozenset[str] = frozenset()  # shelves on which it has ended
    hidden: frozenset[str] = frozenset()  # shelves of what was taken back while nothing may be destroyed: passed over
    keep_days: int | None = None  # after its end; None: as long as the circle lives, or as `kept` says
    kept: Any = ""  # how long, in words, where it goes with something else: "with its note"
    begins: Any = ""  # what begins its days, in words, translated lazily: "after somebody removes it"
    texts: Callable[[T], Iterable[str]] = _no_texts  # what a search looks at
    schema: int = 1
    migrations: Mapping[int, Migration] = field(default_factory=dict)  # from that version to the next
    least: int = 0  # bytes that it is padded to at least
    written: Callable[[T], str] | None = None  # as a Markdown file, for an export

    def __post_init__(self) -> None:
        if self.name in _by_name or self.struct in _by_struct:
            raise ValueError(f"The kind {self.name} is declared twice.")
        if not self.ends <= set(self.shelves):
            raise ValueError(f"The kind {self.name} ends on a shelf that it does not have.")
        if not self.hidden <= set(self.shelves):
            raise ValueError(f"The kind {self.name} hides a shelf that it does not have.")
        if set(self.migrations) != set(range(1, self.schema)):
            raise ValueError(f"The kind {self.name} lacks a migration, or has one too many.")
        _by_name[self.name] = self
        _by_struct[self.struct] = self

    @property
    def seen(self) -> tuple[str, ...]:
        """Its shelves without those that are passed over."""
        return tuple(shelf for shelf in self.shelves if shelf not in self.hidden)


_by_name: dict[str, Kind[Any]] = {}
_by_struct: dict[type, Kind[Any]] = {}


def kind_of(struct: type[T]) -> Kind[T]:
    """The kind of a struct. Raises KeyError where none was declared."""
    return _by_struct[struct]


def kinds() -> list[Kind[Any]]:
    """All kinds that were declared, by name."""
    return [kind for _name, kind in sorted(_by_name.items())]
