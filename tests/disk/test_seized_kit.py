"""An officer with the disk guesses which kind of project a circle runs: no name of a kit, and no size, tells."""

import re
import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from tests.disk.test_seized_disk import CANARY, leaks
from tests.disk.test_seized_town import code_of
from tests.people import circle, somebody
from tests.running import ROOT, Running, serving, toolbox
from tests.visitor import Page, Visitor, path_of
from toolbox.kernel.projects.kits import finding
from toolbox.kernel.projects.started import rules
from toolbox.kernel.projects.started.records import GOING
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.models import Record

SLUG = CANARY.lower()


def written(folder: Path) -> None:
    """A kit of this toolbox's own, with canaries in names, steps and roles: the public list names the others too."""
    assert toolbox(folder, "kit", "new", SLUG).returncode == 0
    kit = folder / "data" / "kits" / SLUG
    shutil.copytree(ROOT / "content" / "kits" / "pods", kit, dirs_exist_ok=True)
    for path in kit.glob("*.toml"):
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r'^(name|what|says|why) = "(?=[A-ZÁ-Ú¿])', rf'\1 = "{CANARY} ', text, flags=re.M), "utf-8"
        )


def traces(folder: Path) -> list[str]:
    """Where the kit is named, but for the kit itself, which lies there for everybody to read."""
    return [path for path in leaks(folder, CANARY) if not path.startswith("data/kits/")]


def starts(visitor: Visitor, circle: str, name: str) -> Page:
    """Somebody starts the kit; returns the page of the project."""
    page = visitor.get("/projects/begin/")
    page = visitor.send(page, page.form("kit"), kit=SLUG, circle=circle, name=name, my_name="Alder")
    assert f"{CANARY} " in page.text
    return page


def works(visitor: Visitor, home: str) -> None:
    """Open all of its pages, do a step, print a sheet, wind it down."""
    page = visitor.get(home)
    for press in ("do=mine", "do=done"):
        page = visitor.send(page, page.form("step", "do"), press)
        assert page.status == 200
    page = visitor.send(page, page.form("job", "do"), "do=take")
    assert page.status == 200
    for more in ("settings/", "print/", "end/"):
        assert visitor.get(f"{home}{more}").status == 200
    page = visitor.get(f"{home}print/")
    paper = visitor.send(page, page.form("what", "paper"), what="agenda", paper="letter")
    assert paper.body.startswith(b"%PDF")
    page = visitor.get(f"{home}end/")
    assert visitor.send(page, page.form("token", "do"), "do=thanks").body.startswith(b"%PDF")
    assert "It is wound down" in visitor.send(page, page.form("token", "do"), "do=end").text


def test_no_name_of_a_kit_is_on_the_disk_of_those_who_started_it(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    written(tmp_path)
    with serving(tmp_path, TMPDIR=str(tmp_path / "temporary")) as running:
        reads(Visitor(running))
        visitor = settled(running)
        for circle in ("new", "two"):
            works(visitor, path_of(starts(visitor, circle, "Ours").address))
        assert traces(tmp_path) == [], "while it runs"
    assert toolbox(tmp_path, "sweep").returncode == 0
    assert traces(tmp_path) == []


def settled(running: Running) -> Visitor:
    """Somebody with a handle and a circle in which no canary is."""
    visitor = Visitor(running)
    page = visitor.get("/found/")
    page = visitor.send(page, page.form("code"), code=code_of(running))
    form = page.form("handle", "proposed")
    proposed = next(one.value for one in form.fields if one.name == "proposed")
    page = visitor.send(page, form, handle="alder", name="Alder", circle="Alder", purpose="", passphrase=proposed)
    assert page.status == 200
    return visitor


def reads(visitor: Visitor) -> None:
    """Somebody reads about it first, without an account."""
    assert CANARY in visitor.get(f"/kits/{SLUG}/").text
    assert visitor.get(f"/kits/{SLUG}/booklet/pdf/?paper=a5").body.startswith(b"%PDF")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kit_is_as_large_as_every_other(language: str) -> None:
    group = circle(somebody())
    today = timezone.localdate()
    sizes: dict[int, list[str]] = {}
    for kit in finding.in_order():
        held = group.circle.put(rules.begun(kit, "Ours", today, language, new_id), GOING)
        sizes.setdefault(len(bytes(Record.objects.get(pk=held.id).body)), []).append(kit.slug)
    assert len(sizes) == 1, sizes
