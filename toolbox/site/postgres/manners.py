"""What a PostgreSQL server must be like before we use it.

Sources: "Error Reporting and Logging" and "Write Ahead Log" in the manual of PostgreSQL. A failing INSERT prints its
row into the server's log whatever is done here, and only the administrator may change that: so we look, and refuse.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, NotSupportedError, connection

SPARE = 8  # connections for commands and whoever looks after the server

# Name in the server, values that will do. The administrator is told to set the first.
KEEPS_QUIET: dict[str, tuple[str, ...]] = {
    "log_statement": ("none",),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_min_error_statement": ("panic",),
    "log_min_messages": ("log", "fatal", "panic"),  # an error's own text holds values: "Failing row contains …"
    "auto_explain.log_min_duration": ("-1",),
    "pgaudit.log": ("none", ""),
}


class Server(NamedTuple):
    """What a server says about itself to an ordinary role."""

    role: str
    base: str
    values: Mapping[str, str | None]  # settings by name, as text; None: it has no such setting
    copies: bool  # it archives its write-ahead log or feeds another server
    may_create: bool  # the role may make tables
    connections: int  # as many as an ordinary role can have


def trouble() -> str:
    """Why the toolbox must not use its database server: sentences for the person who starts it; empty where it may."""
    if connection.vendor != "postgresql":
        return ""
    try:
        return complaint(_asked(), settings.WORKERS * settings.THREADS + SPARE, settings.ARCHIVED)
    except NotSupportedError:
        return "This PostgreSQL server is too old: the toolbox needs version 14 or newer."
    except DatabaseError:
        return (
            "PostgreSQL does not let the toolbox in. Does the server run, is there such a database, and are host, "
            'port, name and password in DATABASE_URL right? This tells which: psql "$DATABASE_URL"'
        )
    finally:
        connection.close()


def _asked() -> Server:
    """What the server of the default connection says."""
    with connection.cursor() as cursor:
        names = [*KEEPS_QUIET, "archive_mode", "server_encoding"]
        cursor.execute("SELECT name, current_setting(name, true) FROM unnest(%s::text[]) AS name", [names])
        values = dict(cursor.fetchall())
        cursor.execute(
            "SELECT current_user, current_database(), EXISTS (SELECT FROM pg_replication_slots)"
            " OR EXISTS (SELECT FROM pg_stat_replication),"
            " coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),"
            " current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
            " - coalesce(current_setting('reserved_connections', true), '0')::int"
        )
        role, base, followed, may_create, connections = cursor.fetchone()
    return Server(role, base, values, followed or values["archive_mode"] != "off", may_create, connections)


def complaint(server: Server, needed: int, archived: bool) -> str:
    """What is wrong with a server and how its administrator mends it; empty where nothing is."""
    return "\n".join(
        sentence
        for sentence in (
            _talks(server),
            _copies(server, archived),
            _no_room(server),
            _too_few(server, needed),
            _other_letters(server),
        )
        if sentence
    )


def _talks(server: Server) -> str:
    role = connection.ops.quote_name(server.role)
    commands = [
        f"  ALTER ROLE {role} SET {name} = '{good[0]}';"
        for name, good in KEEPS_QUIET.items()
        if (value := server.values.get(name)) is not None and value not in good
    ]
    if not commands:
        return ""
    words = (
        "PostgreSQL would write into its log what people type. As its administrator (postgres), run, then start again:"
    )
    return "\n".join([words, *commands])


def _copies(server: Server, archived: bool) -> str:
    if not server.copies or archived:
        return ""
    return (
        "PostgreSQL hands copies of every change elsewhere (archive_mode is on, or there is a replica or a replication "
        "slot): what is destroyed here stays readable there. End that, or decide what becomes of those copies and set "
        "TOOLBOX_ARCHIVED=yes."
    )


def _no_room(server: Server) -> str:
    if server.may_create:
        return ""
    role, base = connection.ops.quote_name(server.role), connection.ops.quote_name(server.base)
    return f"The toolbox may not make tables. As administrator, run: ALTER DATABASE {base} OWNER TO {role};"


def _too_few(server: Server, needed: int) -> str:
    if server.connections >= needed:
        return ""
    return (
        f"PostgreSQL lets in {server.connections} connections; the toolbox may need {needed} (TOOLBOX_WORKERS times "
        f"TOOLBOX_THREADS, and {SPARE}). Raise max_connections and restart PostgreSQL, or lower one of the two."
    )


def _other_letters(server: Server) -> str:
    if server.values["server_encoding"] == "UTF8":
        return ""
    return "The database does not hold all letters. Make it anew with: createdb --encoding=UTF8 --template=template0"
