"""Where a bell rings: a mail address, or a topic of ntfy. Read as people type it, and sealed under the pepper."""

import re
from enum import StrEnum

import msgspec
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from toolbox.kernel.members import sealing
from toolbox.kernel.outside import addresses, guard

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+=?^_`{|}~-]{1,64}@([A-Za-z0-9.-]{1,189})")
_TOPIC = re.compile(r"/[-_A-Za-z0-9]{1,64}")
_LABEL = "toolbox bell 1"


class Way(StrEnum):
    """How a notice travels."""

    MAIL = "mail"
    NTFY = "ntfy"


class Where(msgspec.Struct, frozen=True):
    """One address."""

    way: Way
    address: str


def seal(bell: int, where: Where) -> bytes:
    """An address as it is stored: a copy of the database without the server's keys does not show it."""
    return sealing.seal(settings.PEPPER, _LABEL, bell, where)


def unseal(bell: int, sealed: sealing.Blob) -> Where:
    """What `seal` was given. Raises Damaged."""
    return sealing.unseal(settings.PEPPER, _LABEL, bell, sealed, Where)


def ways() -> set[Way]:
    """How notices may travel here."""
    return {way for way, on in ((Way.MAIL, settings.RELAY is not None), (Way.NTFY, settings.NTFY)) if on}


def read(typed: str) -> Where:
    """The address that somebody typed. Raises ValidationError that says what to do."""
    typed = typed.strip()
    is_mail = "@" in typed and "/" not in typed
    where = _mail(typed.removeprefix("mailto:")) if is_mail else _ntfy(typed)
    if where.way not in ways():
        raise wrong()
    return where


def wrong() -> ValidationError:
    """What an address must look like here."""
    match sorted(ways()):
        case [Way.MAIL]:
            return ValidationError(_("This must be an e-mail address, such as river@example.org."))
        case [Way.NTFY]:
            return ValidationError(_("This must be the address of an ntfy topic, such as https://ntfy.sh/river-0142."))
    return ValidationError(
        _(
            "This must be an e-mail address, such as river@example.org, or the address of an ntfy topic, such as "
            "https://ntfy.sh/river-0142."
        )
    )


def _mail(typed: str) -> Where:
    found = _MAIL.fullmatch(typed)
    if found is None or ".." in typed:
        raise wrong()
    _public(found[1].lower(), proxied=False)
    return Where(Way.MAIL, typed)


def _ntfy(typed: str) -> Where:
    whole = (typed if "://" in typed else f"https://{typed}").rstrip("/")
    if set(whole) & set("@?#"):  # a password would be stored, and a question would be asked
        raise wrong()
    try:
        url = addresses.read(whole)
    except addresses.NotAnAddress:
        raise wrong() from None
    if not _TOPIC.fullmatch(url.path):
        raise wrong()
    if url.scheme != "https":
        raise ValidationError(_("It must begin with https://, so that nobody on the line reads along."))
    _public(addresses.host(url), proxied=bool(settings.PROXY))
    return Where(Way.NTFY, str(url))


def _public(host: str, *, proxied: bool) -> None:
    try:
        guard.check_host(host, proxied=proxied)
    except guard.NotPublic:
        raise ValidationError(
            _("This address lies inside a private network. Take one that anybody can reach.")
        ) from None
