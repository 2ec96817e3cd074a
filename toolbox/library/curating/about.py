"""What somebody can tell about: every entry on the list, and every kind of project."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects.kits import finding
from toolbox.kernel.records.folding import fold
from toolbox.library.catalogue import current
from toolbox.library.sealed import KIT


class Choice(NamedTuple):
    """One of them."""

    key: str  # its slug, with `kit:` before that of a kind of project
    name: Both
    is_kit: bool

    @property
    def url(self) -> str:
        """Where everybody reads about it."""
        return reverse("kit" if self.is_kit else "library:resource", args=[self.key.removeprefix(KIT)])

    def says(self, language: str) -> str:
        """What it is called, in a language."""
        return self.name.here(language)


def choices() -> list[Choice]:
    """All of them: the list in its order, then the kinds of project."""
    entries = [
        Choice(item.slug, Both(en=item.resource.name, es=item.resource.name_es), is_kit=False)
        for item in current().items
    ]
    return [*entries, *(Choice(f"{KIT}{kit.slug}", kit.name, is_kit=True) for kit in finding.in_order())]


def entries() -> list[Choice]:
    """Only those of the list."""
    return [one for one in choices() if not one.is_kit]


def find(text: str, among: list[Choice]) -> Choice | None:
    """The one that somebody chose or typed: by its slug, or by its whole name in either language."""
    wanted = fold(text.strip())
    return next((one for one in among if wanted and wanted in _names(one)), None)


def _names(one: Choice) -> set[str]:
    return {one.key, fold(one.name.en), fold(one.name.es)} - {""}


def options(among: list[Choice], language: str) -> list[tuple[str, str]]:
    """For a field that suggests while somebody types: what is put into it, and what stands beside it."""
    return [
        (one.key, _("kind of project: %(name)s") % {"name": one.says(language)} if one.is_kit else one.says(language))
        for one in among
    ]
