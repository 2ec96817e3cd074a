"""A person, how to reach them, and a place.

No field exists for immigration status, diagnosis, charge or race, and none may be added: what nobody wrote down
nobody can take.
"""

from enum import StrEnum
from typing import Annotated, TypeAlias

from django.utils.translation import gettext as _
from msgspec import Meta

from toolbox.kernel.records.values import Line, Value, Words

LanguageCode: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A language by ISO 639, with script or region where it matters (BCP 47): "es", "quc", "zh-Hant"."""


class ContactKind(StrEnum):
    """A way to reach somebody."""

    PHONE = "phone"
    MESSAGE = "message"
    MAIL = "mail"
    POST = "post"
    IN_PERSON = "in_person"


class Contact(Value, frozen=True, kw_only=True):
    """One way to reach somebody, and when it is safe."""

    kind: ContactKind
    value: Line
    """A number as `phones.kept` gives it, an address, a handle, or whom to ask for."""
    safe: Line = ""
    """When and how this way is safe: "after six", "never leave a message"."""
    note: Line = ""

    def check(self) -> None:
        """Raise ValueError where there is nothing to reach, or an e-mail address is none."""
        if not self.value.strip():
            raise ValueError(_("Write how to reach them."))
        if self.kind is ContactKind.MAIL and not _looks_like_mail(self.value):
            raise ValueError(_("An e-mail address looks like this: name@example.org."))


class Person(Value, frozen=True, kw_only=True):
    """Somebody, by the name they use."""

    name: Line
    """The name they use. It is the one that is shown."""
    state_name: Line = ""
    """The name that the state uses, only where a tool needs it (a jail's list, a bond): always shown as such."""
    pronouns: Line = ""
    languages: tuple[LanguageCode, ...] = ()
    """Those they are at home in, the best one first."""
    contacts: tuple[Contact, ...] = ()
    """The best one first."""
    safe: Words = ""
    """What is true of every contact: who else hears the phone, which hours, what never to say."""
    access: Words = ""
    """What they need to take part: stairs, interpreting, rest, food."""

    def check(self) -> None:
        """Raise ValueError where the person has no name to be called by."""
        if not self.name.strip():
            raise ValueError(_("Write a name to call them by. It can be any name."))


class Place(Value, frozen=True, kw_only=True):
    """Somewhere to go."""

    words: Line = ""
    """What people call it: "the blue house by the school"."""
    street: Line = ""
    """A crossing where that is enough, otherwise an address."""
    zone: Line = ""
    """The group's own part of town, by which errands are shared out."""
    way_in: Words = ""
    """How to get in: told to whoever goes, never printed."""

    def check(self) -> None:
        """Raise ValueError where nothing says where it is."""
        if not (self.words.strip() or self.street.strip() or self.zone.strip()):
            raise ValueError(_("Write where this is. A crossing or a part of town is enough."))


def _looks_like_mail(value: str) -> bool:
    """Whether a text can be an e-mail address: something, one @, a host with a dot, no space."""
    name, at, host = value.strip().rpartition("@")
    return bool(name and at and "." in host.strip(".")) and not any(map(str.isspace, value.strip()))
