"""The forms of the room: a few fields at once, in the language of who writes; nothing that was typed is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils.translation import override

from tests.people import again, browser, joins, somebody
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.tests.sending import send
from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects import publishing, starters
from toolbox.kernel.projects.forms.front import FrontForm
from toolbox.kernel.projects.forms.question import QuestionForm
from toolbox.kernel.projects.records import Draft, Front
from toolbox.kernel.projects.tests.street import at, begun, draft, fresh, published, text

pytestmark = pytest.mark.django_db
QUESTIONS = starters.everything()["groceries"].asking().form


def at_once(page: str) -> set[str]:
    """The fields that stand on a page before anything is opened."""
    closed = re.sub(r"<details>.*?</details>", "", page, flags=re.S)
    return set(re.findall(r'(?:input|textarea|select)\b[^>]* id="id_(\w+)"', closed)) - {"version"}


def test_three_fields_are_enough_to_begin(two: Group, me: Client) -> None:
    page = at(two, "page_words")
    assert at_once(text(me, page)) == {"title", "words", "phone"}
    assert at_once(text(me, f"/es{page}")) == {"title_es", "words_es", "phone"}
    send(me, f"/es{page}", title_es="Mesa del sábado", version="0")
    assert draft(two).value.front.title == Both(es="Mesa del sábado")


def test_what_is_wrong_or_written_only_there_is_not_hidden(two: Group, me: Client) -> None:
    shown = send(me, at(two, "page_words"), title="", slug="No Spaces").content.decode()
    assert "slug" in at_once(shown)
    assert "hours" not in at_once(shown)
    assert shown.count("at least one of the two languages") == 2, "at the top and beside the field"
    send(me, at(two, "page_words"), title_es="Mesa")
    assert "title_es" in at_once(text(me, at(two, "page_words"))), "only the Spanish is written"


def test_a_line_that_opens_says_whether_something_is_behind_it() -> None:
    page = Draft(slug="a", front=Front(title=Both(en="A"), hours=Both(en="Saturdays")))
    parts = {part.says: part.is_written for part in FrontForm(initial=FrontForm.of(page, 3)).parts()}
    assert parts["When and where, if people can come"]
    assert not parts["The same in Spanish"]


def test_choices_open_only_for_what_is_chosen_from() -> None:
    form = QuestionForm(questions=QUESTIONS, before=None, language="en")
    assert '<option value="choice" class="opens-1">' in str(form["ask"])
    assert '<option value="text">' in str(form["ask"])
    assert [one.hangs for one in form.parts()[0].fields] == ["", "", "hangs-1", ""]


def test_labels_say_which_language_is_the_other_one() -> None:
    assert str(FrontForm()["title_es"].label) == "Name, in Spanish"
    with override("es"):
        form = FrontForm()
        assert form.mine("title") == "title_es"
        assert str(form["title_es"].label) != str(form["title"].label)


def test_two_who_begin_at_once_make_one_page(two: Group, me: Client) -> None:
    page = text(me, at(two, "page_words"))
    first = publishing.begin(fresh(two).circle, Draft(slug="first", front=Front(title=Both(en="First"))))
    assert publishing.begin(fresh(two).circle, Draft(slug="b", front=Front(title=Both(en="B")))).id == first.id
    answer = send(me, at(two, "page_words"), title="Second", words="Typed by the slower one.", version=version(page))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Somebody changed this page meanwhile" in shown
    assert "Typed by the slower one." in shown
    assert draft(two).value.front.title.en == "First"


def version(page: str) -> str:
    found = re.search('name="version" value="([0-9]+)"', page)
    assert found is not None
    return found[1]


def full(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    """Answer every write as a disk without room does."""
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        raise OperationalError("database or disk is full")
    return execute(sql, *rest)


@pytest.mark.parametrize("page", ["page_words", "page_form_words", "page_question_new", "page_form_pause"])
def test_a_full_disk_loses_nothing(two: Group, me: Client, page: str) -> None:
    form = begun(two, me)
    path = at(two, page) if page == "page_words" else at(two, page, form)
    typed = {"title": "Typed", "says": "Typed", "paused": "Typed", "door": "none", "ask": "text"}
    with connection.execute_wrapper(full):
        assert me.get(at(two, "public_page")).status_code == 200
        answer = send(me, path, **typed, version=str(draft(two).version))
    assert answer.status_code == 503
    assert "Typed" in answer.content.decode()


@pytest.mark.parametrize("page", ["page_words", "page_form_words", "page_question_new"])
def test_what_is_too_long_stays_in_the_form(two: Group, me: Client, page: str) -> None:
    form = begun(two, me)
    path = at(two, page) if page == "page_words" else at(two, page, form)
    long = "word " * 900
    typed = {"title": long, "says": long, "door": "none", "ask": "text"}
    shown = send(me, path, **typed, version=str(draft(two).version)).content.decode()
    assert "This is too long" in shown
    assert long.strip() in shown


def test_a_question_that_moved_is_found_again(two: Group, me: Client) -> None:
    form = begun(two, me)
    page = at(two, "page_form", form)
    assert send(me, page, do="down", question="what").headers["Location"] == f"{page}#question-2"
    assert 'id="question-2"' in text(me, page)
    assert send(me, page, do="remove", question="what").headers["Location"] == page


def test_removing_a_question_is_asked_first(two: Group, me: Client) -> None:
    form = begun(two, me)
    page = at(two, "page_form", form)
    assert 'value="remove"' not in text(me, page)
    questions = draft(two).value.forms[0].asking.form.questions
    asked = send(me, page, do="ask", question="what").content.decode()
    assert "Remove this question?" in asked
    assert f"<bdi>{questions[0].says.here('en')}</bdi>" in asked
    assert draft(two).value.forms[0].asking.form.questions == questions
    send(me, page, do="remove", question="what")
    assert "what" not in {one.name for one in draft(two).value.forms[0].asking.form.questions}
    assert send(me, page, do="ask", question="what").headers["Location"] == page, "it is gone already"


def test_a_form_says_how_much_it_takes_in(two: Group, me: Client) -> None:
    page = text(me, at(two, "page_form", begun(two, me)))
    for words in ("at most 30 questions", "512 MB", "When 5,000 wait", "after 30 days is destroyed unread"):
        assert words in page


def test_the_preview_of_a_form_keeps_the_ways_of_sealed_pages(two: Group, me: Client) -> None:
    form = begun(two, me)
    for page in (at(two, "page_form_preview", form), at(two, "page_preview")):
        shown = text(me, page)
        assert "<title>Mutual Aid Toolbox</title>" in shown
        assert "Only the 2 people of this circle can read this." in shown
    send(me, at(two, "public_page"), do="pause", form="i-need-groceries")
    shown = text(me, at(two, "page_form_preview", form))
    assert "takes nothing in just now" in shown
    assert "<title>Mutual Aid Toolbox</title>" in shown


def test_a_published_form_keeps_its_name_in_the_title(two: Group, me: Client, client: Client) -> None:
    published(two, me)
    assert "<title>I need groceries · Saturday Table</title>" in text(client, "/at/saturday-table/i-need-groceries/")


def test_a_helper_may_write_too(two: Group, me: Client) -> None:
    begun(two, me)
    birch = browser(again(joins(somebody(), fresh(two), "Cedar").me))
    send(birch, at(two, "page_words"), title="Sunday Table", version=str(draft(two).version))
    assert draft(two).value.front.title.en == "Sunday Table"
