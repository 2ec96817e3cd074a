"""Where do we start? Three answers, and the kits that fit, each with why. Pure; nothing is recorded."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from toolbox.kernel.projects.kits.kit import Kit


class Fits(NamedTuple):
    """A kit, and why it fits."""

    kit: Kit
    faces: tuple[str, ...]  # of what was said that goes on around, what it answers
    give: tuple[str, ...]  # of what was said that can be given, what it needs
    more: int  # how many people more it takes to begin


def fitting(kits: Iterable[Kit], faces: Collection[str], people: int, give: Collection[str]) -> list[Fits]:
    """The kits that answer something of what was said, the best first; all of them where nothing was said."""
    found = [_fits(kit, faces, people, give) for kit in kits]
    wanted = [fits for fits in found if fits.faces or not faces]
    return sorted(wanted, key=lambda fits: (fits.more > 0, -len(fits.faces), -len(fits.give), fits.more))


def _fits(kit: Kit, faces: Collection[str], people: int, give: Collection[str]) -> Fits:
    english = kit.english
    return Fits(
        kit,
        tuple(face for face in english.faces if face in faces),
        tuple(one for one in english.give if one in give),
        max(0, english.from_people - people) if people else 0,
    )
