"""On PostgreSQL a few connections serve all threads, and nobody waits in vain for one."""

import io
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
import pytest_django
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory
from psycopg import sql

from tests.postgres import Cluster
from tests.running import Running, serving
from toolbox.site.postgres import lending
from toolbox.site.postgres.address import configured
from toolbox.site.postgres.base import DatabaseWrapper
from toolbox.site.postgres.lending import POOL, Awaited, Handler

CALLERS = 14
MOST = POOL["max_size"] + 1  # and the one of the tidying
FORM = (
    "POST /library/suggest/ HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:{0}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nname=A"
)


def told(postgres: Cluster, statement: sql.SQL, role: str) -> int:
    """A number that the administrator is told about a role."""
    with psycopg.connect(host=str(postgres.folder), user="postgres", dbname="postgres", autocommit=True) as server:
        row = server.execute(statement + sql.SQL(" FROM pg_stat_activity WHERE usename = %s"), [role]).fetchone()
    return int(row[0]) if row else 0


def count(postgres: Cluster, role: str) -> int:
    """How many connections a role has."""
    return told(postgres, sql.SQL("SELECT count(*)"), role)


def end_all(postgres: Cluster, role: str) -> None:
    """As if PostgreSQL had been started anew."""
    told(postgres, sql.SQL("SELECT count(pg_terminate_backend(pid))"), role)


def sees(running: Running) -> None:
    """A visitor looks at the list."""
    with urllib.request.urlopen(f"{running.address}/library/", timeout=60) as answer:
        assert answer.status == 200
        answer.read()


def test_whoever_is_still_sending_holds_no_connection(postgres: Cluster, tmp_path: Path) -> None:
    address = postgres.database("lending")
    with serving(tmp_path, DATABASE_URL=address, TOOLBOX_THREADS="16") as running, ExitStack() as callers:
        for _caller in range(CALLERS):
            caller = callers.enter_context(socket.create_connection(("127.0.0.1", running.port)))
            caller.sendall(FORM.format(running.port).encode())
        for _visitor in range(8):
            sees(running)
            assert count(postgres, "lending") <= MOST


def test_a_database_that_ended_all_connections_is_asked_again(postgres: Cluster, tmp_path: Path) -> None:
    address = postgres.database("ended")
    with serving(tmp_path, DATABASE_URL=address) as running:
        sees(running)
        end_all(postgres, "ended")
        for _visitor in range(6):
            sees(running)
    assert "Error" not in running.output()


@pytest.fixture
def unblocked(django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Databases of a test's own may be asked; nothing here asks that of the other tests."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def lent(postgres: Cluster, monkeypatch: pytest.MonkeyPatch, unblocked: None) -> Iterator[DatabaseWrapper]:
    """A connection that comes from a pool of one."""
    role = f"lent{time.monotonic_ns()}"
    wrapper = wrapped(postgres.database(role))
    monkeypatch.setattr(lending, "connection", wrapper)
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def wrapped(address: str, **pool: Any) -> DatabaseWrapper:
    settings = configured(address)
    options = {**settings["OPTIONS"], "pool": {**POOL, "min_size": 1, "max_size": 1, "timeout": 0.2, **pool}}
    given: dict[str, Any] = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "TIME_ZONE": None, "TEST": {}}
    return DatabaseWrapper({**settings, **given, "CONN_MAX_AGE": 0, "OPTIONS": options}, f"lent-{address}")


def asks(wrapper: DatabaseWrapper) -> int:
    """Ask the database; the number of the process that answers."""
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_the_same_connection_serves_one_after_the_other(lent: DatabaseWrapper) -> None:
    first = asks(lent)
    lent.close()
    assert asks(lent) == first


def test_who_gets_none_in_time_has_one_of_their_own(lent: DatabaseWrapper) -> None:
    first = asks(lent)
    other = lent.copy()
    second = asks(other)
    assert second != first
    with other.cursor() as cursor:
        cursor.execute("SELECT current_setting('TimeZone'), current_setting('synchronous_commit')")
        assert cursor.fetchone() == ("UTC", "on")
    own = other.connection
    other.close()
    assert own.closed, "it is nobody else's"
    lent.close()
    assert asks(lent) == first


@pytest.mark.usefixtures("unblocked")
def test_a_server_that_does_not_answer_is_told_within_seconds(tmp_path: Path) -> None:
    nowhere = wrapped(f"postgresql://a@/b?host={tmp_path}")
    begun = time.monotonic()
    with pytest.raises(OperationalError):
        asks(nowhere)
    assert time.monotonic() - begun < 20
    nowhere.close_pool()


def test_it_is_given_back_before_anybody_waits_for_what_is_sent(lent: DatabaseWrapper) -> None:
    sent = Awaited(io.BytesIO(b"name=A\nday=B"))
    asks(lent)
    assert sent.readline() == b"name=A\n"
    assert lent.connection is None
    asks(lent)
    assert sent.read() == b"day=B"
    assert lent.connection is None


def test_within_a_transaction_it_is_kept(lent: DatabaseWrapper) -> None:
    asks(lent)
    lent.in_atomic_block = True
    assert Awaited(io.BytesIO(b"A")).read(1) == b"A"
    lent.in_atomic_block = False
    assert lent.connection is not None


@pytest.mark.parametrize(("answer", "kept"), [(HttpResponse("A"), False), (StreamingHttpResponse(["A"]), True)])
def test_it_is_given_back_before_an_answer_is_sent(
    lent: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch, answer: HttpResponseBase, kept: bool
) -> None:
    def get_response(_handler: object, _request: object) -> HttpResponseBase:
        asks(lent)
        return answer

    monkeypatch.setattr(WSGIHandler, "get_response", get_response)
    assert Handler().get_response(RequestFactory().get("/")) is answer
    assert (lent.connection is not None) is kept
