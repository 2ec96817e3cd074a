"""What every page knows: its language, its other language, the name of the toolbox and the reader's list."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, get_language_info
from django.utils.translation import gettext as _

from toolbox.kernel.circles import context as circles
from toolbox.kernel.members.pages import door
from toolbox.library.reading import listed


def in_other_language(address: str, code: str) -> str:
    """The same address in another language: each language but the first begins its addresses with its code."""
    for other, _name in settings.LANGUAGES:
        if other != settings.LANGUAGE_CODE and address.startswith(f"/{other}/"):
            address = "/" + address.removeprefix(f"/{other}").lstrip("/\\")
            break
    return address if code == settings.LANGUAGE_CODE else f"/{code}{address}"


def page(request: HttpRequest) -> dict[str, Any]:
    """The template context of every page."""
    here = get_language() or settings.LANGUAGE_CODE
    address = request.get_full_path()
    others = [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "url": in_other_language(address, code),
        }
        for code, _name in settings.LANGUAGES
        if code != here
    ]
    return {
        "site_name": settings.SITE_NAME or _("Mutual Aid Toolbox"),
        "demo": settings.DEMO,
        "language": here,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "other_languages": others,
        "address": address,
        "list_size": len(listed(request)),
        **door.context(request),
        **circles.context(request),
    }
