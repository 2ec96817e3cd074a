"""What may be done to forms and questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.kernel.intake.questions import Ask, Both, Choice, Form, OnlyIf, Question
from toolbox.kernel.projects import rules, starters
from toolbox.kernel.projects.records import Asking, Door, Draft, Front

GROCERIES = starters.everything()["groceries"].asking()


def draft(*askings: Asking) -> Draft:
    page = Draft(slug="saturday-table", front=Front(title=Both(en="Saturday Table")))
    for number, asking in enumerate(askings, 1):
        page = rules.with_form(page, asking, number)
    return page


def names(form: Form) -> list[str]:
    return [one.name for one in form.questions]


@pytest.mark.parametrize("name", starters.everything())
def test_every_form_to_begin_with_is_whole_in_both_languages(name: str) -> None:
    starter = starters.everything()[name]
    form = starter.asking().form
    said = [form.title, form.lead, starter.about, *form.never]
    for question in form.questions:
        said += [question.says, *(choice.says for choice in question.choices)]
        said += [both for both in (question.hint, question.why) if both]
    assert all(both.en and both.es for both in said)
    assert len(form.questions) <= 9
    assert sum(question.required for question in form.questions) <= 3


def test_groceries_take_seven_questions_three_of_them_required() -> None:
    assert len(GROCERIES.form.questions) <= 7
    assert sum(question.required for question in GROCERIES.form.questions) <= 3
    assert GROCERIES.door is Door.SUPPORT


def test_two_forms_of_the_same_name_have_addresses_of_their_own() -> None:
    assert [one.slug for one in draft(GROCERIES, GROCERIES).forms] == ["i-need-groceries", "i-need-groceries-2"]
    with pytest.raises(rules.NotAllowed):
        draft(*[GROCERIES] * 7)


def test_what_hangs_on_a_question_stays_behind_it() -> None:
    form = GROCERIES.form
    assert rules.moved(form, "phone", -1) == form, "it cannot come before what it hangs on"
    assert names(rules.moved(form, "people", -1))[:2] == ["people", "what"]
    assert rules.moved(form, "what", -1) == form
    free = rules.without_question(form, "reach")
    assert all(one.only_if is None for one in free.questions)


def test_a_question_whose_choice_is_gone_is_asked_of_everybody() -> None:
    reach = next(one for one in GROCERIES.form.questions if one.name == "reach")
    changed = Question(name="reach", ask=reach.ask, says=reach.says, choices=reach.choices[2:])
    form = rules.put_question(GROCERIES.form, changed, "reach")
    assert [one.only_if for one in form.questions if one.name in {"phone", "when"}] == [None, None]


def test_a_question_that_does_not_fit_says_why() -> None:
    nothing = Question(name="nothing", ask=Ask.CHOICE, says=Both(en="Which?"))
    with pytest.raises(ValueError, match="needs choices"):
        rules.put_question(GROCERIES.form, nothing)
    backwards = Question(
        name="late", ask=Ask.TEXT, says=Both(en="Late?"), only_if=OnlyIf(question="nowhere", choices=("a",))
    )
    with pytest.raises(ValueError, match="does not stand before it"):
        rules.put_question(GROCERIES.form, backwards)


def test_choices_keep_their_names_when_they_are_worded_anew() -> None:
    before = (Choice(name="call", says=Both(en="Call me", es="Llámenme")), Choice(name="text", says=Both(en="Text")))
    after = rules.choices_from("Call me\nWrite me a text\n", "Llámenme\n", before)
    assert [one.name for one in after] == ["call", "text"]
    more = rules.choices_from("Call me\nText\nCode", "Llámenme", before)
    assert [one.name for one in more] == ["call", "text", "c1"]


@given(st.text(max_size=80), st.sets(st.text(alphabet="abc-2", max_size=6), max_size=4))
def test_an_address_is_made_from_any_name(name: str, taken: set[str]) -> None:
    slug = rules.slug_from(name, taken)
    assert slug not in taken
    Draft(slug=slug, front=Front(title=Both(en="x"))).check()
    assert slug.replace("-", "").isascii()
    assert slug == slug.strip("-").lower()
