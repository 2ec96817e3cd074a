"""The invented town as its tests build it and read it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction

from tests.people import again
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import coming_back, taking
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.records import Sent, Submission
from toolbox.kernel.projects.models import PublicForm, PublicPage
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.everything import everything
from toolbox.kernel.vault.held import Held
from toolbox.library.models import Experience
from toolbox.site.demo import script, strangers
from toolbox.site.demo.building import Built, build
from toolbox.tools.needs.records import Ask, Came
from toolbox.tools.notes.records import Page, PageFile, Version


@cache
def riverbend() -> script.Town:
    """What the town is made of."""
    return script.read(settings.CONTENT / "demo")


@contextmanager
def standing(seed: int, now: datetime.datetime) -> Iterator[Built]:
    """A town that is gone at the end."""
    with transaction.atomic():
        yield build(riverbend(), seed, now)
        transaction.set_rollback(True)


def opened(town: Built, handle: str, circle: str) -> Group:
    """A circle as somebody opens it."""
    return groups.opened(again(town.residents[handle]), town.circles[circle])


def told(town: Built) -> dict[str, list[str]]:
    """Everything that can be read in the town, by circle; handles stand in the place of ids, and keys are left out."""
    names = {me.id: handle for handle, me in town.residents.items()}
    founders = {circle.name: circle.person[0].handle for circle in riverbend().circles}
    inside = {name: sorted(_inside(opened(town, founder, name), names)) for name, founder in founders.items()}
    return {**inside, "strangers": list(_outside(names))}


def _outside(names: dict[int, str]) -> Iterator[str]:
    """What strangers read: public pages and forms, how it went for others, and their receipts."""
    yield from sorted(f"{row.slug} {row.body}" for row in PublicPage.objects.all())
    yield from sorted(f"{row.slug} {row.position} {row.body}" for row in PublicForm.objects.all())
    yield from sorted(repr([one.slug, one.did, one.language, one.published_on]) for one in Experience.objects.all())
    for code in codes():
        opened = coming_back.find(code)
        assert opened is not None, code.text
        yield repr([code.text, str(opened.row.dies), _plain(msgspec.to_builtins(opened.told), names)])


def codes(seed: int = 1) -> list[Code]:
    """The code of each receipt of the town."""
    return [strangers.receipt(seed, number, one) for number, one in enumerate(riverbend().strangers.sent)]


def _inside(group: Group, names: dict[int, str]) -> Iterator[str]:
    pages = {held.id: held.title for held in group.circle.shelf(Page)}
    for one in taking.inbox(boxes.fresh(group)).waiting:
        yield repr(["waits", str(one.dies), _plain(msgspec.to_builtins([one.sent, one.more]), names), _files(one.sent)])
    for held in everything(group.circle):
        assert isinstance(held, Held)
        words: Any = _plain(msgspec.to_builtins(held.value), names)
        match held.value:
            case PageFile(page=page, attachment=file):
                words = [pages[page], file.name, file.media_type, b"".join(filing.content(file))]
            case Version(page=page):
                words["page"] = pages[page]
            case Ask(source=Came.LIST):
                del words["number"]  # it comes from the record's id
            case Submission():
                words["files"] = _files(held.value)
        yield repr([held.kind.name, str(held.dies), words])


def _files(sent: Sent | Submission) -> list[bytes]:
    return [b"".join(filing.content(file)) for answer in sent.answers for file in answer.files]


OTHER = {"id", "row", "key", "keys", "receipt_key", "record", "private", "header"}


def _plain(value: Any, names: dict[int, str]) -> Any:
    """The same without what is other in every town: ids, keys, seals, and numbers of what is published."""
    if isinstance(value, dict):
        told = {key: _plain(one, names) for key, one in value.items() if key not in OTHER}
        return {**told, "public": bool(value["public"])} if "public" in value else told
    if isinstance(value, list | tuple):
        return [_plain(one, names) for one in value]
    if isinstance(value, int) and value > 2**32:
        return names.get(value, "somebody")
    return value
