"""All kits: those that come with the toolbox, and those in the data folder, which win where names are the same."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from toolbox.kernel.projects.kits import reading
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.records.folding import fold


def shipped() -> Path:
    """The folder of the kits that come with the toolbox."""
    return Path(settings.CONTENT) / "kits"


def own() -> Path:
    """The folder of a toolbox's own kits, which need not exist."""
    return Path(settings.DATA) / "kits"


def folders(root: Path) -> list[Path]:
    """The folders of kits in a folder."""
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


@cache
def kits() -> dict[str, Kit]:
    """Every kit that can be read, by its slug, in the order of the library's kinds. Read once: a restart reads anew."""
    found: dict[str, Kit] = {}
    for root, is_own in ((shipped(), False), (own(), True)):
        for folder in folders(root):
            kit = reading.read(folder, own=is_own).kit
            if kit is not None:
                found[kit.slug] = kit
    return found


def in_order() -> list[Kit]:
    """All kits by their name as the page shows it, accents aside; a toolbox's own come last."""
    language = get_language() or "en"
    return sorted(kits().values(), key=lambda kit: (kit.own, fold(kit.name.here(language))))
