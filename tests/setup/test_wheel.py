"""What is installed from the package is whole: content, words, templates, sheets and static files."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.running import ROOT

NEEDED = (
    "toolbox/content/library/resources.csv",
    "toolbox/content/library/categories.toml",
    "toolbox/locale/es/LC_MESSAGES/django.mo",
    "toolbox/kernel/ui/templates/ui/base.html",
    "toolbox/kernel/ui/static/ui/htmx.js",
    "toolbox/library/printing/booklet.typ",
    "toolbox/kernel/printing/packages/toolbox/house/1.0.0/typst.toml",
    "toolbox/library/migrations/0001_initial.py",
)


def test_the_wheel_holds_everything_that_is_needed(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=60)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert set(NEEDED) <= names


def test_no_migration_is_missing(db: None) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
