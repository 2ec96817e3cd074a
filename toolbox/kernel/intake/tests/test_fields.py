"""Somebody answers each kind of question, well and badly."""

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from toolbox.kernel.intake import fields
from toolbox.kernel.intake.kinds import numbers
from toolbox.kernel.intake.kinds.numbers import Household
from toolbox.kernel.intake.questions import WITH_CHOICES, Ask, Both, Choice, Form, OnlyIf, Question
from toolbox.kernel.intake.tests import trial
from toolbox.kernel.intake.tests.asking import Typed, filled, kept, one, told

YES, NO = (Choice(name=name, says=Both(en=name.title(), es={"yes": "Sí", "no": "No"}[name])) for name in ("yes", "no"))
CHOICES: dict[str, Any] = {"choices": (YES, NO)}


def test_every_kind_is_asked() -> None:
    assert set(fields.KINDS) == set(Ask)


def test_words_lose_only_what_nobody_sees() -> None:
    assert kept(Ask.TEXT, it="  Bread\x00 and\u202e\r\nmilk ") == (["Bread and milk"],) * 2
    assert kept(Ask.LONG, it="Bread\r\n\r\nmilk\u2028eggs ") == (["Bread\n\nmilk\neggs"],) * 2
    assert kept(Ask.TEXT, it="\u200fחלב")[0] == ["\u200fחלב"], "a mark that right-to-left writing needs"
    assert kept(Ask.TEXT, it="a\ud800b")[0] == ["a\ufffdb"]
    assert "at most 300" in told(Ask.TEXT, it="x" * 301)
    assert "at most 10000" in told(Ask.LONG, it="x" * 10_001)


def test_one_value_where_several_came() -> None:
    assert kept(Ask.TEXT, it=["first", "last"])[0] == ["last"]
    assert kept(Ask.NUMBER, it=["1", "2"])[0] == ["2"]


def test_a_phone_is_kept_in_one_form_and_shown_as_people_write_it() -> None:
    for written in ("(415) 555-0142", "415.555.0142", "+1 415 555 0142", "٤١٥ ٥٥٥ ٠١٤٢", "\u2066415 555 0142\u2069"):
        assert kept(Ask.PHONE, it=written) == (["+14155550142"], ["(415) 555-0142"])
    wrong = told(Ask.PHONE, it="555 0142")
    assert "area code" in wrong
    assert "(201) 555-0123" in wrong
    with translation.override("es"):
        assert "Por ejemplo" in told(Ask.PHONE, it="555 0142")
    assert told(Ask.PHONE, it="call my sister")
    assert told(Ask.PHONE, it="4" * 300)


def test_another_country_has_other_numbers(settings: Settings) -> None:
    settings.REGION = "MX"
    assert kept(Ask.PHONE, it="55 1234 5678")[0] == ["+525512345678"]


def test_a_place_says_once_what_is_enough() -> None:
    assert "crossing is enough" in filled(one(Ask.PLACE)).kinds["it"].own_hint()
    assert not filled(one(Ask.PLACE, hint=Both(en="Two towns are enough."))).kinds["it"].own_hint()


def test_an_address_of_mail() -> None:
    assert kept(Ask.MAIL, it=" ana@example.org ")[0] == ["ana@example.org"]
    assert "name@example.org" in told(Ask.MAIL, it="ana at example")


@pytest.mark.parametrize("written", ["1200", "1,200", "1.200", "1 200", "١٢٠٠", "１２００"])
def test_a_number_in_the_digits_that_people_use(written: str) -> None:
    assert kept(Ask.NUMBER, it=written)[0] == ["1200"]


def test_a_number_has_bounds() -> None:
    assert told(Ask.NUMBER, it="many") == "Write a number, for example 4."
    assert told(Ask.NUMBER, it="-1") == "Write a number from 0 to 999999999."
    assert told(Ask.NUMBER, more={"least": 1, "most": 3}, it="4") == "Write a number from 1 to 3."
    assert told(Ask.NUMBER, it="9" * 5_000)
    assert kept(Ask.NUMBER, it="0")[0] == ["0"], "none is an answer too"
    assert kept(Ask.NUMBER, more={"least": -10}, it="-5")[0] == ["-5"]


