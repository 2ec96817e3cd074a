"""It is sent: who reads it by when, and a code to come back with."""

import pytest
from django.test import Client

from toolbox.kernel.intake import codes
from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Envelope
from toolbox.kernel.intake.pages.sent import mistake
from toolbox.kernel.intake.tests.browsing import fields, press, sends, stranger, text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.asking.urls"),
    pytest.mark.usefixtures("mailbox"),
]


@pytest.fixture
def ana() -> Client:
    """Who sent it."""
    return stranger()


def test_it_says_who_reads_it_by_when_and_shows_the_code(ana: Client) -> None:
    page = sends(ana)
    says = text(page)
    code = Code(fields(page)["carried"][0].partition(".")[0])
    assert coming_back.find(code)
    assert all(f"<li><strong>{word}</strong></li>" in says for word in codes.parts(code))
    for words in ("5 people read this.", "That is by", "(415) 555-0142", "Keep this code: only with it", "<svg"):
        assert words in says
    assert f'<input type="hidden" name="code" value="{code.text}">' in says, "for the slip"
    assert code.text.split()[0] not in page.request["PATH_INFO"]


def test_who_left_a_phone_is_called(ana: Client) -> None:
    says = text(sends(ana, {"q-phone": "415 555 0199"}))
    assert "We will call you or write to you." in says
    assert 'name="typed"' not in says


def test_who_has_no_phone_types_the_code_once(ana: Client) -> None:
    page = sends(ana)
    code = Code(fields(page)["carried"][0].partition(".")[0])
    wrong = press(ana, page, "typed", typed={"typed": code.text.replace(code.text.split()[2], "wrong", 1)})
    assert "Word 3 is not right." in text(wrong)
    right = press(ana, wrong, "typed", typed={"typed": "  " + code.text.upper().replace(" ", " - ")})
    assert "You have it." in text(right)
    assert 'name="typed"' not in text(right)
    assert Envelope.objects.count() == 1


def test_it_turns_into_the_other_language(ana: Client) -> None:
    page = sends(ana, {"q-phone": "415 555 0199"})
    turned = press(ana, page, "look", to="/es/trial/groceries/")
    assert fields(turned)["carried"][0].partition(".")[0] == fields(page)["carried"][0].partition(".")[0]
    assert fields(turned)["reach"] == ["1"]
    assert "It was sent once already" not in text(turned)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("red green blue", ""),
        (" Red-GREEN, blue ", ""),
        ("", "Type the code"),
        ("red blue green", "Word 2"),
        ("red green", "These are 2 words. The code has 3."),
        ("red green blue blue", "These are 4 words."),
        ("\x00\ud800", "Type the code"),
    ],
)
def test_which_word_is_wrong(typed: str, told: str) -> None:
    found = mistake(Code("red green blue"), typed)
    assert found.startswith(told)
    assert bool(found) == bool(told)


def test_which_digits_are_wrong() -> None:
    code = codes.new("ar")
    assert not mistake(code, " ".join(codes.parts(code)))
    assert not mistake(code, "\u200f" + code.text)
    assert mistake(code, code.text[:4] + "x" + code.text[5:])
    assert "Group 1" in mistake(code, str((int(code.text[0]) + 1) % 10) + code.text[1:])
    assert "28" in mistake(code, code.text[:-4])
