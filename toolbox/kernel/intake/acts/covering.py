"""Words are covered for good: what stood there is gone, from the record and from its files."""

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import rules
from toolbox.kernel.intake.acts.sending import files_of
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.vault import filing, rows
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.trouble import Missing, Stopped


def cover(
    group: Group, held: Held[Submission], words: Collection[str], whole: Collection[str], files: Collection[int]
) -> Held[Submission]:
    """Cover words, whole answers and files. Raises Stopped under a legal paper, Moved, Missing."""
    value = rules.covered(held.value, words, whole, files)
    with transaction.atomic():
        circle = rows.lock_circle(group.circle.id)
        if circle is None:
            raise Missing
        if circle[2]:
            raise Stopped(circle[2])
        covered = group.circle.put(replace(held, value=value))
        kept = {file.file for file in files_of(value.answers)}
        filing.take_out(held.id, [file.file for file in files_of(held.value.answers) if file.file not in kept])
    return covered
