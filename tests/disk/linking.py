"""An officer who has only the database's files guesses who is in which circle. Each attack scores every pair."""

import random
import sqlite3
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from tests.disk.pages import Image, Place, varint, written

Score = Callable[[int, int], float]  # member, circle → the higher, the more likely
Links = set[tuple[int, int]]
SHINGLE = 8  # bytes that two rows must share to be called alike


class Officer:
    """What can be got out of the files without a key."""

    def __init__(self, folder: Path, people: Sequence[int], circles: Sequence[int]) -> None:
        self.people, self.circles = people, circles
        self.log = written(folder / "toolbox.sqlite3-wal")
        self.image = Image(folder / "toolbox.sqlite3")
        self._base = sqlite3.connect(self.image.path)

    def close(self) -> None:
        self._base.close()

    def _ask(self, question: str) -> list[tuple[int, ...]]:
        return self._base.execute(question).fetchall()

    @cached_property
    def owner(self) -> dict[str, dict[int, int]]:
        """For each table, whose row each row is, where that stands in clear."""
        return {
            "members_member": dict.fromkeys(self.people, 0) | {one: one for one in self.people},
            "members_note": dict(self._ask("SELECT id, member FROM members_note")),  # type: ignore[arg-type]
            "vault_circle": {one: one for one in self.circles},
            "vault_record": dict(self._ask("SELECT id, circle FROM vault_record")),  # type: ignore[arg-type]
            "vault_wrap": dict(self._ask("SELECT id, circle FROM vault_record")),  # type: ignore[arg-type]
            "vault_bridge": dict(self._ask("SELECT id, circle FROM vault_bridge")),  # type: ignore[arg-type]
        }

    @cached_property
    def places(self) -> dict[int, list[Place]]:
        """Where the rows of each member and circle lie."""
        found: dict[int, list[Place]] = defaultdict(list)
        for table, owners in self.owner.items():
            for place in self.image.rows(table):
                if place.rowid in owners:
                    found[owners[place.rowid]].append(place)
        return found

    def pages(self, table: str) -> dict[int, list[int]]:
        """The overflow pages of one table's rows by whose they are."""
        found: dict[int, list[int]] = defaultdict(list)
        for place in self.image.rows(table):
            found[self.owner[table][place.rowid]] += place.pages[1:]
        return found

    # The attacks.

    def near_ids(self, member: int, circle: int) -> float:
        """Rows made together have ids beside each other."""
        return -abs(member - circle)

    def near_row_ids(self, member: int, circle: int) -> float:
        """The same for what belongs to them: notes beside records."""
        return -_least([p.rowid for p in self.places[member]], [p.rowid for p in self.places[circle]])

    def near_pages(self, member: int, circle: int) -> float:
        """What was written together lies on pages beside each other."""
        mine = [page for place in self.places[member] for page in place.pages]
        return -_least(mine, [page for place in self.places[circle] for page in place.pages])

    @cached_property
    def _long(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        return self.pages("members_member"), self.pages("vault_record")

    def near_keyring(self, member: int, circle: int) -> float:
        """A keyring was written just before a long record of the circle."""
        mine, theirs = self._long
        return -_least(mine[member], theirs[circle])

    def same_order(self, member: int, circle: int) -> float:
        """Members and circles stand in their tables in the order in which they were made."""
        return -abs(self._order["members_member"][member] - self._order["vault_circle"][circle])

    @cached_property
    def _order(self) -> dict[str, dict[int, float]]:
        found = {}
        for table in ("members_member", "vault_circle"):
            rows = sorted(self.image.rows(table), key=lambda place: (place.pages[0], -place.offset))
            found[table] = {place.rowid: number / len(rows) for number, place in enumerate(rows)}
        return found

    def busy_together(self, member: int, circle: int) -> float:
        """Whose keyring was often written is in the circle whose records were often written."""
        return -abs(self._busy[member] - self._busy[circle])

    @cached_property
    def _busy(self) -> dict[int, float]:
        return _ranked(self._ask("SELECT id, version FROM members_member")) | _ranked(
            self._ask("SELECT circle, sum(version) FROM vault_record GROUP BY circle")
        )

    def notes_and_deeds(self, member: int, circle: int) -> float:
        """Members have as many notes waiting as their circles have had changes."""
        return -abs(self._waiting.get(member, 0.0) - self._deeds[circle])

    @cached_property
    def _waiting(self) -> dict[int, float]:
        return _ranked(self._ask("SELECT member, count(*) FROM members_note GROUP BY member"))

    @cached_property
    def _deeds(self) -> dict[int, float]:
        return _ranked(self._ask("SELECT id, list_version FROM vault_circle"))

    def sizes(self, member: int, circle: int) -> float:
        """The sealed columns of a member are as long as their circles make them."""
        return -abs(self._sizes.get(member, 0.0) - self._sizes[circle])

    @cached_property
    def _sizes(self) -> dict[int, float]:
        mine = "SELECT id, length(private) + length(door) + length(recovery) + length(keyring) FROM members_member"
        return _ranked(self._ask(mine)) | _ranked(
            self._ask("SELECT circle, max(length(body)) FROM vault_record GROUP BY circle")
        )

    def equal_bytes(self, member: int, circle: int) -> float:
        """The same bytes lie in a row of theirs and in one of the circle."""
        return len(self._bytes(member) & self._bytes(circle))

    def _bytes(self, owner: int) -> set[bytes]:
        if owner not in self._shingles:
            where = {"m": owner}
            mine = [
                "SELECT handle, salt, verifier, public_key, private, door, recovery, keyring FROM members_member"
                " WHERE id = :m",
                "SELECT sealed FROM members_note WHERE member = :m",
                "SELECT public_key FROM vault_circle WHERE id = :m",
                "SELECT body, token FROM vault_record WHERE circle = :m",
                "SELECT nonce, key FROM vault_wrap WHERE id IN (SELECT id FROM vault_record WHERE circle = :m)",
                "SELECT nonce, root FROM vault_bridge WHERE circle = :m",
            ]
            texts = [text for question in mine for row in self._base.execute(question, where) for text in row]
            self._shingles[owner] = {
                bytes(text[at : at + SHINGLE]) for text in texts for at in range(0, len(text) - SHINGLE + 1)
            }
        return self._shingles[owner]

    @cached_property
    def _shingles(self) -> dict[int, set[bytes]]:
        return {}

    def leftovers(self, member: int, circle: int) -> float:
        """Both stand on one page, in what was deleted there."""
        return len(self._seen(member) & self._seen(circle))

    def _seen(self, owner: int) -> set[int]:
        """The pages that name somebody anywhere, whether in a row or between rows."""
        if owner not in self._naming:
            spellings = (owner.to_bytes(8, "big"), varint(owner))
            self._naming[owner] = {n for n, page in self.image.all_pages() if any(one in page for one in spellings)}
        return self._naming[owner]

    @cached_property
    def _naming(self) -> dict[int, set[int]]:
        return {}

    def log_order(self, member: int, circle: int) -> float:
        """Their pages follow each other in the write-ahead log."""
        return -_least(self._logged[member], self._logged[circle])

    @cached_property
    def _logged(self) -> dict[int, list[int]]:
        when: dict[int, list[int]] = defaultdict(list)
        for number, pages in enumerate(self.log):
            for page in pages:
                when[page].append(number)
        own = {"members_member", "vault_record"}
        found: dict[int, list[int]] = defaultdict(list)
        for table in own:
            for place in self.image.rows(table):
                for page in place.pages[1:]:
                    found[self.owner[table][place.rowid]] += when[page]
        return found


ATTACKS = [
    "near_ids",
    "near_row_ids",
    "near_pages",
    "near_keyring",
    "same_order",
    "busy_together",
    "notes_and_deeds",
    "sizes",
    "equal_bytes",
    "leftovers",
    "log_order",
]


def how_well(score: Score, links: Links, people: Sequence[int], circles: Sequence[int]) -> tuple[float, float]:
    """How well an attack ranks the members of each circle: 0.5 is chance, 1 is all of them; and how far from chance.

    The first is the area under the curve (Mann and Whitney's U, ties counted half), its mean over the circles. The
    second is its distance from chance in standard deviations, by shuffling who is who (always in the same ways).
    """
    scores = {circle: [score(member, circle) for member in people] for circle in circles}
    dice = random.Random(1)
    true = _area(scores, links, people)
    by_chance = [_area(scores, links, dice.sample(people, len(people))) for _time in range(200)]
    spread = statistics.stdev(by_chance)
    return true, (true - statistics.mean(by_chance)) / spread if spread else 0.0


def _area(scores: dict[int, list[float]], links: Links, people: Sequence[int]) -> float:
    found = []
    for circle, row in scores.items():
        inside = [value for member, value in zip(people, row, strict=True) if (member, circle) in links]
        outside = [value for member, value in zip(people, row, strict=True) if (member, circle) not in links]
        if inside and outside:
            wins = sum((one > other) + (one == other) / 2 for one in inside for other in outside)
            found.append(wins / len(inside) / len(outside))
    return statistics.mean(found)


def _least(some: Iterable[int], others: Iterable[int]) -> float:
    """The least distance between one of these and one of those."""
    both = sorted([(one, 0) for one in some] + [(one, 1) for one in others])
    near = [right[0] - left[0] for left, right in pairwise(both) if left[1] != right[1]]
    return min(near, default=1 << 62)


def _ranked(rows: Iterable[tuple[int, ...]]) -> dict[int, float]:
    """Each row's place between 0 and 1 by its number."""
    numbers = {row[0]: row[1] for row in rows}
    order = sorted(numbers.values())
    return {one: order.index(value) / len(order) for one, value in numbers.items()}
