"""Holds an answer against the schemas in schemas/, formats included."""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from toolbox.library.hsds import resources

FORMATS = FormatChecker(formats=())


@FORMATS.checks("uuid", ValueError)
def _uuid(text: object) -> bool:
    return not isinstance(text, str) or str(UUID(text)) == text


@FORMATS.checks("date-time", ValueError)
def _date_time(text: object) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


@FORMATS.checks("date", ValueError)
def _date(text: object) -> bool:
    return not isinstance(text, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text) and datetime.fromisoformat(text))


@FORMATS.checks("uri", ValueError)
def _uri(text: object) -> bool:
    if not isinstance(text, str):
        return True
    return bool(re.fullmatch(r"[!#-;=?-\[\]_a-z~%]+", text, re.I) and urlsplit(text).scheme and urlsplit(text).netloc)


@cache
def _registry() -> Registry[Any]:
    files = (Path(__file__).parent / "schemas").glob("*.json")
    return Registry().with_resources(
        (path.name, Resource.from_contents(json.loads(path.read_text("utf-8")))) for path in files
    )


@cache
def _validator(what: str) -> Draft202012Validator:
    schema = resources.schema() if what == "resource" else {"$ref": f"{what}.json"}
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, registry=_registry(), format_checker=FORMATS)


def faults(what: str, whole: Any) -> list[str]:
    """What is wrong with an object, such as a "service"; empty where nothing is."""
    return [f"{error.json_path}: {error.message}" for error in _validator(what).iter_errors(whole)]
