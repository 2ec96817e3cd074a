"""A circle ends: taken along, then destroyed; two of three keepers; never while a legal paper stops it."""

import io
import json
import zipfile
from typing import Any

import msgspec
import pytest
from django.urls import reverse

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import rotating, stopping
from toolbox.kernel.circles.export import exported, file_name
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.records import Role
from toolbox.kernel.circles.tests.sending import send, send_blind
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.registry.kinds import Kind
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.held import new
from toolbox.kernel.vault.ids import spell
from toolbox.kernel.vault.models import CircleRow, File, Frame, Record, Wrap
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import Missing, NotAMember

pytestmark = pytest.mark.django_db


class Paper(msgspec.Struct, frozen=True):
    """A page with files, which only these tests know."""

    title: str
    text: str
    files: tuple[Attachment, ...] = ()


PAPER = Kind(
    name="test.paper",
    struct=Paper,
    says="papers",
    title=lambda paper: paper.title,
    shelves=("here",),
    written=lambda paper: f"# {paper.title}\n\n{paper.text}\n",
)


def _with_file(group: Group, title: str, name: str, content: bytes) -> Attachment:
    receiving = Receiving()
    receiving.write(content)
    file = receiving.finish(name, "image/png")
    held = new(Paper(title, "Call 555 0142.", (file,)), "here")
    with group.circle.change() as box:
        box.put(held)
        box.claim(file.file, held)
    return file


def _opened(pieces: Any) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert archive.testzip() is None
    return archive


def _three_keepers() -> tuple[Group, Group, Group]:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch", role=Role.KEEPER)
    cedar = joins(somebody(), alder, "Cedar", role=Role.KEEPER)
    return alder, birch, cedar


def test_everything_is_in_the_zip_and_no_key_of_a_file() -> None:
    alder = circle(somebody(), "Alder Street")
    slips = [alder.circle.put(Slip(f"number {number}"), "open") for number in range(40)]
    picture = bytes(range(256)) * 1000
    file = _with_file(alder, "Lawyer: “now”/../", "the map.png", picture)
    answer = send(browser(alder.me), reverse("export_circle", args=[alder.id]))
    assert answer["Content-Disposition"] == 'attachment; filename="toolbox-export.zip"'
    assert answer["Cache-Control"] == "no-store"
    archive = _opened(answer.streaming_content)
    names = archive.namelist()
    assert json.loads(archive.read("settings.json"))["name"] == "Alder Street"
    told = [json.loads(archive.read(f"test.slip/{spell(one.id)}.json")) for one in slips]
    assert [one["value"]["words"] for one in told] == [f"number {number}" for number in range(40)]
    (markdown,) = [name for name in names if name.endswith(".md")]
    assert markdown.startswith("test.paper/Lawyer “now” ")
    assert "Call 555 0142." in archive.read(markdown).decode()
    assert archive.read(f"files/{spell(file.file)} the map.png") == picture
    paper = next(archive.read(name) for name in names if name.startswith("test.paper/") and name.endswith(".json"))
    assert set(json.loads(paper)["value"]["files"][0]) == {"file", "name", "size", "sha256"}
    assert "NOT-IN-HERE.txt" not in names
    assert "not sealed" in archive.read("README.txt").decode()
    assert len(names) == len(set(names))


def test_what_does_not_open_is_named_and_the_rest_is_there() -> None:
    alder = circle(somebody())
    good, bad = (alder.circle.put(Slip(word), "open") for word in ("good", "bad"))
    Wrap.objects.filter(pk=bad.id).update(key=bytes(48))
    file = _with_file(alder, "Torn", "torn.png", bytes(200_000))
    Frame.objects.filter(file=file.file, number=2).delete()
    archive = _opened(exported(alder.circle))
    missing = archive.read("NOT-IN-HERE.txt").decode()
    assert spell(bad.id) in missing
    assert spell(file.file) in missing
    assert f"test.slip/{spell(good.id)}.json" in archive.namelist()
    assert not [name for name in archive.namelist() if name.startswith("files/")]


def test_a_circle_that_gets_a_new_key_meanwhile_is_taken_along_whole() -> None:
    alder = circle(somebody())
    for number in range(40):
        alder.circle.put(Slip(f"number {number}"), "open")
    pieces = exported(alder.circle)
    first = next(pieces)
    rotating.rotate(groups.opened(again(alder.me), alder.id))
    archive = _opened([first, *pieces])
    assert len([name for name in archive.namelist() if name.startswith("test.slip/")]) == 40
    assert "NOT-IN-HERE.txt" not in archive.namelist()


