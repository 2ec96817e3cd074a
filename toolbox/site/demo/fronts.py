"""The public pages of the town: put up as their circles would, and the forms to which strangers write."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from toolbox.kernel.circles import rules as circle_rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes, questions
from toolbox.kernel.projects import publishing, rules, starters
from toolbox.kernel.projects.records import HERE, Draft, Front
from toolbox.site.demo.parts import numbered
from toolbox.site.demo.sendings import Page


class Open(NamedTuple):
    """Where a form is sent to, and what its page promises."""

    circle: str
    mailbox: int
    form: questions.Form
    public_name: str
    days: int = 0
    phone: str = ""


def put_up(pages: Iterable[Page], there: Mapping[str, Mapping[str, Group]]) -> dict[str, Open]:
    """Put the pages up; returns their forms by `page/starter`. Those of drafts and paused ones are among them."""
    found: dict[str, Open] = {}
    for page in pages:
        found |= _put_up(page, there[page.circle][page.by])
    return found


def _put_up(page: Page, group: Group) -> dict[str, Open]:
    front = Front(title=page.title, words=page.words, hours=page.hours, place=page.place, phone=numbered(page.phone))
    draft, found = Draft(slug=page.slug, front=front), {}
    for one in page.form:
        asking = starters.everything()[one.starter].asking()
        asking = replace(asking, readers=len(circle_rules.living(group.settings)))
        mailbox = boxes.make(group, asking.form.title.en).value.mailbox
        draft = rules.with_form(draft, asking, mailbox)
        name = f"{page.title.en}: {asking.form.title.en}"
        found[f"{page.slug}/{one.starter}"] = Open(page.circle, mailbox, asking.form, name, asking.days, front.phone)
    held = group.circle.put(draft, HERE)
    if page.draft:
        return found
    held = publishing.publish(group, held)
    for one, formed in zip(page.form, draft.forms, strict=True):
        if one.paused:
            held = publishing.pause(group, held, formed.slug, paused=True, says=one.paused)
    return found
