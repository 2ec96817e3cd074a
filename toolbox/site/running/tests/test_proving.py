"""What belongs together is missed when a part of it is gone."""

import pytest

from tests.people import circle, somebody
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.models import Bridge, CircleRow, File, Frame, Record, Wrap
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.site.running import proving


@pytest.fixture
def alder(db: None) -> int:
    """A circle with some papers and a file that waits."""
    alder = circle(somebody())
    alder.circle.put(Slip("a few words"), "open")
    receiving = Receiving()
    receiving.write(b"some words")
    receiving.finish("a.txt", "text/plain")
    return alder.id


def test_a_whole_database_has_no_strays(alder: int) -> None:
    assert proving.stray() == {}
    assert proving.file_trouble() == ""


def test_each_stray_is_found(alder: int) -> None:
    record = Record.objects.exclude(pk=0)[0].pk
    Wrap.objects.filter(pk=record).delete()
    Wrap.objects.create(nonce=b"n", key=b"k")
    File.objects.update(record=7)
    Frame.objects.create(file=8, number=0, body=b"b")
    Record.objects.update(epoch=9)
    found = proving.stray()
    assert found.pop("records of a newer key than their circle") >= 2
    assert found == {
        "records without a key": 1,
        "keys without a record": 1,
        "files without a record": 1,
        "pieces of no file": 1,
    }
    CircleRow.objects.all().delete()
    Bridge.objects.create(circle=alder, epoch=1, nonce=b"n", root=b"r")
    assert {"records of no circle", "bridges of no circle"} <= proving.stray().keys()
