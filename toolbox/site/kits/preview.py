"""A kit as plain text."""

from collections.abc import Iterator

from toolbox.kernel.projects.kits.kit import HEADINGS, Kit


def text(kit: Kit, language: str) -> str:
    """Everything that a kit says, in a language."""
    return "\n".join(_lines(kit, language))


def _lines(kit: Kit, language: str) -> Iterator[str]:
    yield from (kit.name.here(language), "=" * len(kit.name.here(language)), kit.summary.here(language), "")
    english = kit.english
    yield f"# {english.tonight.people} · {english.tonight.minutes} min"
    yield from (f"- {both.here(language)}" for both in kit.things)
    yield ""
    for heading, both in zip(HEADINGS.get(language, HEADINGS["en"]), kit.guide, strict=True):
        yield from (f"# {heading}", both.here(language), "")
    for name, pieces in kit.lists.items():
        yield f"# {name}"
        for piece in pieces:
            said = [both.here(language) for both in piece.says.values() if both]
            yield f"- {' — '.join(said)}"
        yield ""
    yield from (f"{name}: {both.here(language)}" for name, both in kit.lines.items() if name not in {"name", "summary"})
