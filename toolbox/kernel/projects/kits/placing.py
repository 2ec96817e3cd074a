"""Where in its files something of a kit stands."""

from typing import NamedTuple

from toolbox.kernel.projects.kits import reading
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.kits.reading import Problem, Read


class Placed(NamedTuple):
    """A kit with the texts of its files."""

    kit: Kit
    read: Read

    @property
    def english(self) -> str:
        """The file of its facts."""
        return f"{self.kit.slug}/kit.toml"

    @property
    def spanish(self) -> str:
        """The file of its Spanish texts."""
        return f"{self.kit.slug}/kit.es.toml"

    @property
    def guides(self) -> dict[str, str]:
        """The file of its guide, by language."""
        return {"en": f"{self.kit.slug}/guide.md", "es": f"{self.kit.slug}/guide.es.md"}

    def at(self, path: str, says: str, file: str = "") -> Problem:
        """A problem at a key such as `step[2].day`."""
        where = file or self.english
        return Problem(where, reading.line_of(self.read.texts.get(where, ""), path), says)
