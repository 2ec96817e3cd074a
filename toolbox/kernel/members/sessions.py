"""Sessions: a browser that somebody signed in with, asleep after a quarter of an hour, over after twelve."""

import datetime
import hashlib
import hmac
import os
import re
from contextlib import suppress
from dataclasses import dataclass

import msgspec
from django.core.exceptions import DisallowedHost
from django.db import OperationalError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from toolbox.kernel.members import keyring as keyrings
from toolbox.kernel.members import me as members
from toolbox.kernel.members import sealing
from toolbox.kernel.members.boot import boot_key
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import MemberRow, SessionRow
from toolbox.kernel.ui.addresses import LOOPBACK
from toolbox.kernel.vault.keys import derive
from toolbox.kernel.vault.trouble import Damaged

STEP = datetime.timedelta(minutes=5)
MOST_TRIES = 5
LABEL = "toolbox session 1"
COOKIE = 32  # bytes


class Inside(msgspec.Struct, array_like=True):
    """What a session's row seals."""

    member: int
    private: bytes
    keyring_key: bytes
    pin: str
    idle: int
    ends: int  # seconds since 1970: nobody with the database can put it off
    stamp: bytes  # of the member's row when it began


@dataclass(frozen=True)
class Asleep:
    """A session that wants its PIN."""

    row: SessionRow
    inside: Inside


def down(moment: datetime.datetime) -> datetime.datetime:
    """The last step of five minutes: no exact time stands in clear, and nothing lasts longer than was said."""
    return moment - datetime.timedelta(seconds=moment.timestamp() % STEP.total_seconds())


def cookie_name(request: HttpRequest) -> str:
    """`__Host-` where the browser takes it: on https, and on this computer itself."""
    return "__Host-session" if is_safe(request) else "session"


def is_safe(request: HttpRequest) -> bool:
    """Whether the browser knows that nobody on the line can read along."""
    return request.is_secure() or _host(request) in LOOPBACK


def is_quiet(request: HttpRequest) -> bool:
    """Whether nobody on the line can read along: an onion service is encrypted, though its address has no https."""
    return is_safe(request) or _host(request).endswith(".onion")


def _host(request: HttpRequest) -> str:
    """The name by which it is asked, without the port; nothing where that is not known here."""
    try:
        return re.sub(r":\d+$", "", request.get_host())
    except (DisallowedHost, KeyError):
        return ""


def _hash(cookie: bytes) -> bytes:
    return hashlib.blake2b(cookie, digest_size=32).digest()


def _key(cookie: bytes) -> bytes:
    return derive(boot_key(), LABEL, cookie)


def begin(me: Me, pin: str, now: datetime.datetime) -> bytes:
    """A new session; returns the cookie's 32 bytes."""
    cookie = os.urandom(COOKIE)
    ends = down(now + datetime.timedelta(hours=me.keyring.hours))
    inside = Inside(me.id, me.private, me.keyring_key, pin, me.keyring.idle, int(ends.timestamp()), me.stamp)
    row = SessionRow(
        cookie=_hash(cookie),
        family=keyrings.family(me.keyring_key),
        ends=ends,
        awake_until=min(ends, down(now + datetime.timedelta(minutes=me.keyring.idle))),
    )
    row.sealed = sealing.seal(_key(cookie), LABEL, row.pk, inside, least=1024)
    row.save(force_insert=True)
    return cookie


def put_cookie(request: HttpRequest, response: HttpResponse, cookie: bytes) -> None:
    """Give the browser its cookie: not for scripts, not for other sites, until the browser is closed."""
    response.set_cookie(
        cookie_name(request), cookie.hex(), httponly=True, samesite="Strict", secure=is_safe(request), path="/"
    )


def cookie_of(request: HttpRequest) -> bytes | None:
    """The session cookie of a request, whether we know it or not."""
    value = request.COOKIES.get(cookie_name(request), "")
    try:
        cookie = bytes.fromhex(value)
    except ValueError:
        return None
    return cookie if len(cookie) == COOKIE else None


def _row(cookie: bytes, now: datetime.datetime) -> tuple[SessionRow, Inside] | None:
    row = SessionRow.objects.filter(cookie=_hash(cookie), ends__gt=now).first()
    if row is None:
        return None
    try:
        inside = sealing.unseal(_key(cookie), LABEL, row.pk, row.sealed, Inside)
    except Damaged:  # sealed in an earlier run of the server
        return None
    return (row, inside) if inside.ends > now.timestamp() else None


