"""A draft becomes public, changes, is paused, or is taken off: each in one transaction."""

import msgspec
from django.db import IntegrityError, transaction
from msgspec.structs import replace

from toolbox.kernel.circles import rules as circle_rules
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects import rules
from toolbox.kernel.projects.models import PublicForm, PublicPage
from toolbox.kernel.projects.records import HERE, Asking, Draft, Front
from toolbox.kernel.vault import quick
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.models import CircleRow


class AddressTaken(Exception):
    """Another page of this toolbox has this address."""


def draft_of(circle: Circle) -> Held[Draft] | None:
    """The page of a circle, if it has begun one."""
    found = circle.shelf(Draft, HERE)
    return min(found, key=lambda held: held.id) if found else None


def begin(circle: Circle, draft: Draft) -> Held[Draft]:
    """A first draft; or the one that somebody else began at the same moment: a circle has one page."""
    with transaction.atomic():
        CircleRow.objects.select_for_update().get(pk=circle.id)  # the second of two waits here
        return draft_of(circle) or circle.put(draft, HERE)


def is_taken(slug: str, but: int = 0) -> bool:
    """Whether another public page has this address."""
    return PublicPage.objects.filter(slug=slug).exclude(pk=but).exists()


def publish(group: Group, held: Held[Draft]) -> Held[Draft]:
    """Show it to everybody as it is now. Raises AddressTaken, and Moved where somebody was quicker.

    What forms say of how many people read them is counted anew: a promise that was true on another day is none.
    """
    draft = rules.counted(held.value, len(circle_rules.living(group.settings)))
    number = draft.public or new_id()
    try:
        with transaction.atomic():
            show(number, draft)
            return group.circle.put(held.now(forms=draft.forms, public=number, changed=False))
    except IntegrityError:
        if is_taken(draft.slug, number):
            raise AddressTaken from None
        raise


def show(number: int, draft: Draft) -> None:
    """Write down in clear what strangers see, inside a transaction."""
    body = msgspec.json.encode(draft.front).decode()
    PublicPage.objects.update_or_create(id=number, defaults={"slug": draft.slug, "body": body})
    PublicForm.objects.filter(page=number).delete()
    PublicForm.objects.bulk_create(
        PublicForm(
            page=number,
            slug=one.slug,
            position=position,
            mailbox=one.mailbox,
            body=msgspec.json.encode(one.asking).decode(),
        )
        for position, one in enumerate(draft.forms)
    )


def take_off(group: Group, held: Held[Draft]) -> Held[Draft]:
    """Nobody sees it any more. Mailboxes and receipts go on working. Raises Moved."""
    with transaction.atomic():
        forget(held.value.public)
        return group.circle.put(held.now(public=0, changed=True))


def forget(number: int) -> None:
    """Delete what was public under a number."""
    PublicForm.objects.filter(page=number).delete()
    PublicPage.objects.filter(pk=number).delete()


def pause(group: Group, held: Held[Draft], slug: str, *, paused: bool, says: Both | None = None) -> Held[Draft]:
    """Stop or go on taking in with one form, at once for everybody. `says` is what strangers read. Raises Moved."""
    draft = held.value

    def changed(asking: Asking) -> Asking:
        return replace(asking, is_paused=paused, paused=asking.paused if says is None else says)

    forms = tuple(replace(one, asking=changed(one.asking)) if one.slug == slug else one for one in draft.forms)
    with transaction.atomic():
        for row in PublicForm.objects.select_for_update().filter(page=draft.public, slug=slug):
            row.body = msgspec.json.encode(changed(asking_of(row))).decode()
            row.save(update_fields=["body"])
        return group.circle.put(held.now(forms=forms))


def form_at(page: str, form: str) -> tuple[Front, Asking, int] | None:
    """What a page says, what its form asks, and the form's mailbox, by their addresses."""
    row = quick.one(
        "SELECT p.body, f.body, f.mailbox FROM projects_page p JOIN projects_form f ON f.page = p.id"
        " WHERE p.slug = %s AND f.slug = %s",
        *(page, form),
    )
    return row and (msgspec.json.decode(row[0], type=Front), msgspec.json.decode(row[1], type=Asking), row[2])


def front_of(row: PublicPage) -> Front:
    """What a public page says."""
    return msgspec.json.decode(row.body, type=Front)


def asking_of(row: PublicForm) -> Asking:
    """What a public form asks."""
    return msgspec.json.decode(row.body, type=Asking)
