"""What DATABASE_URL means: Django's settings for a PostgreSQL database."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from toolbox.site.environment import BadSetting

EXAMPLES = "postgresql://name:password@host:5432/base or postgresql:///base?host=/run/postgresql"
MAY_BE_GIVEN = {"host", "sslmode", "sslrootcert"}
HERE = {"localhost", "127.0.0.1", "::1"}

# What any role may set for its own sessions. synchronous_commit: what was acknowledged is on the disk.
OURS_TO_SET = {
    "debug_print_parse": "off",
    "debug_print_rewritten": "off",
    "debug_print_plan": "off",
    "log_parameter_max_length_on_error": "0",
    "synchronous_commit": "on",
}


def configured(address: str) -> dict[str, Any]:
    """Django's settings for a database by its address. Raises BadSetting, which repeats nothing of the address."""
    try:
        parts = urlsplit(address)
        port = parts.port
        given = {name: values[-1] for name, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()}
    except ValueError:
        raise BadSetting(f"DATABASE_URL cannot be read. It looks like {EXAMPLES}.") from None
    base = unquote(parts.path.removeprefix("/"))
    if parts.scheme != "postgresql" or not base or "/" in base or parts.fragment or not unquote(address).isprintable():
        raise BadSetting(f"DATABASE_URL must look like {EXAMPLES}; empty means SQLite.")
    if not given.keys() <= MAY_BE_GIVEN or (parts.hostname and "host" in given):
        raise BadSetting("DATABASE_URL may give host (once), sslmode and sslrootcert after its question mark, no more.")
    host = given.pop("host", parts.hostname or "")
    return {
        "ENGINE": "toolbox.site.postgres",
        "NAME": base,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "server_side_binding": True,  # values travel beside the statement, never inside its text
            "connect_timeout": 10,
            "prepare_threshold": 5,  # what is asked for the sixth time needs no new plan; no pooler stands in between
            "options": " ".join(f"-c {name}={value}" for name, value in OURS_TO_SET.items()),
            **_encrypted(host),
            **given,
        },
    }


def _encrypted(host: str) -> dict[str, str]:
    """Across a network the server must prove who it is, unless sslmode says otherwise."""
    return {} if not host or host.startswith("/") or host in HERE else {"sslmode": "verify-full"}
