"""Logs that tell where something broke and nothing about who asked for what.

A record from our own code is printed as it was written (it never holds a value). Of a record from anybody else,
only its level, its logger and, for an exception, type, file and line are printed: Django, SQLite and the web server
put paths, headers, addresses and values into their messages.
"""

import logging
import logging.config
import traceback
from pathlib import Path
from typing import Any

OURS = "toolbox"


def where(error: BaseException) -> str:
    """The type of an exception and where it was raised, without its text."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-6:]]
    return f"{type(error).__name__} at {' > '.join(places) or 'an unknown place'}"


class Bare(logging.Formatter):
    """Formats a record without anything that came from a request."""

    def format(self, record: logging.LogRecord) -> str:
        parts = [record.levelname.lower(), record.name]
        if record.name.split(".")[0] == OURS:
            parts.append(str(record.msg))
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if error is not None:
            parts.append(where(error))
            cause = error.__cause__ or error.__context__
            if cause is not None:
                parts.append(f"after {where(cause)}")
        return " ".join(parts)


def configure(_settings: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: one handler to standard error, nothing below a warning."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"bare": {"()": Bare}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "bare"}},
            "root": {"handlers": ["stderr"], "level": "WARNING"},
            "loggers": {
                "django": {"handlers": [], "propagate": True, "level": "WARNING"},
                # A missing page or a refused request is no fault: writing it down would only record who looked.
                "django.request": {"level": "ERROR"},
                "django.security": {"level": "CRITICAL"},
                "django.server": {"level": "ERROR"},
                # Whoever needed a connection that could not be made tells it, with the place.
                "psycopg.pool": {"level": "ERROR"},
                "gunicorn": {"level": "ERROR"},
                "gunicorn.error": {"handlers": [], "propagate": True, "level": "ERROR"},
                "gunicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
            },
        }
    )