def test_a_day_in_words() -> None:
    assert kept(Ask.DAY, it="2026-11-24") == (["2026-11-24"], ["24 November 2026"])
    with translation.override("es"):
        assert kept(Ask.DAY, it="24 de noviembre de 2026") == (["2026-11-24"], ["24 de noviembre de 2026"])
    assert told(Ask.DAY, it="0000-01-01") == "This needs a day. For example 24 November."
    assert told(Ask.DAY, it="3/4/2026") == "Is this 3 April or 4 March? Write the month as a word."


def test_a_day_that_was_written_otherwise_stays_to_be_read() -> None:
    """An input of the type date would show nothing of it."""
    form = filled(one(Ask.DAY), it="the day after")
    assert 'type="text"' in str(form["it"])
    assert "the day after" in str(form["it"])
    assert 'type="date"' in str(filled(one(Ask.DAY), it="2026-11-24")["it"])


def test_times_of_the_week() -> None:
    assert kept(Ask.TIMES, it=["tue-evening", "mon-morning", "mon-evening"]) == (
        ["mon-morning", "mon-evening", "tue-evening"],
        ["Monday: morning, evening", "Tuesday: evening"],
    )
    assert kept(Ask.TIMES, it=["mon-morning", "mon-afternoon", "mon-evening"])[1] == ["Monday: all day"]
    assert kept(Ask.TIMES, it=["any", "mon-morning"]) == (["any"], ["Any time"])
    assert filled(one(Ask.TIMES), it=["never", "mon-night"]).answers() == ()


def test_languages_by_their_own_names_and_any_other() -> None:
    assert kept(Ask.LANGUAGE, it=["es", "quc"]) == (["es", "quc"], ["Spanish", "Kʼicheʼ"])
    typed = kept(Ask.LANGUAGE, it=["en"], it__other="portugués, Tu'un Savi, ENGLISH")
    assert typed == (["en", "pt", "Tu'un Savi"], ["English", "Portuguese", "Tu'un Savi"])
    assert told(Ask.LANGUAGE, more={"required": True}, it=["xx"]).startswith("Choose a language")


def test_how_many_people() -> None:
    values, shown = kept(Ask.HOUSEHOLD, it__adults="2", it__children="3", it__small="1")
    assert shown == ["2 adults, 3 children under 18, 1 under 3"]
    form = filled(one(Ask.HOUSEHOLD), it__adults="2", it__children="3", it__small="1")
    assert form.is_valid()
    assert numbers.household(form.answers()[0]) == Household(2, 3, 1)
    assert values == ["adults=2", "children=3", "small=1"]
    assert kept(Ask.HOUSEHOLD, it__adults="1")[1] == ["1 adult"]
    assert kept(Ask.HOUSEHOLD, it__children="1", it__small="1")[1] == ["1 child under 18, 1 under 3"]
    assert "among the children" in told(Ask.HOUSEHOLD, it__adults="1", it__small="1")
    assert "from 0 to 99" in told(Ask.HOUSEHOLD, it__adults="100")
    assert "for example 2" in told(Ask.HOUSEHOLD, it__adults="us")
    assert told(Ask.HOUSEHOLD, it__adults="0", it__children="0")


def test_choices_by_name_and_in_words() -> None:
    with translation.override("es"):
        assert kept(Ask.CHOICE, more=CHOICES, it="yes") == (["yes"], ["Sí"])
    assert kept(Ask.SEVERAL, more=CHOICES, it=["no", "yes"]) == (["yes", "no"], ["Yes", "No"])
    assert "Choose again" in told(Ask.CHOICE, more=CHOICES, it="perhaps")
    assert "Choose again" in told(Ask.SEVERAL, more=CHOICES, it=["yes", "perhaps"])