def test_who_is_removed_while_taking_it_along_gets_no_end_of_it() -> None:
    alder = circle(somebody())
    birch = joins(somebody(), alder, "Birch")
    for number in range(40):
        alder.circle.put(Slip(f"number {number}"), "open")
    pieces = exported(birch.circle)
    next(pieces)
    alder.again()
    rotating.remove(alder, birch.me.id)
    with pytest.raises(NotAMember):
        list(pieces)


def test_a_circle_that_ends_meanwhile_gives_no_end_either() -> None:
    alder = circle(somebody())
    for number in range(40):
        alder.circle.put(Slip(f"number {number}"), "open")
    pieces = exported(alder.circle)
    next(pieces)
    CircleRow.objects.all().delete()
    with pytest.raises(Missing):
        list(pieces)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a/b\\c:d", "a b c d"),
        ("..", ""),
        ("\u202egnp.exe\n", "gnp.exe"),
        ("x" * 90, "x" * 50),
        (" .hidden. ", "hidden"),
    ],
)
def test_names_of_files_lead_nowhere_else(words: str, name: str) -> None:
    assert file_name(words) == name


def test_one_keeper_ends_a_small_circle_by_typing_its_name() -> None:
    alder = circle(somebody(), "Alder Street")
    joins(somebody(), alder, "Birch")
    _with_file(alder, "Map", "map.png", b"map")
    address = reverse("end_circle", args=[alder.id])
    page = browser(alder.me)
    assert "not the circle’s name" in send(page, address, name="Alder").content.decode()
    assert CircleRow.objects.exists()
    answer = send(page, address, name=" alder  STREET ")
    assert "has ended" in answer.content.decode()
    assert "Alder" not in answer.content.decode()
    assert not any(table.objects.exists() for table in (CircleRow, Record, Wrap, File, Frame))
    assert page.get(address).status_code == 404


def test_a_helper_cannot_end_it_not_even_without_the_form() -> None:
    alder = circle(somebody(), "Alder Street")
    birch = joins(somebody(), alder, "Birch")
    address = reverse("end_circle", args=[alder.id])
    page = browser(birch.me)
    seen = page.get(address).content.decode()
    assert "Only a keeper" in seen
    assert 'name="name"' not in seen
    from_page = reverse("export_circle", args=[alder.id])
    answer = send_blind(page, address, from_page, name="Alder Street")
    assert answer.status_code == 403
    assert CircleRow.objects.exists()


def test_where_there_are_three_keepers_two_must_want_it() -> None:
    alder, birch, _cedar = _three_keepers()
    address = reverse("end_circle", args=[alder.id])
    hers, his = browser(alder.me), browser(birch.me)
    assert send(hers, address, name="Alder Street").status_code == 302
    assert "until a second keeper agrees" in hers.get(address).content.decode()
    assert send(hers, address, name="Alder Street").status_code == 302
    assert CircleRow.objects.exists()
    assert "Alder</bdi> asked to end" in his.get(address).content.decode()
    assert "has ended" in send(his, address, name="Alder Street").content.decode()
    assert not CircleRow.objects.exists()


def test_a_keeper_says_no_and_the_circle_stays() -> None:
    alder, birch, _cedar = _three_keepers()
    address = reverse("end_circle", args=[alder.id])
    send(browser(alder.me), address, name="Alder Street")
    assert send(browser(birch.me), address, do="no").status_code == 302
    assert groups.opened(again(alder.me), alder.id).settings.proposals == ()
    assert CircleRow.objects.exists()


def test_a_legal_paper_stops_the_end_also_one_that_comes_between_two_voices() -> None:
    alder, birch, _cedar = _three_keepers()
    address = reverse("end_circle", args=[alder.id])
    send(browser(alder.me), address, name="Alder Street")
    stopping.stop(groups.opened(again(birch.me), alder.id))
    his = browser(birch.me)
    assert "A legal paper came" in his.get(address).content.decode()
    answer = send_blind(his, address, reverse("export_circle", args=[alder.id]), name="Alder Street")
    assert answer.status_code == 409
    assert "Nothing was." in answer.content.decode()
    assert CircleRow.objects.exists()
