"""Writes down sealed bytes with their keys, once, so that later code can be held to open them: test_fixtures.py.

`python -m tests.vault.make_fixtures` makes what is missing, and never anything anew: a fixture that was made anew
would prove nothing. All keys in it are invented for it and open nothing else.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

import msgspec  # noqa: E402
from django.test import override_settings  # noqa: E402

from tests.vault.samples import SAMPLES  # noqa: E402
from toolbox.kernel.circles.acts import inviting, papering  # noqa: E402
from toolbox.kernel.members import argon, doors, keyring, notes, sealing  # noqa: E402
from toolbox.kernel.members.doors import Door  # noqa: E402
from toolbox.kernel.members.keyring import Entry, Keyring  # noqa: E402
from toolbox.kernel.records.pointers import Attachment  # noqa: E402
from toolbox.kernel.registry.kinds import kinds  # noqa: E402
from toolbox.kernel.vault import bridges, filing, shares, streams, words  # noqa: E402
from toolbox.kernel.vault import sealing as records  # noqa: E402
from toolbox.kernel.vault.ids import new_id  # noqa: E402
from toolbox.kernel.vault.keys import CircleKeys, new_root  # noqa: E402

FOLDER = Path(__file__).parent / "fixtures"
PEPPER = bytes(range(100, 132))
CODE = "gravel pumpkin sonnet window beetle harbor canoe"
PASSPHRASE = "Ladder  mustard orbit velvet canoe thímble"
SHEET = "gravel pumpkin sonnet window beetle harbor canoe ladder mustard orbit"


def of_circle() -> dict[str, Any]:
    """A rotation: two roots, the bridge between them, and the notes that carry them."""
    old, new, circle = CircleKeys(new_root(), 4), CircleKeys(new_root(), 5), new_id()
    private = doors.new_private()
    row = bridges.build(circle, old, new)
    inside = notes.note(circle, new, "Calle Álamo", 9, old)
    own = notes.to_self(circle, old, "Calle Álamo", 8, private.keyring_key)
    return {
        "circle": circle,
        "epoch": old.epoch,
        "root": old.root,
        "public": old.public,
        "next_root": new.root,
        "next_public": new.public,
        "bridge_nonce": bytes(row.nonce),
        "bridge_root": bytes(row.root),
        "private": private.private,
        "keyring_key": private.keyring_key,
        "news": notes._sealed(inside, doors.public_of(private.private)),
        "own": notes._sealed(own, doors.public_of(private.private)),
        "noise": notes._sealed(notes.Inside(), doors.public_of(private.private)),
        "fingerprint": {language: words.fingerprint(new.public, language) for language in ("en", "es")},
        "token": new.token(7, "notes.page", "here"),
    }


def of_member() -> dict[str, Any]:
    """A member's row: what a passphrase, a sheet and a keyring key open."""
    member, private, salt = new_id(), doors.new_private(), os.urandom(doors.SALT)
    stretched = doors.stretched(PASSPHRASE, salt, argon.LEAST_MEMORY, argon.LEAST_PASSES)
    unlock = argon.unlock(stretched)
    ring = Keyring(
        handle="Rowan",
        circles={new_id(): Entry(new_root(), 5, "Calle Álamo", 9)},
        language="es",
        look="dark",
        large=True,
        idle=5,
        hours=8,
        former=[bytes(doors.new_private().private)],
        aside=2,
    )
    return {
        "member": member,
        "handle": "Rowan",
        "handle_hash": doors.handle_hash("Rowan"),
        "passphrase": PASSPHRASE,
        "salt": salt,
        "memory": argon.LEAST_MEMORY,
        "passes": argon.LEAST_PASSES,
        "verifier": argon.verifier(stretched),
        "private": private.private,
        "keyring_key": private.keyring_key,
        "sealed_private": doors.seal_private(unlock, member, private),
        "sealed_door": doors.seal_door(unlock, member, Door("A" * 32, 58_000_000, [bytes(32)])),
        "sheet": SHEET,
        "recovery": doors.seal_private(doors.sheet_key(SHEET), member, private),
        "keyring": keyring.seal(private.keyring_key, member, ring, 12),
        "keyring_version": 12,
        "keyring_says": json.loads(msgspec.json.encode(ring)),
        "hand": keyring.hand(ring.hands, "freeze", 0),
        "family": keyring.family(private.keyring_key),
    }


