"""What a table declares about copies of the database: by itself every table is copied whole and comes back as it was.

A model says otherwise by class attributes:

    copied = False               its rows are in no backup and move nowhere: sessions
    voided = True                a restore deletes its rows: open invites, which somebody may have used since
    restored = {"closed": True}  a restore gives all its rows these values
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps


def copied(label: str) -> bool:
    """Whether a table of this label, such as `vault.record`, belongs into a copy."""
    return bool(_said(label, "copied", True))


def voided(label: str) -> bool:
    """Whether a restore deletes its rows."""
    return bool(_said(label, "voided", False))


def restored(label: str) -> Mapping[str, Any]:
    """What a restore writes into all its rows, by column."""
    values: Mapping[str, Any] = _said(label, "restored", {})
    return values


def _said(label: str, name: str, otherwise: Any) -> Any:
    """A table that is no more says nothing."""
    try:
        return getattr(apps.get_model(label), name, otherwise)
    except LookupError:
        return otherwise
