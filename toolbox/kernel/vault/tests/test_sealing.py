"""One record between sealing and opening: it comes back whole, or not at all."""

from collections.abc import Iterator

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import example, given
from hypothesis import strategies as st

from toolbox.kernel.vault import padding, sealing
from toolbox.kernel.vault.ids import BITS, LENGTH, new_id, spell, unspell
from toolbox.kernel.vault.keys import CircleKeys, derive, new_root
from toolbox.kernel.vault.padding import BUCKETS, HEAD, KIB, LARGEST, STEP, TooLarge
from toolbox.kernel.vault.sealing import Sealed
from toolbox.kernel.vault.tests.leaflets import LEAFLET, Leaflet, OldLeaflet, as_of
from toolbox.kernel.vault.tests.slips import SLIP, Slip
from toolbox.kernel.vault.trouble import Damaged, TooNew

KEYS = CircleKeys(new_root(), 7)
CIRCLE, RECORD, OTHER = new_id(), new_id(), new_id()
NUMBERS = st.integers(1, (1 << BITS) - 1)


def seal(value: Slip, shelf: str = "open", project: int = 0, record: int = RECORD) -> Sealed:
    return sealing.seal(KEYS, CIRCLE, record, SLIP, value, shelf, project)


def key_of(sealed: Sealed, keys: CircleKeys = KEYS, circle: int = CIRCLE, record: int = RECORD) -> bytes:
    return sealing.unwrap(keys, circle, record, sealed.nonce, sealed.wrapped)


def harmed(whole: bytes) -> Iterator[bytes]:
    """Every shorter and every longer form, and every form in which one bit is another."""
    yield from (whole[:length] for length in range(len(whole)))
    yield from (whole[start:] for start in range(1, min(len(whole), 40)))
    yield whole + b"\0"
    for place in range(len(whole)):
        for bit in range(8):
            yield whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]


@given(words=st.text(max_size=2_000), number=st.integers(-(1 << 63), (1 << 64) - 1), project=NUMBERS, record=NUMBERS)
def test_what_was_put_in_comes_out(words: str, number: int, project: int, record: int) -> None:
    try:
        words.encode()
    except UnicodeEncodeError:
        return  # half a letter: no form lets it through
    sealed = seal(Slip(words, number), "done", project, record)
    inside = sealing.open_body(key_of(sealed, record=record), CIRCLE, record, sealed.body)
    assert sealing.value_of(SLIP, inside) == Slip(words, number)
    assert (inside.kind, inside.shelf, inside.project) == ("test.slip", "done", project)
    assert sealed.token == KEYS.token(project, "test.slip", "done")


@given(st.sampled_from([*BUCKETS, 2 * STEP, 3 * STEP, 5 * STEP]), st.integers(-6, 6))
def test_texts_around_the_edge_of_a_size_come_back(edge: int, off: int) -> None:
    data = b"a" * (edge - HEAD + off)
    padded = padding.pad(data)
    assert padding.unpad(padded) == data
    assert len(padded) in BUCKETS or len(padded) % STEP == 0
    assert (len(padded) == edge) == (off <= 0)


@given(st.integers(0, LARGEST), st.sampled_from([0, KIB, 64 * KIB]))
@example(LARGEST, 0)
def test_a_size_says_little(size: int, least: int) -> None:
    bucket = padding.bucket(size, least)
    assert max(size + HEAD, least) <= bucket <= max(4 * (size + HEAD), size + HEAD + STEP, KIB, least)
    assert bucket in BUCKETS or bucket % STEP == 0


def test_a_record_has_a_largest_size() -> None:
    assert padding.unpad(padding.pad(bytes(LARGEST))) == bytes(LARGEST)
    with pytest.raises(TooLarge):
        padding.pad(bytes(LARGEST + 1))


@given(st.binary(max_size=60))
def test_padding_that_lies_about_its_length_is_refused(data: bytes) -> None:
    size = int.from_bytes(data[:HEAD], "big")
    if len(data) >= HEAD and size <= len(data) - HEAD:
        assert padding.unpad(data) == data[HEAD : HEAD + size]
    else:
        with pytest.raises(ValueError, match="padding"):
            padding.unpad(data)


def test_every_harm_to_a_body_is_seen() -> None:
    sealed = seal(Slip("kept"))
    key, count = key_of(sealed), 0
    for body in harmed(sealed.body):
        count += 1
        with pytest.raises(Damaged):
            sealing.open_body(key, CIRCLE, RECORD, body)
    assert count > 8 * KIB


def test_every_harm_to_a_wrap_or_its_nonce_is_seen() -> None:
    sealed = seal(Slip("kept"))
    for wrapped in harmed(sealed.wrapped):
        with pytest.raises(Damaged):
            key_of(sealed._replace(wrapped=wrapped))
    for nonce in harmed(sealed.nonce):
        with pytest.raises(Damaged):
            key_of(sealed._replace(nonce=nonce))


