"""What earlier code sealed, this code still opens. A change that orphans what groups have written fails here."""

import base64
import datetime
import json
from typing import Any

import msgspec
import pytest
from django.conf import LazySettings

from tests.vault.make_fixtures import FOLDER, PEPPER, by_name, wanted
from toolbox.kernel.circles.acts import inviting, papering
from toolbox.kernel.circles.models import InviteRow
from toolbox.kernel.members import argon, doors, keyring, notes
from toolbox.kernel.members.doors import Door, Private
from toolbox.kernel.members.keyring import Entry, Keyring
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.registry.kinds import kinds
from toolbox.kernel.registry.tools import tools
from toolbox.kernel.vault import bridges, filing, sealing, shares, words
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.models import Bridge, CircleRow, Frame, Record, Wrap
from toolbox.kernel.vault.trouble import Damaged

RECORDS = sorted(path.stem for path in FOLDER.glob("record.*.json"))


@pytest.fixture(autouse=True)
def _their_pepper(settings: LazySettings) -> None:
    settings.PEPPER = PEPPER


def load(name: str) -> dict[str, Any]:
    return dict(_bytes(_then(name)))


def _bytes(value: Any) -> Any:
    match value:
        case str() if value.startswith("b64:"):
            return base64.b64decode(value[4:])
        case list():
            return [_bytes(one) for one in value]
        case dict():
            return {name: _bytes(one) for name, one in value.items()}
    return value


def _then(name: str) -> dict[str, Any]:
    """A fixture as its file spells it."""
    return dict(json.loads((FOLDER / f"{name}.json").read_text()))


def place(sealed: dict[str, Any]) -> Circle:
    """Put a sealed record into the database, and open its circle."""
    keys = CircleKeys(sealed["root"], sealed["epoch"])
    number = sealed["circle"]
    CircleRow.objects.create(id=number, epoch=keys.epoch, public_key=keys.public, list_version=1)
    Record.objects.create(
        id=sealed["record"], circle=number, token=sealed["token"], epoch=keys.epoch, version=1, body=sealed["body"]
    )
    Wrap.objects.create(id=sealed["record"], nonce=sealed["nonce"], key=sealed["wrapped"])
    return Circle(number, keys)


@pytest.mark.django_db
@pytest.mark.parametrize("name", RECORDS)
def test_records_of_every_version_open(name: str) -> None:
    sealed = load(name)
    kind = by_name(sealed["kind"])
    held = place(sealed).get(kind.struct, sealed["record"], sealed["project"])
    assert held.shelf == sealed["shelf"]
    if sealed["schema"] == kind.schema:
        assert _covers(json.loads(msgspec.json.encode(held.value)), _then(name)["says"])
        assert type(held.value) is kind.struct


def _covers(now: Any, then: Any) -> bool:
    """Whether all is there as it was; fields that were added since may be there too."""
    match now, then:
        case dict(), dict():
            return all(name in now and _covers(now[name], value) for name, value in then.items())
        case list(), list():
            return len(now) == len(then) and all(map(_covers, now, then))
    return bool(now == then)


def test_a_fixture_that_says_something_else_is_seen() -> None:
    assert _covers({"a": [{"b": 1, "new": 2}]}, {"a": [{"b": 1}]})
    others: tuple[dict[str, Any], ...] = ({"a": [{"b": 2}]}, {"a": []}, {"a": [{"b": 1}], "gone": 0})
    for other in others:
        assert not _covers({"a": [{"b": 1, "new": 2}]}, other)


def test_every_kind_that_the_toolbox_writes_has_a_fixture() -> None:
    """Missing: add a sample, and run `python -m tests.vault.make_fixtures`. Never delete an older version's."""
    assert tools()
    written = {f"record.{kind.name}.{kind.schema}" for kind in kinds() if not kind.name.startswith("test.")}
    assert written <= set(RECORDS)
    assert {path.stem for path in FOLDER.glob("*.json")} >= set(wanted())


