"""Pages of the town that answer a form and stand at no address of their own: codes shown once, errors, searches."""

import secrets
from collections.abc import Callable

from tests.browser.town import Town, passphrase_of
from tests.running import toolbox
from tests.visitor import Page, Visitor

Maker = Callable[[Town, str], Page]
MAKERS: dict[str, Maker] = {}


def answer(maker: Maker) -> Maker:
    """Add a page; it is made for each language anew."""
    MAKERS[maker.__name__] = maker
    return maker


@answer
def invited(town: Town, language: str) -> Page:
    """Seven words."""
    page = town.me.get(f"{language}{town.empty}invite/")
    return town.me.send(page, page.form("for_whom"), for_whom="Reed, from the bakery")


@answer
def asked_to_join(town: Town, language: str) -> Page:
    """The second step of joining, with the ceremony."""
    code = field(invited(town, ""), "code")
    visitor = Visitor(town.running)
    page = visitor.get(f"{language}/join/")
    return visitor.send(page, page.form("code"), code=code)


@answer
def asked_to_join_with_mistakes(town: Town, language: str) -> Page:
    """The same, sent with everything wrong."""
    page = asked_to_join(town, language)
    form = page.form("name", "handle")
    return Visitor(town.running).send(page, form, name="", handle="", passphrase="one two", own="short", again="")


@answer
def no_such_invite(town: Town, language: str) -> Page:
    """Seven words that open nothing."""
    visitor = Visitor(town.running)
    page = visitor.get(f"{language}/join/")
    return visitor.send(page, page.form("code"), code="abacus abdomen abide ability ablaze able abnormal")


@answer
def about_to_found(town: Town, language: str) -> Page:
    """The second step of founding, with the ceremony."""
    code = toolbox(town.running.folder, "found", **town.environment).stdout.strip().splitlines()[-1]
    visitor = Visitor(town.running)
    page = visitor.get(f"{language}/found/")
    return visitor.send(page, page.form("code"), code=code)


@answer
def let_in_nowhere(town: Town, language: str) -> Page:
    """A wrong passphrase."""
    visitor = Visitor(town.running)
    page = visitor.get(f"{language}/in/")
    return visitor.send(page, page.form("handle"), handle="nobody", passphrase="no such words", pin="12")


@answer
def shift_is_over(town: Town, language: str) -> Page:
    """A session that nobody knows any more."""
    visitor = Visitor(town.running)
    visitor.cookies = dict.fromkeys(town.me.cookies, secrets.token_hex(32))
    return visitor.get(f"{language}/desk/")


@answer
def came_back(town: Town, language: str) -> Page:
    """What was typed into a form of an earlier session."""
    page = town.me.get(f"{language}{town.empty}notes/new/")
    form = page.form("title")
    return town.me.send(
        page, form, token="00" * 48, title="A long title", text="Two lines\nof words " + "and more " * 30
    )


@answer
def recovery_sheet(town: Town, language: str) -> Page:
    """Ten words."""
    page = town.me.get(f"{language}/me/sheet/")
    return town.me.send(page, page.form("passphrase"), passphrase=passphrase_of(town.who))


@answer
def asked_for_a_new_passphrase(town: Town, language: str) -> Page:
    """The second step with a recovery sheet."""
    code = field(recovery_sheet(town, ""), "sheet_code")
    visitor = Visitor(town.running)
    page = visitor.get(f"{language}/in/sheet/")
    return visitor.send(page, page.form("sheet_code"), handle=town.who, sheet_code=code)


@answer
def three_sheets(town: Town, language: str) -> Page:
    """Shares of the paper member, which is let go at once."""
    page = town.me.get(f"{language}{town.empty}paper/")
    sheets = town.me.send(page, page.form("do"), press="do=make")
    again = town.me.get(f"{town.empty}paper/")
    town.me.send(again, again.form("do"), press="do=remove")
    return sheets


@answer
def found_in_a_circle(town: Town, language: str) -> Page:
    """What a search finds."""
    return searched(town, language, "the")


@answer
def found_nowhere(town: Town, language: str) -> Page:
    """Nothing."""
    return searched(town, language, "xyzzyplugh")


@answer
def previewed(town: Town, language: str) -> Page:
    """A note with everything that a note can hold, before it is saved."""
    text = "# One\n\n## Two\n\n- [ ] open\n- [x] done\n\n1. first\n\n> said\n\n`code` **bold**\n\n" + (
        "| who | number | when | where |\n| --- | --- | --- | --- |\n| " + "somebody | 555-0110 | always | there |\n"
    )
    page = town.me.get(f"{language}{town.empty}notes/new/")
    return town.me.send(page, page.form("title"), press="preview=1", title="W" * 100, text=text)


@answer
def nothing_typed(town: Town, language: str) -> Page:
    """A form sent empty."""
    page = town.me.get(f"{language}/circles/new/")
    return town.me.send(page, page.form("my_name"))


@answer
def agreements_previewed(town: Town, language: str) -> Page:
    """What a circle has agreed, before it is saved."""
    page = town.me.get(f"{language}{town.empty}settings/")
    return town.me.send(page, page.form("agreements"), press="do=preview", agreements="# We\n\n- **listen**")


@answer
def wrong_code_from_the_phone(town: Town, language: str) -> Page:
    """The second factor, not set up."""
    page = town.me.get(f"{language}/me/door/")
    return town.me.send(page, page.form("code"), code="000000", passphrase="not this one")


@answer
def wrong_sheets(town: Town, language: str) -> Page:
    """Shares that do not fit."""
    visitor = Visitor(town.running)
    page = visitor.get(f"{language}/in/paper/")
    return visitor.send(page, page.form("first"), first="human crunch", second="")


def searched(town: Town, language: str, words: str) -> Page:
    """A search through the first circle of the town."""
    circle = next(one.path for one in town.every("c/<row:circle>/") if one.path != town.empty)
    page = town.me.get(f"{language}{circle}search/")
    return town.me.send(page, page.form("words"), words=words)


def field(page: Page, name: str) -> str:
    """What stands in a field."""
    return next(one.value for form in page.read().forms for one in form.fields if one.name == name)


@answer
def entry_with_mistakes(town: Town, language: str) -> Page:
    """An entry of the public list, changed and sent with much wrong."""
    return changed_entry(town, language, "do=save", url="nowhere", since="soon", phone="five")


@answer
def entry_previewed(town: Town, language: str) -> Page:
    """The same, as everybody would see it."""
    return changed_entry(town, language, "do=preview", offers="A shelf with two boards.")


@answer
def entries_found(town: Town, language: str) -> Page:
    """Entries by name, in the circle that keeps the list."""
    known = town.examples["c/<row:circle>/curating/"][0]
    page = town.people[known.who].get(f"{language}{known.path}")
    return town.people[known.who].send(page, page.form("q"), q="ferry")


def changed_entry(town: Town, language: str, press: str, **typed: str) -> Page:
    """The form of an entry, filled in and sent by one of its buttons."""
    known = town.examples["c/<row:circle>/curating/entries/<slug:slug>/edit/"][0]
    page = town.people[known.who].get(f"{language}{known.path}")
    return town.people[known.who].send(page, page.form("offers"), press, typed)
