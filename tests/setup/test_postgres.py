"""Somebody keeps the toolbox on PostgreSQL: what its address may be, what the server must be like, and it works."""

import re
import urllib.request
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.postgres import Cluster
from tests.running import ROOT, serving, toolbox
from toolbox.site.environment import BadSetting
from toolbox.site.postgres.address import OURS_TO_SET, configured
from toolbox.site.postgres.manners import KEEPS_QUIET, Server, complaint

CANARY = "Zuzanna-Quokka"
RETIRED = "what-mutual-aid-means"
QUIET: dict[str, str | None] = {name: good[0] for name, good in KEEPS_QUIET.items()}
GOOD = Server("toolbox", "toolbox", {**QUIET, "server_encoding": "UTF8"}, False, True, 97)
PAGE = (ROOT / "docs" / "how-to" / "use-postgresql.md").read_text("utf-8")


def test_an_address_with_everything() -> None:
    made = configured("postgresql://river%40bend:a%2Fb@db.example.org:5433/tools?sslrootcert=system")
    assert (made["USER"], made["PASSWORD"]) == ("river@bend", "a/b")
    assert (made["HOST"], made["PORT"], made["NAME"]) == ("db.example.org", "5433", "tools")
    assert made["OPTIONS"]["server_side_binding"] is True
    assert made["OPTIONS"]["sslrootcert"] == "system"


def test_an_address_of_a_socket() -> None:
    made = configured("postgresql:///toolbox?host=/run/postgresql")
    assert (made["USER"], made["HOST"], made["PORT"], made["NAME"]) == ("", "/run/postgresql", "", "toolbox")


@pytest.mark.parametrize(
    ("address", "proof"),
    [
        ("postgresql://db.example.org/base", "verify-full"),
        ("postgresql://db.example.org/base?sslmode=disable", "disable"),
        ("postgresql:///base?host=db.example.org", "verify-full"),
        ("postgresql://127.0.0.1/base", None),
        ("postgresql://[::1]/base", None),
        ("postgresql:///base", None),
    ],
)
def test_across_a_network_the_server_proves_who_it_is(address: str, proof: str | None) -> None:
    assert configured(address)["OPTIONS"].get("sslmode") == proof


@pytest.mark.parametrize(
    "address",
    [
        "mysql://toolbox:sesame@127.0.0.1/base",
        "postgresql://toolbox:sesame@127.0.0.1:port/base",
        "postgresql://toolbox:sesame@[::1/base",
        "postgresql://toolbox:sesame@127.0.0.1",
        "postgresql://toolbox:sesame@127.0.0.1/base/more",
        "postgresql://toolbox:sesame@127.0.0.1/base?sesame",
        "postgresql://toolbox:sesame@127.0.0.1/base?password=sesame",
        "postgresql://toolbox:sesame@127.0.0.1/base?host=/run",
        "postgresql://toolbox:se\x00same@127.0.0.1/base",
        "postgresql://toolbox:se%00same@127.0.0.1/base",
        "postgresql://toolbox:sesame@127.0.0.1/base#sesame",
        "toolbox:sesame",
    ],
)
def test_any_other_address_is_refused_without_showing_it(address: str) -> None:
    with pytest.raises(BadSetting, match=r"^DATABASE_URL") as wrong:
        configured(address)
    assert "sesame" not in str(wrong.value)


def test_a_good_server_is_let_be() -> None:
    assert complaint(GOOD, 40, archived=False) == ""


@pytest.mark.parametrize("name", KEEPS_QUIET)
def test_a_server_that_talks_is_refused_with_the_command_that_mends_it(name: str) -> None:
    talking = complaint(GOOD._replace(values={**GOOD.values, name: "all"}), 40, archived=False)
    assert talking.splitlines()[1:] == [f"  ALTER ROLE \"toolbox\" SET {name} = '{KEEPS_QUIET[name][0]}';"]


def test_copies_need_a_decision() -> None:
    archiving = GOOD._replace(copies=True)
    assert "TOOLBOX_ARCHIVED=yes" in complaint(archiving, 40, archived=False)
    assert complaint(archiving, 40, archived=True) == ""


def test_what_else_is_refused() -> None:
    assert "max_connections" in complaint(GOOD, 98, archived=False)
    assert 'ALTER DATABASE "toolbox" OWNER TO "toolbox";' in complaint(GOOD._replace(may_create=False), 40, False)
    latin = GOOD._replace(values={**GOOD.values, "server_encoding": "LATIN1"})
    assert "all letters" in complaint(latin, 40, archived=False)


