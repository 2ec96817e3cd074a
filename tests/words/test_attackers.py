"""Somebody reads in SECURITY.md what each attacker gets: it is what the page of the toolbox says."""

from pathlib import Path

from django.utils.translation import override

from toolbox.site.attackers import ATTACKERS

SECURITY = Path(__file__).resolve().parent.parent.parent / "SECURITY.md"


def test_both_tables_say_the_same() -> None:
    section = SECURITY.read_text("utf-8").split("## What each attacker gets")[1].split("###")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in section.splitlines() if line.startswith("| ")]
    with override("en"):
        assert rows[2:] == [[str(one.who), str(one.gets), str(one.lacks)] for one in ATTACKERS]
