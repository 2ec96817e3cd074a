"""Somebody asks for groceries on a cracked phone."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.utils import timezone

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import codes, limits
from toolbox.kernel.intake.acts import coming_back
from toolbox.kernel.intake.models import Envelope, Mailbox, Receipt
from toolbox.kernel.intake.pages import asking
from toolbox.kernel.intake.records import Sent
from toolbox.kernel.intake.tests import trial
from toolbox.kernel.intake.tests.browsing import FORM, LEAST, fields, press, sends, stranger, text
from toolbox.kernel.intake.tests.mail import inbox

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.asking.urls"),
    pytest.mark.usefixtures("mailbox"),
]
WEIGHT = 13_000  # bytes that arrive in one round trip


@pytest.fixture
def ana() -> Client:
    """Who asks."""
    return stranger()


def arrived(two: Group) -> Sent:
    """The only thing that waits."""
    (waiting,) = inbox(two).waiting
    return waiting.sent


def code_of(page: Any) -> codes.Code:
    """The code that an acknowledgement carries."""
    return codes.typed(fields(page)["carried"][0].partition(".")[0])


def test_it_is_sent_and_read(ana: Client, two: Group) -> None:
    page = sends(ana, {"q-phone": "415 555 0199", "q-when": ["any"]}, "/es/trial/groceries/")
    assert page.status_code == 200
    assert not page.cookies
    assert page.headers["Cache-Control"] == "no-store"
    sent = arrived(two)
    assert (sent.form, sent.language, sent.purpose) == ("Comida para esta semana", "es", "words")
    assert [(answer.question, answer.lines) for answer in sent.answers] == [
        ("what", ("Harina, arroz, frijoles",)),
        ("people", ("2 personas adultas",)),
        ("where", ("Alder and Third",)),
        ("phone", ("(415) 555-0199",)),
        ("when", ("A cualquier hora",)),
    ]
    opened = coming_back.find(code_of(page))
    assert opened is not None
    assert (opened.told[0].days, opened.told[0].phone) == (3, "+14155550142")


def test_the_page_says_everything_before_anything_is_typed(ana: Client) -> None:
    page = ana.get(FORM)
    assert (page.status_code, bool(page.cookies), page.headers["Cache-Control"]) == (200, False, "private, max-age=0")
    says = text(page)
    for words in ("5 people read this", "We never ask:", "your papers or your status", "(415) 555-0142", "So that the"):
        assert words in says
    says = says[says.index("<body>") :]
    assert says.index("Skip to the page") < says.index("Leave this page quickly") < says.index("<h1>")


def test_words_in_the_other_language_are_marked(ana: Client) -> None:
    says = text(ana.get("/es/trial/every/"))
    assert '<p lang="en" dir="ltr">Somebody reads the letter with you.</p>' in says
    assert "<h1>Una abogada" in says


@pytest.mark.parametrize("address", [FORM, "/es/trial/groceries/"])
def test_it_arrives_in_one_round_trip(address: str, ana: Client) -> None:
    page = ana.get(address, headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) <= WEIGHT
    assert text(ana.get(address)).count('class="asks"') <= 7


def test_what_is_wrong_is_said_beside_it_and_everything_else_is_kept(ana: Client) -> None:
    page = sends(ana, {"q-where": "", "q-phone": "555", "q-when": ["mon-morning"], "q-people-children": "3"})
    assert page.status_code == 200
    says = text(page)
    assert "It is not sent yet" in says
    assert '<a href="#q-where">Roughly where?</a> Write where.' in says
    kept = fields(page)
    assert kept["q-phone"] == ["555"]
    assert (kept["q-what"], kept["q-when"]) == (["flour"], ["mon-morning"])
    assert kept["q-people-children"] == ["3"]
    assert not Envelope.objects.exists()
    assert press(ana, page, typed={"q-where": "Alder", "q-phone": ""}).status_code == 200
    assert Envelope.objects.count() == 1


def test_enter_in_a_field_sends_nothing(ana: Client) -> None:
    page = press(ana, ana.get(FORM), "enter", typed=LEAST)
    assert "Nothing is sent yet." in text(page)
    assert '<a href="#q-phone">' in text(page)
    assert '<a href="#q-where">' not in text(page)
    assert "needs mending" not in text(press(ana, ana.get(FORM), "enter"))
    assert not Envelope.objects.exists()


def test_another_language_keeps_what_was_typed(ana: Client, two: Group) -> None:
    first = ana.get(FORM)
    page = press(ana, first, "look", to="/es/trial/groceries/", typed={**LEAST, "q-phone": "41"})
    kept = fields(page)
    assert (kept["q-where"], kept["q-phone"]) == (["Alder and Third"], ["41"])
    assert "needs mending" not in text(page)
    assert kept["carried"] != fields(first)["carried"], "the words of a code are Spanish too"
    press(ana, page, typed={"q-phone": ""})
    assert arrived(two).language == "es"


def test_browsers_keep_the_empty_form_alone_and_it_holds_no_code(ana: Client) -> None:
    empty = ana.get(FORM)
    assert empty.headers["Cache-Control"] == "private, max-age=0", "who goes back gets it again, with the same ticket"
    page = press(ana, empty, typed=LEAST)
    assert code_of(page).text not in text(empty)
    assert f'action="{FORM}?sent"' in text(empty), "sent to its own address, the browser would forget it"
    assert f'action="{FORM}?sent"' in text(page)
    others = [ana.get(f"{FORM}?sent"), press(ana, empty, "look"), press(ana, empty), ana.get(f"{FORM}preview/")]
    assert [one.headers["Cache-Control"] for one in (page, *others)] == ["no-store"] * 5


def test_sent_twice_it_is_there_once(ana: Client) -> None:
    form = ana.get(FORM)
    first, second = (press(ana, form, typed=LEAST) for _twice in range(2))
    assert code_of(first) == code_of(second)
    assert "It was sent once already" in text(second)
    assert "It was sent once already" not in text(first)
    assert (Envelope.objects.count(), Receipt.objects.count()) == (1, 1)
    changed = press(ana, form, typed={**LEAST, "q-where": ""})
    assert "That was not sent" in text(changed), "nobody believes that a change arrived"
    elsewhere = press(ana, form, "look", to="/es/trial/groceries/", typed=LEAST)
    assert code_of(elsewhere) == code_of(first), "the line broke before the answer came"


@pytest.mark.parametrize("carried", ["", "my.own.code", "x" * 500, "ünïcode.1.zz"])
def test_a_page_that_was_open_too_long_asks_once_more(carried: str, ana: Client) -> None:
    page = press(ana, ana.get(FORM), typed={**LEAST, "carried": carried})
    assert "Press Send once more." in text(page)
    assert not Envelope.objects.exists()
    assert fields(page)["q-where"] == ["Alder and Third"]
    press(ana, page)
    assert Envelope.objects.count() == 1


def test_a_code_of_another_form_is_none(ana: Client) -> None:
    other = codes.carried(codes.new("en"), 12)
    assert "Press Send once more." in text(press(ana, ana.get(FORM), typed={**LEAST, "carried": other}))


def test_too_much_at_once(ana: Client) -> None:
    Mailbox.objects.update(hour=limits.hour_of(timezone.now()), spent=limits.AN_HOUR)
    page = sends(ana)
    assert page.status_code == 429
    assert "Press Send again in" in text(page)
    assert fields(page)["q-where"] == ["Alder and Third"]


def test_too_few_people_hold_the_key(ana: Client) -> None:
    form = ana.get(FORM)
    Mailbox.objects.update(alone=True)
    page = press(ana, form, typed=LEAST)
    assert page.status_code == 503
    assert "takes nothing in just now" in text(page)
    assert fields(page)["q-where"] == ["Alder and Third"]
    closed = ana.get(FORM)
    assert "takes nothing in just now" in text(closed)
    assert "q-where" not in text(closed), "nobody types in vain"


def test_a_form_without_a_mailbox_is_not_there(rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        asking.answer(rf.get("/"), trial.shown("groceries")._replace(mailbox=5))
    ended = asking.answer(rf.get("/"), trial.shown("groceries", paused="The group has ended.")._replace(mailbox=5))
    assert "The group has ended." in text(ended)


def test_paused_it_says_why_and_what_to_do_instead(ana: Client) -> None:
    page = ana.get("/trial/groceries/paused/")
    assert "The pantry at Alder Street is open every day." in text(page)
    assert "(415) 555-0142" in text(page)
    assert "carried" not in text(page)
    late = press(ana, ana.get(FORM), to="/trial/groceries/paused/", typed=LEAST)
    assert late.status_code == 503
    assert fields(late)["q-where"] == ["Alder and Third"], "who had it open already loses nothing"
    assert not Envelope.objects.exists()


def test_a_preview_sends_nothing(ana: Client) -> None:
    form = ana.get("/trial/groceries/preview/")
    assert "This is how a stranger sees it." in text(form)
    assert "would be sent now" in text(press(ana, form, typed=LEAST))
    assert not Receipt.objects.exists()


def test_the_line_broke_on_the_way(ana: Client) -> None:
    whole = fields(ana.get(FORM))
    for missing in ("whole", "carried"):
        del whole[missing]
    page = ana.post(FORM, {**whole, "q-what": ["flour"]})
    assert page.status_code == 503
    assert "Nothing was saved. Press Send again in a minute." in text(page)
    assert "needs mending" not in text(page)
    assert fields(page)["q-what"] == ["flour"]


def test_the_disk_is_full(ana: Client) -> None:
    form = ana.get(FORM)

    def no_writing(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError
        return execute(sql, *rest)

    with connection.execute_wrapper(no_writing):
        page = press(ana, form, typed=LEAST)
    assert page.status_code == 503
    assert "Nothing was saved." in text(page)
    assert press(ana, page).status_code == 200
    assert Envelope.objects.count() == 1


def test_another_site_cannot_send_it(ana: Client) -> None:
    page = ana.post(FORM, LEAST, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 403


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"q-what=" + b"x" * 5_000_000, "application/x-www-form-urlencoded", 413),
        (b"&".join(b"q-%d=1" % number for number in range(1_000)), "application/x-www-form-urlencoded", 400),
        (b"q-where=%ff%00%ed%a0%80&whole=1&do=send", "application/x-www-form-urlencoded", 200),
        (b"q-where=a&whole=1&do=send", "application/x-www-form-urlencoded; charset=utf-7", 200),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x", 503),
        (b"--x\r\nnonsense", "multipart/form-data", 400),
        (
            b'--x\r\nContent-Disposition: form-data; name="q-where"\r\n\r\n\xff\xfe\x00\r\n--x--\r\n',
            "multipart/form-data; boundary=x; charset=hex",
            503,
        ),
        (b"{}", "application/json", 503),
        (b"", "", 503),
    ],
)
def test_any_bytes_get_a_sentence(body: bytes, kind: str, status: int, ana: Client) -> None:
    page = ana.generic("POST", FORM, body, content_type=kind)
    assert page.status_code == status
    assert "not" in text(page)
    assert "Groceries for this week" in text(page)
    assert not Envelope.objects.exists()
