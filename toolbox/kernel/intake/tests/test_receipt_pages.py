"""Somebody comes back with the code on their slip."""

import re
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from tests.people import again, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import ending, stopping
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes, codes
from toolbox.kernel.intake.acts import answering, coming_back, proposing
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.models import Envelope, Receipt
from toolbox.kernel.intake.tests.mail import answer, inbox, sends, taken
from toolbox.kernel.vault.ids import spell

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Group:
    own = circle(somebody())
    joins(somebody(), own, "Birch")
    return groups.opened(again(own.me), own.id)


@pytest.fixture
def code(two: Group) -> Code:
    return sends(boxes.make(two, "Groceries").value.mailbox, answer("what", "Formula for the baby"))


def post(client: Client, code: Code | str, do: str = "", **fields: str) -> str:
    typed = code.text if isinstance(code, Code) else code
    response = client.post("/receipt/", {"code": typed, **({"do": do} if do else {}), **fields})
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    return page(response)


def page(response: Any) -> str:
    return str(response.content.decode())


def number_in(shown: str, name: str = "number") -> str:
    found = re.search(f'name="{name}" value="([^"]+)"', shown)
    assert found is not None
    return found[1]


def test_it_tells_where_it_stands_and_never_what_was_written(client: Client, two: Group, code: Code) -> None:
    shown = post(client, code.text.upper().replace(" ", "  "))
    assert "Nobody has taken it in yet" in shown
    assert "Formula" not in shown
    held = answering.answer(two, taken(two), "We come <b>on Thursday</b>.", timezone.now())
    shown = post(client, code)
    assert "We come &lt;b&gt;on Thursday&lt;/b&gt;." in shown
    assert "Somebody read it" in shown
    assert held.value.said[0].text in "We come <b>on Thursday</b>."


def test_writing_more_and_solved_reach_the_circle(client: Client, two: Group, code: Code) -> None:
    taken(two)
    shown = post(client, code)
    number = number_in(shown)
    for _twice in range(2):
        assert "They read it next" in post(client, code, "write", text="The bell is broken", number=number)
    shown = post(client, code, "solved", text="Thank you all", number=number_in(post(client, code)))
    assert "They see it now" in shown
    assert "It is solved</button>" not in shown
    assert "You said that it is solved. Is something open after all?" in shown
    assert [one.sent.text for one in inbox(two).news] == ["The bell is broken", "Thank you all"]


def test_who_writes_after_it_was_solved_has_something_open(client: Client, two: Group, code: Code) -> None:
    taken(two)
    post(client, code, "solved", text="", number=number_in(post(client, code)))
    post(client, code, "write", text="The second bag was not there", number=number_in(post(client, code)))
    shown = post(client, code)
    assert "It is solved</button>" in shown
    assert "You said that it is solved. Is something" not in shown


def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client, code: Code) -> None:
    assert "Write a few words." in post(client, code, "write", text=" ")
    long = "a" * 4_001
    shown = post(client, code, "write", text=long)
    assert "too long" in shown
    assert long in shown
    words = code.text.split()
    assert "None" not in post(client, "zzzzqqq " + " ".join(words[1:]))
    assert "is none of ours" in post(client, "zzzzqqq " + " ".join(words[1:]))
    assert "These are 6 words" in post(client, " ".join(words[1:]))
    assert "These are 27 digits" in post(client, "1" * 27)
    assert "No receipt has this code" in post(client, codes.new("en"))
    assert "No receipt has this code" in post(client, "1234 " * 7)
    assert "Type the seven words" in post(client, "")


def test_withdrawing_asks_first_and_destroys(client: Client, two: Group, code: Code) -> None:
    assert "Withdraw it?" in post(client, code, "withdraw")
    assert Envelope.objects.count() == 1
    assert "It is withdrawn" in post(client, code, "withdraw-now")
    assert (Envelope.objects.count(), Receipt.objects.count()) == (0, 0)
    assert "No receipt has this code" in post(client, code, "withdraw-now")


def test_under_a_legal_paper_it_says_hidden(client: Client, two: Group, code: Code) -> None:
    stopping.stop(two)
    shown = post(client, code, "withdraw-now")
    assert "is hidden" in shown
    shown = post(client, code)
    assert "A legal paper forbids destroying it now" in shown
    assert 'value="withdraw"' not in shown


def test_the_circle_has_ended(client: Client, two: Group, code: Code) -> None:
    ending.end(two)
    shown = post(client, code)
    assert "The group that read this has ended" in shown
    assert 'value="write"' not in shown
    assert "Nobody would read it" in post(client, code, "write", text="Hello?")


def test_agreeing_to_a_text_and_taking_it_back(client: Client, two: Group, code: Code) -> None:
    held = proposing.propose(two, taken(two), "We cooked for forty.", timezone.now())
    shown = post(client, code)
    assert "We cooked for forty." in shown
    about = number_in(shown, "about")
    assert about == spell(held.value.proposals[0].id)
    shown = post(client, code, "agree", about=about, number=number_in(shown))
    assert "They can publish it now" in shown
    assert 'value="agree"' not in shown
    held = proposing.published(two, held, held.value.proposals[0], 77, timezone.now())
    shown = post(client, code)
    shown = post(client, code, "take-back", about=number_in(shown, "about"), number=number_in(shown))
    assert "It was taken back" in shown
    assert "Take it back" not in shown
    assert "Nobody would read it" in post(client, code, "take-back", about=spell(5), number=spell(6))


def test_a_full_disk_keeps_the_words(client: Client, code: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(coming_back, "write_more", full)
    shown = post(client, code, "write", text="The bell is broken")
    assert "Nothing was saved" in shown
    assert "The bell is broken" in shown


def test_a_slip_is_printed_without_looking_anything_up(client: Client) -> None:
    answer_ = client.post("/receipt/slip/", {"code": codes.new("es").text})
    assert answer_.status_code == 200
    assert answer_.content.startswith(b"%PDF")
    assert answer_.headers["Content-Disposition"] == 'inline; filename="slip.pdf"'
    assert "Type the seven words" in page(client.post("/receipt/slip/", {"code": ""}))


def test_codes_of_digits_work_too(client: Client, two: Group) -> None:
    code = codes.new("ar")
    from toolbox.kernel.intake.acts import sending
    from toolbox.kernel.intake.tests.mail import filled

    sending.send(boxes.make(two, "Groceries").value.mailbox, code, filled(), timezone.now())
    assert "Nobody has taken it in yet" in post(client, " - ".join(codes.parts(code)))


def test_the_code_comes_along_into_the_other_language(client: Client, code: Code) -> None:
    shown = post(client, code)
    assert '<button class="as-link" id="to-es" form="again" formaction="/es/receipt/"' in shown
    assert f'id="again" method="post" action="/receipt/"><input type="hidden" name="code" value="{code.text}">' in shown
    assert "Tu comprobante" in page(client.post("/es/receipt/", {"code": code.text}))
