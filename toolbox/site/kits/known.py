"""What kits may name: entries of the library, forms, sheets, tools, kinds of records."""

from toolbox.kernel.projects import starters
from toolbox.kernel.projects.kits import tooling
from toolbox.kernel.projects.kits.checking import Known
from toolbox.kernel.projects.sheets import sheet
from toolbox.kernel.registry.kinds import kinds
from toolbox.kernel.registry.tools import tools
from toolbox.library.catalogue import current


def known() -> Known:
    """Everything that a kit is checked against."""
    declared = tools()  # whatever they write down is declared by then
    return Known(
        resources=frozenset(current().by_slug),
        forms={name: one.asking().form for name, one in starters.everything().items()},
        sheets=frozenset(sheet.sheets()),
        tools=frozenset(tooling.named()),
        sets={tool.name: tool.kit for tool in declared if tool.kit is not None},
        keep_days={kind.name: kind.keep_days for kind in kinds() if kind.keep_days is not None},
    )
