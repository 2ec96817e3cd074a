"""What somebody can tell about: every entry on the list, and every kind of project."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language
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

    @property
    def label(self) -> str:
        """What stands in a field that suggests it, in the language of the page."""
        name = self.says(get_language() or "en")
        return _("%(name)s (kind of project)") % {"name": name} if self.is_kit else name


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
    """The one that somebody chose or typed: by its slug, as a field suggests it, or by its whole name."""
    wanted = fold(text.strip())
    for names in zip(*(map(fold, (one.key, one.label, one.name.en, one.name.es)) for one in among), strict=True):
        if wanted and wanted in names:  # the slugs of all first, then what the field suggests, then names
            return among[names.index(wanted)]
    return None


def written(text: str, among: list[Choice]) -> str:
    """As a field shows it: by its name, or by its slug where another one is called the same; empty if it is none."""
    one = find(text, among)
    if one is None:
        return ""
    return one.label if find(one.label, among) == one else one.key