@pytest.mark.parametrize("ask", Ask)
def test_what_is_empty_is_no_answer_and_what_is_required_says_what_to_do(ask: Ask) -> None:
    more = CHOICES if ask in WITH_CHOICES else {}
    empty = filled(one(ask, **more))
    assert empty.is_valid()
    assert empty.answers() == ()
    assert told(ask, more={**more, "required": True}) not in {"", "This field is required.", "Fill this in."}


@pytest.mark.parametrize("ask", Ask)
def test_a_phone_knows_what_is_typed(ask: Ask) -> None:
    """Labels, keyboards and what a browser fills in."""
    drawn = str(filled(one(ask, **(CHOICES if ask in WITH_CHOICES else {})))["it"])
    wanted = {
        Ask.PHONE: ('type="tel"', 'autocomplete="tel"', 'inputmode="tel"'),
        Ask.MAIL: ('type="email"', 'autocomplete="email"'),
        Ask.NUMBER: ('inputmode="numeric"',),
        Ask.DAY: ('type="date"',),
        Ask.PLACE: ('autocomplete="address-line1"',),
        Ask.FILE: ('capture="environment"', 'accept="image/*"'),
        Ask.LANGUAGE: ('<bdi lang="ht">Kreyòl ayisyen</bdi>',),
    }
    assert all(piece in drawn for piece in wanted.get(ask, ()))


def hangs(name: str, on: str, choice: str, ask: Ask = Ask.TEXT, **more: Any) -> Question:
    """A question that hangs on another one."""
    return Question(
        name=name, ask=ask, says=Both(en=name), only_if=OnlyIf(question=on, choices=(choice,)), required=True, **more
    )


CHAIN = Form(
    title=Both(en="Chain"),
    questions=(
        Question(name="first", ask=Ask.CHOICE, says=Both(en="First?"), **CHOICES),
        hangs("second", "first", "yes", Ask.CHOICE, **CHOICES),
        hangs("third", "second", "yes"),
    ),
)
CHAIN.check()


def test_what_was_not_asked_is_dropped_and_never_wrong() -> None:
    form = filled(CHAIN, first="no", second="perhaps", third="x" * 1_000)
    assert form.is_valid()
    assert [answer.question for answer in form.answers()] == ["first"]
    form = filled(CHAIN, first="no", second="yes", third="hidden by what its question hangs on")
    assert form.is_valid()
    assert [answer.question for answer in form.answers()] == ["first"]
    assert set(filled(CHAIN, first="yes", second="yes").errors) == {"third"}


def test_classes_open_and_hide_without_a_script() -> None:
    assert fields.opening(CHAIN, "first") == {"yes": "opens-1"}
    assert fields.hanging(CHAIN) == {"second": "hangs-1", "third": "hangs-1 hangs-2"}
    assert 'class="opens-1"' in str(filled(CHAIN)["first"])


def test_the_question_is_kept_as_it_was_asked() -> None:
    with translation.override("es"):
        form = filled(trial.GROCERIES, what=["flour"], people__adults="1", where="Alder", phone="415 555 0142")
        assert form.is_valid(), form.errors
    (what, *_others, phone) = form.answers()
    assert (what.says, what.lines) == ("¿Qué necesitas?", ("Harina, arroz, frijoles",))
    assert phone.ask is Ask.PHONE
    assert fields.reaches(form.answers())
    assert not fields.reaches((what,))


SIGNS = st.text(alphabet=st.characters(), max_size=30) | st.sampled_from(
    ["", "any", "yes", "1", "-0", "0", "mon-morning"]
)
NAMES = [
    *(question.name for question in trial.EVERY_KIND.questions),
    *("people-adults", "people-children", "people-small", "spoken-other"),
]


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(SIGNS, max_size=4)), st.sampled_from(["en", "es"]))
def test_whatever_comes_is_kept_or_told(typed: Typed, language: str) -> None:
    with translation.override(language):
        form = filled(trial.EVERY_KIND, **typed)
        form.is_valid()
        assert all(str(error) for errors in form.errors.values() for error in errors)
        assert all(any((answer.values, answer.files)) for answer in form.answers())
        for name in form.fields:
            assert str(form[name]), "it can be drawn again"