def of_invite() -> dict[str, Any]:
    """An invite, with the settings of its circle that name it."""
    keys, circle, row = CircleKeys(new_root(), 5), new_id(), 7
    settings = record(*SAMPLES[0], keys=keys, circle=circle)
    inside = inviting.Inside(circle, keys.epoch, keys.root, row)
    return {
        "code": CODE,
        "row": row,
        "lookup": inviting._lookup(CODE),
        "sealed": sealing.seal(inviting._key(CODE), inviting.LABEL, row, inside),
        "public": keys.public,
        "settings": settings,
    }


def of_file() -> dict[str, Any]:
    """A small file and one whose padding fills its last frame."""
    made = {}
    for name, content in {"small": b"phone tree", "long": bytes(range(256)) * 300}.items():
        key, number = os.urandom(filing.KEY), new_id()
        sealer = streams.Sealer(key, filing._bound(number))
        frames = [*sealer.write(content), *sealer.finish()]
        attachment = Attachment(
            file=number,
            key=key,
            header=sealer.header,
            name="phone tree.pdf",
            media_type="application/pdf",
            size=sealer.size,
            digest=sealer.digest,
        )
        made[name] = {"attachment": json.loads(msgspec.json.encode(attachment)), "frames": frames}
    return made


def of_paper() -> dict[str, Any]:
    """The three sheets of a paper member."""
    secret = os.urandom(papering.SECRET)
    private = papering._keys(secret)
    return {
        "sheets": shares.split(secret),
        "private": private.private,
        "keyring_key": private.keyring_key,
        "handle_hash": doors.handle_hash(private.private.hex()),
    }


def record(
    name: str, shelf: str, project: int, value: Any, *, keys: CircleKeys | None = None, circle: int = 0
) -> dict[str, Any]:
    """A sealed record with its wrap."""
    keys, circle, kind = keys or CircleKeys(new_root(), 5), circle or new_id(), by_name(name)
    sealed = records.seal(keys, circle, new_id(), kind, value, shelf, project)
    return {
        "kind": name,
        "schema": kind.schema,
        "circle": circle,
        "root": keys.root,
        "record": sealed.id,
        "token": sealed.token,
        "epoch": sealed.epoch,
        "body": sealed.body,
        "nonce": sealed.nonce,
        "wrapped": sealed.wrapped,
        "shelf": shelf,
        "project": project,
        "says": json.loads(msgspec.json.encode(value)),
    }


def by_name(name: str) -> Any:
    """A kind by its name."""
    return next(kind for kind in kinds() if kind.name == name)


def wanted() -> dict[str, Callable[[], dict[str, Any]]]:
    """The fixtures by the names of their files."""
    fixed = {
        "circle.1": of_circle,
        "member.1": of_member,
        "invite.1": of_invite,
        "file.1": of_file,
        "paper.1": of_paper,
    }
    sealed = {
        f"record.{sample[0]}.{by_name(sample[0]).schema}": (lambda sample=sample: record(*sample)) for sample in SAMPLES
    }
    return {**fixed, **sealed}


def main() -> None:
    """Make what is missing."""
    FOLDER.mkdir(exist_ok=True)
    with override_settings(PEPPER=PEPPER):
        for name, make in wanted().items():
            path = FOLDER / f"{name}.json"
            if not path.exists():
                path.write_text(json.dumps(make(), default=_text, ensure_ascii=False, indent=1) + "\n")


def _text(value: object) -> str:
    if not isinstance(value, bytes):
        raise TypeError
    return "b64:" + base64.b64encode(value).decode()


if __name__ == "__main__":
    main()
