"""The token in every form of a sealed page: made from the session's cookie, so that no other site can make one."""

import hmac
import os

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from toolbox.kernel.members import sessions
from toolbox.kernel.vault.keys import derive

FIELD = "token"
SALT = 16  # bytes, fresh in every form: what is always the same could be guessed from a page's compressed size


def token(cookie: bytes) -> str:
    """A new token for this session."""
    salt = os.urandom(SALT)
    return (salt + _mac(cookie, salt)).hex()


def is_ours(request: HttpRequest) -> bool:
    """Whether a form carries a token of its own session."""
    cookie = sessions.cookie_of(request)
    try:
        sent = bytes.fromhex(str(request.POST.get(FIELD, "")))
    except ValueError:
        return False
    return cookie is not None and hmac.compare_digest(sent[SALT:], _mac(cookie, sent[:SALT]))


def field(cookie: bytes) -> SafeString:
    """The hidden field."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, token(cookie))


def _mac(cookie: bytes, salt: bytes) -> bytes:
    return derive(cookie, "toolbox form 1", salt)
