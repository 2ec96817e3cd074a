"""A member's keyring: one sealed document that always looks the same, and opens in its newest version only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.members import doors, keyring, sealing
from toolbox.kernel.members.doors import Door, Private
from toolbox.kernel.members.keyring import Entry, Keyring
from toolbox.kernel.vault.ids import BITS
from toolbox.kernel.vault.padding import KIB, STEP
from toolbox.kernel.vault.trouble import Damaged

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
MEMBER = 336017294021110653
IDS = st.integers(1, (1 << BITS) - 1)
ENTRIES = st.builds(
    Entry,
    root=st.binary(min_size=32, max_size=32),
    epoch=st.integers(1, 1_000),
    name=st.text(st.characters(codec="utf-8"), max_size=80),
    list_version=st.integers(1, 1_000),
)


@given(
    circles=st.dictionaries(IDS, ENTRIES, max_size=30),
    former=st.lists(st.binary(min_size=32, max_size=32), max_size=3),
    version=st.integers(1, 1 << 31),
)
def test_it_comes_back_as_it_was_and_looks_like_any_other(
    circles: dict[int, Entry], former: list[bytes], version: int
) -> None:
    ring = Keyring(handle="rowan", circles=circles, former=former, language="es", large=True)
    sealed = keyring.seal(KEY, MEMBER, ring, version)
    assert keyring.unseal(KEY, MEMBER, sealed, version) == ring
    assert len(sealed) == len(keyring.seal(KEY, MEMBER, Keyring(handle=""), version))


def test_every_cut_and_every_scratch_is_seen() -> None:
    sealed = keyring.seal(KEY, MEMBER, Keyring(handle="rowan"), 3)
    harmed = [sealed[:length] for length in range(0, len(sealed), 61)]
    harmed += [sealed[:length] for length in range(40)]
    for place in range(0, len(sealed), 7):
        harmed.append(sealed[:place] + bytes([sealed[place] ^ 1 << place % 8]) + sealed[place + 1 :])
    for form in [*harmed, sealed + b"\0", b""]:
        with pytest.raises(Damaged):
            keyring.unseal(KEY, MEMBER, form, 3)


@pytest.mark.parametrize(
    ("key", "member", "version"), [(OTHER_KEY, MEMBER, 3), (KEY, MEMBER + 1, 3), (KEY, MEMBER, 2), (KEY, MEMBER, 4)]
)
def test_it_opens_for_its_key_member_and_version_only(key: bytes, member: int, version: int) -> None:
    sealed = keyring.seal(KEY, MEMBER, Keyring(handle="rowan"), 3)
    with pytest.raises(Damaged):
        keyring.unseal(key, member, sealed, version)


def test_what_is_sealed_for_one_purpose_opens_for_no_other() -> None:
    private, door = doors.seal_private(KEY, MEMBER, doors.new_private()), doors.seal_door(KEY, MEMBER, Door())
    for open_it in (doors.open_private, doors.open_door):
        for sealed in (private, door, keyring.seal(KEY, MEMBER, Keyring(handle=""), 0)):
            if (open_it, sealed) in ((doors.open_private, private), (doors.open_door, door)):
                assert isinstance(open_it(KEY, MEMBER, sealed), Private | Door)
                continue
            with pytest.raises(Damaged):
                open_it(KEY, MEMBER, sealed)


def test_a_member_with_everything_looks_like_one_with_nothing() -> None:
    codes = [bytes(32)] * 10
    full = doors.seal_door(KEY, MEMBER, Door("A" * 32, 1 << 40, codes, bytes(32), 1 << 40, 1 << 40))
    assert len(full) == len(doors.seal_door(KEY, MEMBER, Door()))
    assert len(sealing.noise(0)) == len(doors.seal_private(KEY, MEMBER, doors.new_private())) == KIB + 12 + 16
    assert len(keyring.seal(KEY, MEMBER, Keyring(handle="rowan"), 1)) == STEP + 12 + 16


def test_no_seal_comes_twice() -> None:
    sealed = {doors.seal_door(KEY, MEMBER, Door()) for _time in range(2_000)}
    assert len({one[: sealing.NONCE] for one in sealed}) == len({one[sealing.NONCE :] for one in sealed}) == 2_000


def test_tokens_of_members_are_told_apart_by_purpose_and_key() -> None:
    tokens = [keyring.family(KEY), keyring.family(OTHER_KEY)]
    tokens += [
        keyring.hand(key, purpose, about) for key in (KEY, OTHER_KEY) for purpose in ("a", "b") for about in (0, 1)
    ]
    assert len(set(tokens)) == len(tokens) == 10
    assert {len(one) for one in tokens} == {16}
    assert keyring.hand(KEY, "a", 1) == keyring.hand(KEY, "a", 1)
    assert keyring.same(tokens[0], keyring.family(KEY))
    assert not keyring.same(tokens[0], tokens[1])
