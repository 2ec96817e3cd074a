"""What a stranger is told where a form was not sent. Whatever it is, what they typed stays in the form."""

from http import HTTPStatus
from typing import NamedTuple

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.intake import limits
from toolbox.kernel.intake.models import Mailbox
from toolbox.kernel.vault.padding import TooLarge
from toolbox.kernel.vault.trouble import FileGone

UNREAD = (SuspiciousOperation, BadRequest, UnreadablePostError, MultiPartParserError)
"""What reading a form may raise: then nothing of it is there."""

UNSENT = (
    *(limits.Again, limits.Closed, limits.Full, FileGone, TooLarge, Mailbox.DoesNotExist, DatabaseError),
    ValueError,
)
"""What sending may raise."""


class Trouble(NamedTuple):
    """Why it was not sent."""

    says: str
    status: int = HTTPStatus.SERVICE_UNAVAILABLE


def not_saved() -> Trouble:
    """The disk is full, the database is locked, or the line broke."""
    return Trouble(_("Nothing was saved. Press Send again in a minute. What you typed is still here."))


def unread(error: Exception) -> Trouble:
    """The form could not be read at all."""
    if isinstance(error, RequestDataTooBig):
        says = _("That was too much text for one form, so nothing was saved. Go back, and make it shorter.")
        return Trouble(says, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    says = _("The form did not arrive whole, so nothing was saved. Go back once: what you typed may still be there.")
    return Trouble(says, HTTPStatus.BAD_REQUEST)


def unsent(error: Exception) -> Trouble:
    """It was read, and could not be taken in."""
    match error:
        case limits.Again():
            words = ngettext(
                "Very much came in just now. Press Send again in %(minutes)d minute. What you typed is still here.",
                "Very much came in just now. Press Send again in %(minutes)d minutes. What you typed is still here.",
                error.minutes,
            )
            return Trouble(words % {"minutes": error.minutes}, HTTPStatus.TOO_MANY_REQUESTS)
        case limits.Full():
            return Trouble(_("So much waits to be read that nothing more fits in. Try again tomorrow, or call."))
        case limits.Closed():
            return Trouble(_("This form takes nothing in just now. What you typed is still here: try later, or call."))
        case Mailbox.DoesNotExist():
            return Trouble(_("The group that read this form has ended. Nobody would read what you send."))
        case FileGone():
            return Trouble(_("A file waited here for more than an hour and was destroyed. Choose it again."))
        case TooLarge():
            says = _("This is more text than one form can hold. Make your longest answer shorter.")
            return Trouble(says, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        case ValueError():
            return Trouble(_("Something here is too long. Make your longest answer shorter."), HTTPStatus.OK)
    return not_saved()


def no_room(minutes: int) -> str:
    """Files were left out because too many came within the hour."""
    return _(
        "This form takes no more files within this hour. Send it without the file, or choose it again "
        "in %(minutes)d minutes."
    ) % {"minutes": minutes}
