"""Somebody adds a telephone, signs in with its codes, and loses it."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from toolbox.kernel.members import totp

# RFC 6238, appendix B: this secret at 59 seconds gives 94287082, of which six digits are 287082.
SECRET = base64.b32encode(b"12345678901234567890").decode()
NOON = datetime(2031, 5, 1, 12, 0, 0, tzinfo=UTC)
STEP = int(NOON.timestamp()) // 30
KEY = bytes(32)


def shown(when: datetime) -> str:
    return pyotp.TOTP(SECRET).at(when)


def test_the_example_of_the_standard_is_accepted() -> None:
    assert totp.step_for(SECRET, "287082", datetime.fromtimestamp(59, UTC), 0) == 1


def test_a_new_secret_has_160_bits_and_is_new() -> None:
    made = {totp.new_secret() for _ in range(50)}

    assert len(made) == 50
    assert {len(base64.b32decode(secret)) for secret in made} == {20}


def test_the_address_for_the_telephone_names_nobody() -> None:
    address = urlsplit(totp.address(SECRET))

    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/Toolbox:sign-in")
    assert parse_qs(address.query) == {"secret": [SECRET], "issuer": ["Toolbox"]}
    read = pyotp.parse_uri(totp.address(SECRET))
    assert isinstance(read, pyotp.TOTP)
    assert read.at(NOON) == shown(NOON)


@pytest.mark.parametrize("seconds", [0, 1, 29])
def test_a_code_counts_during_its_step_and_the_two_beside_it(seconds: int) -> None:
    now = NOON + timedelta(seconds=seconds)

    assert totp.step_for(SECRET, shown(NOON), now, 0) == STEP
    assert totp.step_for(SECRET, shown(NOON - timedelta(seconds=1)), now, 0) == STEP - 1
    assert totp.step_for(SECRET, shown(NOON + timedelta(seconds=30)), now, 0) == STEP + 1


def test_a_code_ends_with_the_step_after_its_own() -> None:
    assert totp.step_for(SECRET, shown(NOON), NOON + timedelta(seconds=59.999), 0) == STEP
    assert totp.step_for(SECRET, shown(NOON), NOON + timedelta(seconds=60), 0) is None
    assert totp.step_for(SECRET, shown(NOON), NOON - timedelta(seconds=30), 0) == STEP
    assert totp.step_for(SECRET, shown(NOON), NOON - timedelta(seconds=30.001), 0) is None


@pytest.mark.parametrize("minutes", [-60, -2, 2, 60])
def test_codes_of_other_hours_are_refused(minutes: int) -> None:
    assert totp.step_for(SECRET, shown(NOON + timedelta(minutes=minutes)), NOON, 0) is None


def test_a_used_code_and_those_before_it_are_refused() -> None:
    used = totp.step_for(SECRET, shown(NOON), NOON, 0)
    assert used is not None

    assert totp.step_for(SECRET, shown(NOON), NOON, used) is None
    assert totp.step_for(SECRET, shown(NOON - timedelta(seconds=30)), NOON, used) is None
    assert totp.step_for(SECRET, shown(NOON + timedelta(seconds=30)), NOON, used) == used + 1


def test_the_time_zone_of_the_clock_makes_no_difference() -> None:
    from zoneinfo import ZoneInfo

    assert totp.step_for(SECRET, shown(NOON), NOON.astimezone(ZoneInfo("America/Chicago")), 0) == STEP


def test_a_code_may_have_spaces_and_digits_of_another_script() -> None:
    code = shown(NOON)

    assert totp.step_for(SECRET, f" {code[:3]} {code[3:]}\n", NOON, 0) == STEP
    assert totp.step_for(SECRET, code.translate({48 + n: 0x0660 + n for n in range(10)}), NOON, 0) == STEP


@pytest.mark.parametrize("typed", ["", "abcdef", "12345", "1234567", "12345x", "½½½½½½", "²²²²²²", "0" * 5000])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert totp.step_for(SECRET, typed, NOON, 0) is None


def test_the_wrong_telephone_is_refused() -> None:
    other = next(secret for secret in iter(totp.new_secret, "") if totp.step_for(secret, shown(NOON), NOON, 0) is None)

    assert totp.step_for(other, pyotp.TOTP(other).at(NOON), NOON, 0) == STEP
    assert totp.step_for(other, shown(NOON), NOON, 0) is None


def test_ten_recovery_codes_are_made_to_be_read_from_paper() -> None:
    codes = totp.recovery_codes()

    assert len(set(codes)) == 10
    for code in codes:
        left, right = code.split(" ")
        assert (len(left), len(right)) == (5, 5)
        assert (left + right).isdecimal()
    assert not set(codes) & set(totp.recovery_codes())


def test_a_recovery_code_is_known_again_however_it_is_typed() -> None:
    stored = totp.hashed("01234 56789", KEY)

    for typed in ["01234 56789", "0123456789", " 01234-56789\n", "01234\u00a056789"]:
        assert totp.same(typed, stored, KEY)
    for typed in ["01234 56788", "1234 56789", "01234 567890", "", "letters", "O1234 56789"]:
        assert not totp.same(typed, stored, KEY)


def test_what_is_stored_says_nothing_without_the_key() -> None:
    stored = totp.hashed("01234 56789", KEY)

    assert len(stored) == 32
    assert not totp.same("01234 56789", stored, b"\x01" * 32)


@pytest.mark.parametrize(
    ("code", "key"), [("letters", KEY), ("01234 5678", KEY), ("01234 56789", b""), ("01234 56789", bytes(65))]
)
def test_nothing_is_stored_that_everybody_could_match(code: str, key: bytes) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        totp.hashed(code, key)