def test_a_body_opens_for_its_own_record_and_circle_only() -> None:
    one, other = seal(Slip("one")), seal(Slip("other"), record=OTHER)
    with pytest.raises(Damaged):
        sealing.open_body(key_of(one), CIRCLE, OTHER, one.body)
    with pytest.raises(Damaged):
        sealing.open_body(key_of(one), OTHER, RECORD, one.body)
    with pytest.raises(Damaged):
        sealing.open_body(key_of(other, record=OTHER), CIRCLE, RECORD, one.body)


def test_a_wrap_opens_for_its_own_record_circle_and_epoch_only() -> None:
    sealed = seal(Slip("kept"))
    for wrong in (
        {"record": OTHER},
        {"circle": OTHER},
        {"keys": CircleKeys(KEYS.root, KEYS.epoch + 1)},
        {"keys": CircleKeys(new_root(), KEYS.epoch)},
    ):
        with pytest.raises(Damaged):
            key_of(sealed, **wrong)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_opens_nothing(length: int) -> None:
    nonce, wrapped = sealing.wrap(KEYS, CIRCLE, RECORD, bytes(length))
    key = sealing.unwrap(KEYS, CIRCLE, RECORD, nonce, wrapped)
    with pytest.raises(Damaged):
        sealing.open_body(key, CIRCLE, RECORD, seal(Slip("kept")).body)


@given(st.binary(max_size=100))
def test_a_member_who_seals_nonsense_breaks_nothing(nonsense: bytes) -> None:
    key = bytes(32)
    body = ChaCha20Poly1305(key).encrypt(sealing.ONCE, padding.pad(nonsense), sealing.body_bound(CIRCLE, RECORD))
    try:
        inside = sealing.open_body(key, CIRCLE, RECORD, body)
    except Damaged:
        return
    with pytest.raises(Damaged):
        sealing.value_of(SLIP, inside)


@given(st.binary(max_size=100), st.integers(-5, 3))
def test_nonsense_inside_a_good_frame_is_damage_too(nonsense: bytes, schema: int) -> None:
    inside = sealing.Inside("test.leaflet", "open", 0, schema, msgspec.Raw(nonsense))
    with pytest.raises(Damaged):
        sealing.value_of(LEAFLET, inside)


def test_old_versions_are_brought_up_and_newer_ones_left_alone() -> None:
    def inside(schema: int, value: msgspec.Struct) -> sealing.Inside:
        sealed = sealing.seal(KEYS, CIRCLE, RECORD, as_of(schema), value, "open")
        return sealing.open_body(key_of(sealed), CIRCLE, RECORD, sealed.body)

    old = OldLeaflet("Know your rights", "300")
    assert sealing.value_of(LEAFLET, inside(1, old)) == Leaflet("Know your rights", 300, "nobody yet")
    with pytest.raises(TooNew):
        sealing.value_of(LEAFLET, inside(4, old))
    with pytest.raises(Damaged):
        sealing.value_of(SLIP, inside(1, old))
    with pytest.raises(Damaged):
        sealing.value_of(LEAFLET, inside(2, Slip("of another kind")))


def test_no_nonce_and_no_record_key_comes_twice() -> None:
    key = bytes(32)
    wraps = [sealing.wrap(KEYS, CIRCLE, RECORD, key) for _time in range(20_000)]
    assert len({nonce for nonce, _wrapped in wraps}) == 20_000
    assert len({wrapped for _nonce, wrapped in wraps}) == 20_000
    sealed = [seal(Slip("the same words")) for _time in range(2_000)]
    assert len({key_of(one) for one in sealed}) == 2_000
    assert len({one.body for one in sealed}) == 2_000


def test_shelves_are_told_apart_by_whoever_has_the_key_only() -> None:
    names = [(project, kind, shelf) for project in (0, 1) for kind in ("a", "ab") for shelf in ("", "b", "bc", "c")]
    tokens = {KEYS.token(*name) for name in names}
    assert len(tokens) == len(names), "also where the names together spell the same"
    other = CircleKeys(new_root(), KEYS.epoch)
    assert tokens.isdisjoint(other.token(*name) for name in names)


def test_what_is_derived_differs_by_label_and_part() -> None:
    made = [derive(KEYS.root, label, *parts) for label in ("a", "b") for parts in ((), (b"",), (b"x", b"y"), (b"xy",))]
    assert len(set(made)) == len(made)
    assert {KEYS.public, KEYS.voucher, KEYS.root, derive(KEYS.root, "toolbox bridge 1")} & set(made) == set()


@pytest.mark.parametrize("root", [b"", bytes(31), bytes(33)])
def test_a_root_has_its_length(root: bytes) -> None:
    with pytest.raises(ValueError, match="root"):
        CircleKeys(root, 1)


@given(NUMBERS)
def test_an_id_is_spelled_and_read_back(number: int) -> None:
    assert len(spell(number)) == LENGTH
    assert unspell(spell(number)) == number


@given(st.text(max_size=LENGTH + 2))
@example("0" * LENGTH)
@example("z" * LENGTH)
def test_what_is_no_id_is_refused_or_is_the_only_spelling(text: str) -> None:
    try:
        number = unspell(text)
    except ValueError:
        return
    assert spell(number) == text