def find(cookie: bytes, now: datetime.datetime) -> Me | Asleep | None:
    """Whose session it is: an awake member, a sleeping session, or nobody's. Being asked keeps it awake."""
    found = _row(cookie, now)
    if found is None:
        return None
    row, inside = found
    if members.is_frozen(inside.member, now):
        _erase(row)
        return None
    if row.awake_until <= now:
        if inside.pin:
            return Asleep(row, inside)
        _erase(row)  # no PIN was chosen for this shift: only the passphrase opens it
        return None
    return _open(row, inside, now)


def wake(asleep: Asleep, pin: str, now: datetime.datetime) -> Me | None:
    """Wake a session by its PIN. After five wrong ones it is erased; the try is written down before it is looked at."""
    with transaction.atomic():
        SessionRow.objects.filter(pk=asleep.row.pk).update(tries=F("tries") + 1)
        tries = SessionRow.objects.filter(pk=asleep.row.pk).values_list("tries", flat=True).first()
    if tries is None or tries > MOST_TRIES:
        SessionRow.objects.filter(pk=asleep.row.pk).delete()
        return None
    if not hmac.compare_digest(pin.strip().encode(), asleep.inside.pin.encode()):
        if tries == MOST_TRIES:
            SessionRow.objects.filter(pk=asleep.row.pk).delete()
        return None
    SessionRow.objects.filter(pk=asleep.row.pk).update(tries=0)
    return _open(asleep.row, asleep.inside, now)


def tries_left(asleep: Asleep) -> int:
    """How often a PIN may still be tried; 0 where the session is gone."""
    tries = SessionRow.objects.filter(pk=asleep.row.pk).values_list("tries", flat=True).first()
    return 0 if tries is None else MOST_TRIES - tries


def _open(row: SessionRow, inside: Inside, now: datetime.datetime) -> Me | None:
    awake = min(row.ends, down(now + datetime.timedelta(minutes=inside.idle)))
    if awake != row.awake_until:
        with suppress(OperationalError):  # a full disk: it falls asleep sooner, and loses nothing that was typed
            SessionRow.objects.filter(pk=row.pk).update(awake_until=awake)
    try:
        me = members.load(inside.member, inside.private, inside.keyring_key)
    except (MemberRow.DoesNotExist, Damaged):  # deleted, or a new passphrase was chosen elsewhere
        _erase(row)
        return None
    if not keyrings.same(me.stamp, inside.stamp):  # frozen and brought back since: whoever had it has it no more
        _erase(row)
        return None
    me.session, me.ends = row.pk, row.ends
    return me


def _erase(row: SessionRow) -> None:
    """Erase a session that is over anyway: where the disk is full, the next request tries again."""
    with suppress(OperationalError):
        row.delete()


def pin_of(request: HttpRequest, now: datetime.datetime) -> str:
    """The PIN that was chosen for the session of a request; empty where there is none."""
    cookie = cookie_of(request)
    found = _row(cookie, now) if cookie is not None else None
    return found[1].pin if found is not None else ""


def known(request: HttpRequest, now: datetime.datetime) -> bool:
    """Whether a request carries the cookie of a session that is not over, awake or asleep."""
    cookie = cookie_of(request)
    return cookie is not None and _row(cookie, now) is not None


def end(request: HttpRequest) -> None:
    """Erase the session of a request."""
    cookie = cookie_of(request)
    if cookie is not None:
        SessionRow.objects.filter(cookie=_hash(cookie)).delete()


def own(me: Me) -> list[SessionRow]:
    """The sessions of a member, the one that ends last first."""
    return list(SessionRow.objects.filter(family=keyrings.family(me.keyring_key)).order_by("-ends", "pk"))


def end_own(me: Me, session: int) -> bool:
    """End one session of theirs; False where it is not theirs or over."""
    return bool(SessionRow.objects.filter(pk=session, family=keyrings.family(me.keyring_key)).delete()[0])


def end_all(me: Me, but: int = 0) -> None:
    """End all of a member's sessions but one."""
    SessionRow.objects.filter(family=keyrings.family(me.keyring_key)).exclude(pk=but).delete()


def drop_ended(now: datetime.datetime) -> int:
    """Delete the sessions that are over; returns how many."""
    return SessionRow.objects.filter(ends__lte=now).delete()[0]


def idle_choices() -> tuple[int, ...]:
    """Minutes that a member may choose: never more than a quarter of an hour, and more than a step of the clock."""
    return (10, keyrings.MOST_IDLE)
