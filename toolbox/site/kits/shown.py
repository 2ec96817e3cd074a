"""A kit made ready for a page, in the language of the reader."""

import re
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.intake.worded import worded
from toolbox.kernel.projects.kits import tooling
from toolbox.kernel.projects.kits.kit import HEADINGS, Kit
from toolbox.kernel.projects.printing import words
from toolbox.kernel.projects.sheets.sheet import sheets
from toolbox.kernel.ui import markdown
from toolbox.library.catalogue import current

GIVES = {
    "time": gettext_lazy("time"),
    "money": gettext_lazy("money"),
    "car": gettext_lazy("a car"),
    "room": gettext_lazy("a room"),
    "kitchen": gettext_lazy("a kitchen"),
    "phone": gettext_lazy("a telephone and a calm voice"),
    "skill": gettext_lazy("a skill: law, health, languages, books"),
    "tools": gettext_lazy("tools, or things to lend"),
}
FACES = {
    "eviction": gettext_lazy("eviction"),
    "deportation": gettext_lazy("deportation"),
    "criminalization": gettext_lazy("police, jail, prison"),
    "poverty": gettext_lazy("poverty"),
    "isolation": gettext_lazy("isolation"),
    "violence": gettext_lazy("violence"),
    "disaster": gettext_lazy("disaster"),
}
KINDS = {"law": gettext_lazy("Law"), "health": gettext_lazy("Health"), "safety": gettext_lazy("Safety")}
_LINK = re.compile(r"\[([^\]]*)\]\(library:([a-z0-9-]+)\)")
_OPEN, _SHUT = "\ue000", "\ue001"  # signs that nobody writes: they mark links while Markdown is read


def row(kit: Kit) -> dict[str, Any]:
    """A kit in a list."""
    return {
        "name": worded(kit.name),
        "summary": worded(kit.summary),
        "url": reverse("kit", args=[kit.slug]),
        "begin": ngettext("from %(count)d person on", "from %(count)d people on", kit.english.from_people)
        % {"count": kit.english.from_people},
    }


def sheet(name: str) -> dict[str, Any]:
    """A sheet in a list."""
    one = sheets()[name]
    return {
        "name": worded(one.title),
        "about": worded(one.about),
        "url": reverse("sheet", args=[name]),
        "band": bool(one.band),
    }


def page(kit: Kit) -> dict[str, Any]:
    """Everything that its page shows."""
    language = (get_language() or "en").partition("-")[0]
    english = kit.english
    lists = {
        name: [
            {**{key: worded(both) for key, both in piece.says.items()}, **_facts(name, one)}
            for piece, one in zip(pieces, getattr(english, name), strict=True)
        ]
        for name, pieces in kit.lists.items()
    }
    headings = HEADINGS.get(language, HEADINGS["en"])
    return {
        **lists,
        "kit": kit,
        "name": worded(kit.name),
        "summary": worded(kit.summary),
        "takes": [(says, worded(kit.lines[key])) for key, says in _takes().items()],
        "decides": worded(kit.lines["decides"]),
        "ends": worded(kit.lines["ends"]),
        "things": [worded(both) for both in kit.things],
        "tonight": english.tonight,
        "guide": [(heading, _html(both)) for heading, both in zip(headings, kit.guide, strict=True) if both],
        "tools": [_tool(name) for name in english.tools],
        "resources": [item.shown() for slug in english.resources if (item := current().by_slug.get(slug))],
        "sheets": [sheet(name) for name in words.named_sheets(kit)],
        "two": english.circles == "two",
    }


def _takes() -> dict[str, str]:
    return {
        "people": _("People"),
        "hours": _("Hours"),
        "money": _("Money"),
        "place": _("Place"),
        "skills": _("Skills"),
    }


def _facts(name: str, one: Any) -> dict[str, Any]:
    """What a piece says beside its words."""
    match name:
        case "evening":
            return {"minutes": one.minutes}
        case "step":
            return {"day": one.day, "required": one.required, "sheet": one.sheet, "when": _when(one.day)}
        case "safety":
            return {"kind": KINDS[one.kind], "year": one.year, "check": one.check}
    return {}


def _when(day: int) -> str:
    if not day:
        return _("that evening")
    return ngettext("%(count)d day after", "%(count)d days after", day) % {"count": day}


def _tool(name: str) -> dict[str, Any]:
    one = tooling.named()[name]
    return {"says": worded(one.says), "what": worded(one.what), "is_built": tooling.is_built(name)}


def _html(both: Both) -> SafeString:
    """A part of the guide as HTML, its links leading to the library."""
    said = worded(both)
    links: list[SafeString] = []

    def keep(found: re.Match[str]) -> str:
        item = current().by_slug.get(found[2])
        if item is None:
            return found[1]
        links.append(format_html('<a href="{}">{}</a>', reverse("library:resource", args=[found[2]]), found[1]))
        return f"{_OPEN}{len(links) - 1}{_SHUT}"

    html = str(markdown.render(_LINK.sub(keep, said.words), keep_lines=False))
    for number, link in enumerate(links):
        html = html.replace(f"{_OPEN}{number}{_SHUT}", link)
    return format_html('<div class="stack"{}>{}</div>', said.attribute, mark_safe(html))  # noqa: S308 (render escapes)