def test_a_new_server_talks_until_its_administrator_has_run_what_is_asked(postgres: Cluster, tmp_path: Path) -> None:
    address = postgres.empty("careless")
    refused = toolbox(tmp_path, "library", "find", "bail", DATABASE_URL=address)
    assert refused.returncode == 1
    assert "sesame" not in refused.stdout + refused.stderr
    commands = re.findall(r"ALTER ROLE (\S+) SET (\S+) = '(\S+)';", refused.stderr)
    assert {name for _role, name, _value in commands} == {"log_min_error_statement", "log_min_messages"}
    for role, name, value in commands:
        words = sql.SQL("ALTER ROLE {} SET {} = {}")
        postgres.run(words.format(sql.Identifier(role.strip('"')), sql.Identifier(name), sql.Literal(value)))
    found = toolbox(tmp_path, "library", "find", "bail", DATABASE_URL=address)
    assert found.returncode == 0, found.stderr
    assert "entries" in found.stdout
    assert not (tmp_path / "data" / "toolbox.sqlite3").exists()


def test_a_replication_slot_needs_a_decision(postgres: Cluster, tmp_path: Path) -> None:
    address = postgres.database("followed")
    postgres.run("SELECT pg_create_physical_replication_slot('elsewhere')")
    try:
        refused = toolbox(tmp_path, "library", "find", "bail", DATABASE_URL=address)
        assert refused.returncode == 1
        assert "hands copies of every change elsewhere" in refused.stderr
        allowed = toolbox(tmp_path, "library", "find", "bail", DATABASE_URL=address, TOOLBOX_ARCHIVED="yes")
        assert allowed.returncode == 0, allowed.stderr
    finally:
        postgres.run("SELECT pg_drop_replication_slot('elsewhere')")


def test_the_site_runs_on_it(postgres: Cluster, tmp_path: Path) -> None:
    address = postgres.database("served")
    with serving(tmp_path, DATABASE_URL=address) as running:
        retired = toolbox(tmp_path, "library", "retire", RETIRED, DATABASE_URL=address)
        assert retired.returncode == 0, retired.stderr
        with urllib.request.urlopen(f"{running.address}/library/share/library.json") as answer:
            listed = answer.read().decode()
    assert '"slug": ' in listed
    assert RETIRED not in listed


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    refused = toolbox(tmp_path, "library", "find", "bail", DATABASE_URL=f"postgresql://a:sesame@/b?host={tmp_path}")
    assert refused.returncode == 1
    assert "PostgreSQL does not let the toolbox in." in refused.stderr
    assert "sesame" not in refused.stdout + refused.stderr


def test_the_password_is_never_shown(tmp_path: Path) -> None:
    shown = toolbox(tmp_path, "settings", DATABASE_URL="postgresql://toolbox:sesame@127.0.0.1/base")
    assert "DATABASE_URL = (set, but not shown" in shown.stdout
    assert "sesame" not in shown.stdout + shown.stderr


def failing(address: str) -> None:
    """Two statements that fail over a value, as the toolbox sends them."""
    with psycopg.connect(address, autocommit=True) as server:
        for statement in ("SELECT %s::text::int", "INSERT INTO notes VALUES (1, %s, NULL)"):
            with pytest.raises(psycopg.DatabaseError, match=CANARY):
                server.execute(statement, [CANARY])


def noted(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("CREATE TABLE notes (id int, words text, day date NOT NULL)")


def test_the_log_of_a_role_set_up_as_asked_holds_no_value(postgres: Cluster) -> None:
    address = postgres.database("quiet")
    noted(address)
    failing(address)
    before = postgres.log.read_bytes()
    assert CANARY.encode() not in before
    careless = postgres.empty("talking")
    noted(careless)
    failing(careless)
    assert CANARY.encode() in postgres.log.read_bytes(), "a server as it comes would have written it down"


def test_what_any_role_may_set_is_set(postgres: Cluster) -> None:
    address = postgres.database("careful")
    with psycopg.connect(address, options=configured(address)["OPTIONS"]["options"]) as server:
        for name, value in OURS_TO_SET.items():
            row = server.execute("SELECT current_setting(%s)", [name]).fetchone()
            assert row == (value,)


def test_the_documentation_asks_for_what_is_checked() -> None:
    asked = dict(re.findall(r"ALTER ROLE toolbox SET (\S+) = '?([^';]+)'?;", PAGE))
    assert asked == {name: good[0] for name, good in KEEPS_QUIET.items() if "." not in name}
    assert all(name in PAGE for name in KEEPS_QUIET)
