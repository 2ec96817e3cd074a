"""The real settings and a trial language, Arabic in form, to see that pages turn round."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from toolbox.site.settings import *  # noqa: F403
from toolbox.site.settings import LANGUAGES, LOCALE, LOCALE_PATHS

_FOLDER = Path(os.environ["TOOLBOX_TRIAL"])


def _compile() -> None:
    """Make the trial catalogue from the sentences of the Spanish one."""
    target = _FOLDER / "ar" / "LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    with (LOCALE / "es" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalog = read_po(file, locale="ar")
    for message in catalog:
        if message.id:
            words = message.id if isinstance(message.id, str) else message.id[0]
            trial = f"مرحبا {words} ⟧"
            message.string = trial if isinstance(message.id, str) else tuple([trial] * catalog.num_plurals)
    with (target / "django.mo").open("wb") as out:
        write_mo(out, catalog)


_compile()
DEBUG = False
SHOW_COMPONENTS = True
LANGUAGES = [*LANGUAGES, ("ar", "العربية")]
LOCALE_PATHS = [*LOCALE_PATHS, _FOLDER]
