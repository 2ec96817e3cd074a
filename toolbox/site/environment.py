"""Typed settings from the environment, each with its words, so that the reference can be checked against them."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

MOST_DIGITS = 9


class BadSetting(Exception):
    """A setting has a value that cannot be used; the message is a sentence for the person who set it."""


class Setting(NamedTuple):
    """One setting as the reference lists it."""

    name: str
    default: str
    what: str
    secret: bool = False  # its value is never shown


class Environment:
    """Reads settings by type and remembers which were asked for."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values
        self.known: list[Setting] = []

    def text(self, name: str, default: str, what: str) -> str:
        """The value as it stands, without white space at its ends."""
        self.known.append(Setting(name, default, what))
        return self.values.get(name, "").strip() or default

    def secret(self, name: str, default: str, what: str) -> str:
        """The value as it stands, for values that hold a password: no command shows them."""
        value = self.text(name, default, what)
        self.known[-1] = self.known[-1]._replace(secret=True)
        return value

    def flag(self, name: str, what: str, default: str = "") -> bool:
        """True for 1, yes, true and on; false for 0, no, false and off. Nothing is as good as the default."""
        value = self.text(name, default, what).lower()
        if value in {"1", "yes", "true", "on"}:
            return True
        if value in {"", "0", "no", "false", "off"}:
            return False
        raise BadSetting(f"{name} must be yes or no.")

    def number(self, name: str, default: int, what: str, *, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        value = self.text(name, str(default), what)
        if not value.isdecimal() or len(value) > MOST_DIGITS or not least <= int(value) <= most:
            raise BadSetting(f"{name} must be a whole number from {least} to {most}.")
        return int(value)

    def words(self, name: str, default: str, what: str) -> list[str]:
        """Words with commas or spaces between; none where nothing is set. `default` is how the reference says that."""
        self.known.append(Setting(name, default, what))
        return self.values.get(name, "").replace(",", " ").split()

    def folder(self, name: str, default: str, what: str, fallback: Callable[[], Path]) -> Path:
        """A folder, made absolute from where the command was started. `default` is how the reference says it."""
        self.known.append(Setting(name, default, what))
        value = self.values.get(name, "").strip()
        try:
            path = (Path(value).expanduser() if value else fallback()).absolute()
        except RuntimeError:
            raise BadSetting(f"{name} names somebody’s home that is not there.") from None
        if path == path.parent:
            raise BadSetting(f"{name} must be a folder of its own, not the root of the disk.")
        return path
