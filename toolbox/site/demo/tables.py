"""Spreadsheets that a circle had before, and the list of things that it needs."""

import datetime

from msgspec.structs import replace

from toolbox.kernel.circles.group import Group
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.ids import new_id
from toolbox.site.demo.askings import Askings, ListWanted, Sheet
from toolbox.site.demo.chance import dated
from toolbox.tools.needs import importing, publishing
from toolbox.tools.needs.imports import ImportStep
from toolbox.tools.needs.wanted import Thing, Wanted


def fill(one: Askings, group: Group, now: datetime.datetime) -> None:
    """Bring in what was brought in, leave the rest on its way, publish the list."""
    for sheet in one.sheets:
        _bring(sheet, group, now)
    if (said := one.list) is not None:
        publishing.change(group, lambda wanted: _wanted(wanted, said))
        publishing.publish(group)


def _bring(sheet: Sheet, group: Group, now: datetime.datetime) -> None:
    receiving = Receiving()
    receiving.write(dated(sheet.rows.strip(), now.date()).encode())
    held = importing.begin(group, receiving.finish(sheet.name, "text/csv"), offers=False, now=now)
    if not sheet.brought:
        return
    held = importing.change(group, held, step=ImportStep.LOOK)
    look = importing.seen(group, held, importing.table_of(held))
    held = importing.start(group, held, look, {one.place for one in look.rows})
    while held.value.step is ImportStep.GOING:
        held = importing.carry_on(group, held)


def _wanted(wanted: Wanted, said: ListWanted) -> Wanted:
    things = tuple(Thing(id=new_id(), says=one.says, many=one.many, level=one.level) for one in said.things)
    return replace(wanted, title=said.title, bring=said.bring, things=things)
