"""Answers to forms about strangers' mail, public pages and projects, and the walk through the town."""

from tests.browser import answers
from tests.browser.answers import answer
from tests.browser.town import Town
from tests.visitor import Page, Value, Visitor

MAKERS = answers.MAKERS  # those of answers.py, and those below


def sent(town: Town, language: str, route: str, holding: str, press: str = "", **typed: Value) -> Page:
    """A page to which a link leads, its form filled in and sent as it stands. Nothing of it may be saved."""
    known = next(one for one in town.examples[route] if any(holding in form.names for form in one.page.read().forms))
    page = town.people[known.who].get(f"{language}{known.path}")
    return town.people[known.who].send(page, page.form(holding), press, typed)


@answer
def tour(town: Town, language: str) -> Page:
    """Ten stops."""
    return Visitor(town.running).get(f"{language}/tour/")


@answer
def found_in_the_inbox(town: Town, language: str) -> Page:
    """What the inbox has with a word."""
    return sent(town, language, "c/<row:circle>/inbox/", "q", q="e")


@answer
def several_to_be_destroyed(town: Town, language: str) -> Page:
    """Unread things that were ticked, before they go."""
    boxes = [one for one in town.every("c/<row:circle>/inbox/") if 'name="row"' in one.page.text]
    known = min(boxes, key=lambda one: "notice stop" in one.page.text)  # where no legal paper forbids it
    page = town.people[known.who].get(f"{language}{known.path}")
    ticked = [part.partition('"')[0] for part in page.text.split('name="row" value="')[1:3]]
    return town.people[known.who].send(page, page.form("do"), "do=ask", {"row": ticked})


@answer
def words_about_to_be_covered(town: Town, language: str) -> Page:
    """What would be left of something."""
    return sent(town, language, "c/<row:circle>/inbox/<row:record>/cover/", "words", "do=show", words="an\nre\nto")


@answer
def about_to_be_handed_on(town: Town, language: str) -> Page:
    """What goes along to another circle."""
    known = town.examples["c/<row:circle>/inbox/<row:record>/hand-on/"][0]
    page = town.people[known.who].get(f"{language}{known.path}")
    to = page.text.partition('name="to" value="')[2].partition('"')[0]
    return town.people[known.who].send(page, page.form("to"), "do=ask", {"to": to})


@answer
def answered_with_nothing(town: Town, language: str) -> Page:
    """An empty answer to somebody."""
    return sent(town, language, "c/<row:circle>/inbox/<row:record>/answer/", "words", words="")


@answer
def page_with_mistakes(town: Town, language: str) -> Page:
    """The words of a public page, sent with much wrong."""
    return sent(town, language, "c/<row:circle>/page/words/", "slug", title="", phone="five", slug="Not So!")


@answer
def question_with_mistakes(town: Town, language: str) -> Page:
    """A question of a public form that cannot be asked so."""
    route = "c/<row:circle>/page/forms/<row:form>/question/"
    return sent(town, language, route, "ask", says="", ask="choice", choices="")


@answer
def kit_begun_with_mistakes(town: Town, language: str) -> Page:
    """A project without a name, on a day that is none."""
    return sent(town, language, "projects/begin/", "kit", kit="", name="", evening="soon")


@answer
def step_with_mistakes(town: Town, language: str) -> Page:
    """A step that says nothing."""
    route = "c/<row:circle>/projects/<row:project>/step/<row:step>/"
    return sent(town, language, route, "what", what="", day="soon")


@answer
def law_checked_by_nobody(town: Town, language: str) -> Page:
    """Nobody stands behind a sentence."""
    route = "c/<row:circle>/projects/<row:project>/check/<int:number>/"
    return sent(town, language, route, "by", by="", place="", day="soon")


@answer
def telling_with_mistakes(town: Town, language: str) -> Page:
    """A text that nobody could agree to: it is on no page, and says nothing."""
    route = "c/<row:circle>/curating/told/<row:telling>/"
    return sent(town, language, route, "did", "do=ask", page="nowhere at all", did="", year="soon")


@answer
def suggestion_declined_without_a_word(town: Town, language: str) -> Page:
    """Another reason, and none is written."""
    route = "c/<row:circle>/curating/sent/<row:suggestion>/decline/"
    return sent(town, language, route, "why", why="own", own="")