@pytest.mark.django_db
def test_a_root_a_bridge_and_a_note_lead_where_they_led() -> None:
    there = load("circle.1")
    old = CircleKeys(there["root"], there["epoch"])
    new = CircleKeys(there["next_root"], there["epoch"] + 1)
    assert (old.public, new.public) == (there["public"], there["next_public"])
    assert new.token(7, "notes.page", "here") == there["token"]
    Bridge.objects.create(
        circle=there["circle"], epoch=old.epoch, nonce=there["bridge_nonce"], root=there["bridge_root"]
    )
    assert bridges.bridged(there["circle"], new)[old.epoch].root == old.root
    news, broken = notes.read([there["news"], there["own"], there["noise"]], [there["private"]])
    assert (len(news), broken) == (2, 0)
    found, refused = notes.merged({}, news, there["keyring_key"])
    assert found == {there["circle"]: Entry(new.root, new.epoch, "Calle Álamo", 9)}
    assert refused == 0
    for language, says in there["fingerprint"].items():
        assert words.fingerprint(new.public, language) == says, "people have compared these words by telephone"


@pytest.mark.dear
def test_a_passphrase_a_sheet_and_a_keyring_open_what_they_opened() -> None:
    there = load("member.1")
    assert doors.handle_hash(" ROWAN ") == doors.handle_hash(there["handle"]) == there["handle_hash"]
    stretched = doors.stretched(there["passphrase"], there["salt"], there["memory"], there["passes"])
    assert argon.verifier(stretched) == there["verifier"]
    private = Private(there["private"], there["keyring_key"])
    unlock, member = argon.unlock(stretched), there["member"]
    assert doors.open_private(unlock, member, there["sealed_private"]) == private
    assert doors.open_door(unlock, member, there["sealed_door"]) == Door("A" * 32, 58_000_000, [bytes(32)])
    assert doors.open_private(doors.sheet_key(there["sheet"]), member, there["recovery"]) == private
    ring = keyring.unseal(there["keyring_key"], member, there["keyring"], there["keyring_version"])
    then = msgspec.convert(_keys_as_numbers(there["keyring_says"]), Keyring, strict=False)
    assert ring == then
    assert keyring.hand(ring.hands, "freeze", 0) == there["hand"]
    assert keyring.family(there["keyring_key"]) == there["family"]


def _keys_as_numbers(says: dict[str, Any]) -> dict[str, Any]:
    """JSON has no numbers as names and no bytes."""
    return dict(msgspec.to_builtins(msgspec.json.decode(json.dumps(says), type=Keyring)))


@pytest.mark.django_db
def test_an_invite_on_paper_still_leads_into_its_circle() -> None:
    there = load("invite.1")
    ends = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    InviteRow.objects.create(id=there["row"], lookup=there["lookup"], sealed=there["sealed"], ends=ends)
    place(there["settings"])
    typed = there["code"].upper().replace(" ", "\n")
    circle, held, found = inviting.look(typed, ends - datetime.timedelta(hours=1))
    assert circle.keys.public == there["public"]
    assert (held.value.name, found.words) == ("Calle Álamo", "the neighbour")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), [("small", b"phone tree"), ("long", bytes(range(256)) * 300)])
def test_sealed_files_open(name: str, content: bytes) -> None:
    there = load("file.1")[name]
    attachment = msgspec.json.decode(json.dumps(there["attachment"]), type=Attachment)
    for number, body in enumerate(there["frames"]):
        Frame.objects.create(file=attachment.file, number=number, body=body)
    assert b"".join(filing.content(attachment)) == content


def test_any_two_sheets_of_paper_make_the_same_member() -> None:
    there = load("paper.1")
    first, second, third = there["sheets"]
    for pair in ((first, second), (first, third), (third, second)):
        made = papering._keys(shares.join(pair))
        assert made == Private(there["private"], there["keyring_key"])
        assert doors.handle_hash(made.private.hex()) == there["handle_hash"]


def test_what_is_opened_here_is_opened_by_its_key_only() -> None:
    """The fixtures are sealed indeed."""
    there = load(RECORDS[0])
    with pytest.raises(Damaged):
        sealing.unwrap(
            CircleKeys(bytes(32), there["epoch"]), there["circle"], there["record"], there["nonce"], there["wrapped"]
        )
