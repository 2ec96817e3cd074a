"""A public page as its circle writes it: sealed until somebody publishes it, and then in clear word for word."""

from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Meta

from toolbox.kernel.intake.questions import Both, Form
from toolbox.kernel.records.values import Id, Line, Value
from toolbox.kernel.registry.kinds import Kind

HERE = "here"
MOST_FORMS = 6

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Door(StrEnum):
    """Behind which door of the first page a form stands."""

    SUPPORT = "support"
    HELP = "help"
    NONE = "none"  # only on the page itself


class Front(Value, frozen=True, kw_only=True):
    """What stands on the page around its forms."""

    title: Both
    words: Both = Both()
    """In Markdown."""
    hours: Both = Both()
    place: Both = Both()
    """Where, as public as the group wants it: a part of town is enough."""
    phone: Line = ""
    """In E.164."""

    def check(self) -> None:
        """Raise ValueError where the page has no name."""
        if not self.title:
            raise ValueError(_("Write what the page is called."))


class Asking(Value, frozen=True, kw_only=True):
    """A form as it is published, with what its page promises."""

    form: Form
    door: Door = Door.NONE
    readers: Annotated[int, Meta(ge=0, le=500)] = 0
    """How many people read it, as the circle says; 0: it does not say."""
    days: Annotated[int, Meta(ge=0, le=60)] = 0
    """Within how many days one of them answers; 0: no promise."""
    is_paused: bool = False
    paused: Both = Both()
    """What strangers are told while it is paused, and what to do instead."""


class FormDraft(Value, frozen=True, kw_only=True):
    """One form of a page, with the mailbox that it seals to."""

    slug: Slug
    mailbox: Id
    asking: Asking


class Draft(Value, frozen=True, kw_only=True):
    """The page as its circle sees it."""

    slug: Slug
    front: Front
    forms: tuple[FormDraft, ...] = ()
    public: Id = 0
    """The row that strangers see; 0: nobody sees it."""
    changed: bool = False
    """Whether something here is not public yet."""

    def form(self, slug: str) -> FormDraft | None:
        """One of its forms."""
        return next((one for one in self.forms if one.slug == slug), None)


DRAFT = Kind(
    name="projects.page",
    struct=Draft,
    says=gettext_lazy("public pages, as you write them"),
    title=lambda draft: draft.front.title.en or draft.front.title.es,
    shelves=(HERE,),
)
