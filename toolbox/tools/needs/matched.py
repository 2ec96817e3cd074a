"""Which column holds what: the page on which it is said, and what was said on it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from toolbox.kernel.circles.group import Group
from toolbox.kernel.vault.held import Held
from toolbox.tools.needs import importing, keeping
from toolbox.tools.needs.fields import category_choices, skill_choices
from toolbox.tools.needs.imports import Import
from toolbox.tools.needs.rules import columns
from toolbox.tools.needs.rules.columns import Target
from toolbox.tools.needs.tables.table import Table

SAMPLES = 3  # cells that are shown of each column
HEADS = 5  # rows that can be chosen as the one with the headings


class Option(NamedTuple):
    """Something to choose."""

    value: str
    says: str
    chosen: bool


class Column(NamedTuple):
    """A column, what stands in it first, and where it may go."""

    name: str
    heading: str
    samples: list[str]
    options: list[Option]


def words(*, offers: bool) -> dict[Target, str]:
    """What people call the targets."""
    said = {
        Target.SKIP: _("leave it out"),
        Target.NAME: _("name"),
        Target.PHONE: _("phone number"),
        Target.MAIL: _("e-mail"),
        Target.STREET: _("where"),
        Target.ZONE: _("part of town"),
        Target.LANGUAGE: _("language"),
        Target.WANTS: _("what they can do") if offers else _("what is needed"),
        Target.WORDS: _("in their own words"),
        Target.PEOPLE: _("how many people"),
        Target.ADULTS: _("how many adults"),
        Target.CHILDREN: _("how many of them are children"),
        Target.CAME: _("the day on which it came"),
        Target.BY_DAY: _("by which day"),
        Target.URGENCY: _("how long it can wait"),
        Target.SAFE: _("when and how it is safe to reach them"),
        Target.LIMITS: _("what they cannot do"),
        Target.MORE: _("add it to their words"),
    }
    return {one: said[one] for one in targets(offers=offers)}


def targets(*, offers: bool) -> tuple[Target, ...]:
    """Where columns can go."""
    return columns.FOR_OFFERS if offers else columns.FOR_ASKS


def fields_of(given: Mapping[str, str], held: Held[Import]) -> tuple[dict[str, Any], str]:
    """What was chosen, and the sentence that says why it will not do, or nothing."""
    value = held.value
    known = {one.value: one for one in targets(offers=value.offers)}
    chosen = tuple(known.get(given.get(f"column-{place}", ""), Target.SKIP) for place in range(len(value.columns)))
    head = given.get("head", "")
    fields = {
        "columns": tuple(one.value for one in chosen),
        "head": int(head) if head in {str(one) for one in range(-1, min(HEADS, value.rows))} else value.head,
        "month_leads": given.get("order") != "day",
        "otherwise": given.get("otherwise", "")[:40],
        "mend": given.get("mend") == "yes",
    }
    names = words(offers=value.offers)
    if twice := columns.twice(chosen):
        listed = ", ".join(sorted(names[one] for one in twice))
        return fields, _(
            "More than one column is said to be: %(what)s. Only one can be; add the others to their words."
        ) % {"what": listed}
    if all(one is Target.SKIP for one in chosen):
        return fields, _("Say of one column at least what it holds.")
    return fields, ""


def shown(group: Group, held: Held[Import], table: Table) -> dict[str, Any]:
    """What the page shows."""
    value = held.value
    names, above = words(offers=value.offers), importing.headings(held, table)
    first = table.rows[value.head + 1 :][:SAMPLES]
    return {
        "brought": held.id,
        "name": value.name,
        "is_offers": value.offers,
        "guessed": value.guessed,
        "sheets": [
            Option(str(place), one.name or _("Sheet %(number)d") % {"number": place + 1}, place == value.sheet)
            for place, one in enumerate(table.book)
        ],
        "other_sheets": value.sheets - max(1, len(table.book)),
        "columns": [
            Column(
                f"column-{place}",
                above[place] or _("Column %(number)d") % {"number": place + 1},
                [row.cells[place][:60] for row in first if place < len(row.cells) and row.cells[place]],
                [Option(one.value, says, one.value == target) for one, says in names.items()],
            )
            for place, target in enumerate(value.columns)
        ],
        "heads": [
            Option("-1", _("there are none: the first row is one of them"), value.head == -1),
            *(
                Option(
                    str(place),
                    _("row %(line)d: %(words)s")
                    % {"line": row.line, "words": " · ".join(filter(None, row.cells))[:60]},
                    value.head == place,
                )
                for place, row in enumerate(table.rows[:HEADS])
            ),
        ],
        "month_leads": value.month_leads,
        "otherwise": [Option(name, says, name == value.otherwise) for name, says in _listed(group, value)],
        "mend": value.mend,
    }


def _listed(group: Group, value: Import) -> list[tuple[str, str]]:
    board = keeping.board_of(group.circle).value
    return skill_choices(board) if value.offers else category_choices(board)
