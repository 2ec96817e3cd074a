"""What a kit may set up of a board: its `[tool.needs]`, checked against content/needs.toml."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from toolbox.kernel.intake.questions import Both
from toolbox.tools.needs.pool import pool
from toolbox.tools.needs.records import Board

_KEY = re.compile(r"`\$\.(\w+)|field `(\w+)`")


class Sets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of a kit."""

    wants: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    claim_days: Annotated[int, Meta(ge=1, le=60)] | None = None
    follow_days: Annotated[int, Meta(ge=0, le=60)] | None = None
    by_post: bool = False
    script: Both = Both()
    tonight: Both = Both()


def read(table: Mapping[str, Any]) -> Sets:
    """A table that is known to fit. Raises msgspec.ValidationError."""
    return msgspec.convert(dict(table), Sets)


def problems(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a table: the key, and a sentence."""
    try:
        sets = read(table)
    except msgspec.ValidationError as error:
        found = _KEY.search(str(error))
        key = (found[1] or found[2]) if found else ""
        if "unknown field" in str(error):
            yield key, f"There is no key “{key}” here. docs/reference/kit.md names all of them."
        else:
            yield (
                key,
                f"The value of “{key}” does not fit: {str(error).split(' - at ', maxsplit=1)[0].rstrip('.').lower()}.",
            )
        return
    categories = {one.name: one for one in pool().category}
    skills = {one.name for one in pool().skill}
    for key, named, known in (("wants", sets.wants, set(categories)), ("skills", sets.skills, skills)):
        for name in named:
            if name not in known:
                yield key, f"content/needs.toml has nothing called “{name}” for “{key}”."
        if len(set(named)) != len(named):
            yield key, f"Something stands twice in “{key}”."
    for name in sets.wants:
        by = categories[name].by if name in categories else ()
        if by and not set(by) & set(sets.skills):
            yield "wants", f"Nobody could do “{name}”: put one of {', '.join(by)} into “skills”."


def together(
    tables: Iterable[tuple[str, Mapping[str, Any]]], language: str
) -> tuple[frozenset[str], frozenset[str], Board]:
    """What the kits of several projects want, by which skills, and the rest as a board.

    That is: the shorter days, and all that is said, each under the name of its project where there is more than one. A
    kit that sets nothing up wants what is common.
    """
    named = [(name, read(table)) for name, table in tables]
    found = [one for _name, one in named]
    common = any(not (one.wants or one.skills) for one in found) or not found
    wants = {name for one in found for name in one.wants} | {
        one.name for one in pool().category if common and one.common
    }
    skills = {name for one in found for name in one.skills} | {
        one.name for one in pool().skill if common and one.common
    }
    claims = [one.claim_days for one in found if one.claim_days is not None]
    follows = [one.follow_days for one in found if one.follow_days]
    board = Board(
        claim_days=min(claims, default=Board().claim_days),
        follow_days=min(follows, default=0),
        by_post=any(one.by_post for one in found),
        script=_said(((name, one.script) for name, one in named), language),
        tonight=_said(((name, one.tonight) for name, one in named), language),
    )
    return frozenset(wants), frozenset(skills), board


def _said(texts: Iterable[tuple[str, Both]], language: str) -> str:
    said = [(name, text.here(language)) for name, text in texts if text]
    if len({words for _name, words in said}) < 2:
        return said[0][1] if said else ""
    return "\n\n".join(f"{name}:\n{words}" for name, words in said)
