"""A town lives for a few days in a real toolbox's data folder; run as a process of its own, by test_co_occurrence.

`python -m tests.disk.town FOLDER SEED` copies the database's files three times: to FOLDER/morning when everything was
just founded, FOLDER/day as they lie in the middle of a later day, FOLDER/night after that day's sweep. Beside them
truth.json says who is in which circle.
"""

import json
import os
import random
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.people import again, circle, joins, somebody  # noqa: E402
from toolbox.kernel.circles import group, rules  # noqa: E402
from toolbox.kernel.circles.acts import rotating  # noqa: E402
from toolbox.kernel.members import me as members  # noqa: E402
from toolbox.kernel.members import sessions  # noqa: E402
from toolbox.kernel.retention.sweep import each_minute, sweep  # noqa: E402
from toolbox.kernel.vault import held as helds  # noqa: E402
from toolbox.kernel.vault import rotation  # noqa: E402
from toolbox.kernel.vault.filing import Receiving  # noqa: E402
from toolbox.kernel.vault.tests.slips import Slip  # noqa: E402

if TYPE_CHECKING:
    from toolbox.kernel.members.me import Me

MEMBERS, CIRCLES, DAYS = 24, 8, 3
SIZES = (20, 700, 3_000, 9_000)  # characters of what somebody writes


class Town:
    """Everybody, and what they do."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.people: list[Me] = []
        self.circles: list[int] = []

    def anybody(self) -> "Me":
        """Somebody who is there already, or a newcomer."""
        if len(self.people) < MEMBERS and self.dice.random() < 0.6:
            self.people.append(somebody())
            return self.people[-1]
        return again(self.dice.choice(self.people))

    def found(self) -> None:
        """A newcomer, or somebody, makes a circle."""
        founder = self.anybody() if self.people else self._first()
        self.circles.append(circle(again(founder), f"Circle {len(self.circles)}", self._name(founder)).id)

    def _first(self) -> "Me":
        self.people.append(somebody())
        return self.people[0]

    def _name(self, who: "Me") -> str:
        return f"Person {[one.id for one in self.people].index(who.id)}"

    def join(self) -> None:
        """Somebody of a circle invites somebody who is not in it."""
        number = self.dice.choice(self.circles)
        newcomer = self.anybody()
        inside = self.inside(number)
        if newcomer.id not in [one.id for one in inside]:
            joins(newcomer, group.opened(again(self.dice.choice(inside)), number), self._name(newcomer))

    def inside(self, number: int) -> "list[Me]":
        """Who is in a circle."""
        found = []
        for person in self.people:
            fresh = again(person)
            if any(one.id == number for one in group.mine(fresh).groups):
                found.append(fresh)
        return found

    def evening(self) -> None:
        """Somebody signs in, writes in their circles, and perhaps puts a file there."""
        me = again(self.dice.choice(self.people))
        members.merge(me)
        sessions.begin(me, "1234", timezone.now())
        for opened in group.mine(me).groups:
            rotation.carry_on(opened.circle)
            for _number in range(self.dice.randrange(3)):
                self._write(opened)

    def _write(self, opened: group.Group) -> None:
        words = "words " * (self.dice.choice(SIZES) // 6)
        there = opened.circle.shelf(Slip, "open")
        if there and self.dice.random() < 0.4:
            opened.circle.put(self.dice.choice(there).now(words=words))
            return
        record = helds.new(Slip(words), "open")
        with opened.circle.change() as box:
            box.put(record)
            if self.dice.random() < 0.2:
                file = Receiving()
                file.write(bytes(self.dice.randrange(200_000)))
                box.claim(file.finish("photo.jpg", "image/jpeg").file, record)

    def change_people(self) -> None:
        """Somebody leaves, somebody is removed, or the key is changed."""
        number = self.dice.choice(self.circles)
        inside = self.inside(number)
        opened = group.opened(inside[0], number)
        try:
            match self.dice.randrange(3):
                case 0:
                    rotating.rotate(opened)
                case 1:
                    rotating.leave(opened)
                case 2:
                    keeper = next(one for one in inside if group.opened(one, number).is_keeper)
                    rotating.remove(group.opened(keeper, number), inside[-1].id)
        except rules.NotAllowed:
            return

    def day(self) -> None:
        """What happens between two nights."""
        acts = [self.join] * 14 + [self.evening] * 20 + [self.change_people] * 4
        self.dice.shuffle(acts)
        for number, act in enumerate(acts):
            act()
            if number % 10 == 9:
                each_minute(timezone.now())


def main(folder: Path, seed: int) -> None:
    """Live, write the truth down, and copy the files."""
    call_command("migrate", verbosity=0)
    town = Town(seed)
    while len(town.circles) < CIRCLES:
        town.found()
        for _number in range(3):
            town.join()
    _keep(folder, town, "morning")
    for day in range(DAYS):
        town.day()
        if day < DAYS - 1:
            sweep(timezone.now())
    while len(town.people) < MEMBERS:
        town.people.append(somebody())
        joins(town.people[-1], group.opened(town.inside(town.circles[0])[0], town.circles[0]), "Last")
    for _number in range(6):
        town.evening()
    _keep(folder, town, "day")
    done = sweep(timezone.now())
    if not (done.settled and done.shuffled):
        raise SystemExit("not settled")
    _keep(folder, town, "night")


def _keep(folder: Path, town: Town, name: str) -> None:
    """Copy the files as they are now, and write the truth beside them."""
    (folder / name).mkdir()
    links = [[one.id, number] for number in town.circles for one in town.inside(number)]
    people = [one.id for one in town.people]
    truth = {"people": people, "circles": town.circles, "links": links}
    (folder / name / "truth.json").write_text(json.dumps(truth))
    for path in (folder / "data").glob("toolbox.sqlite3*"):
        shutil.copy(path, folder / name / path.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
