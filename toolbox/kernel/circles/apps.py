"""Circles as a Django application."""

from django.apps import AppConfig


class CirclesConfig(AppConfig):
    """Open invites; everything else of a circle lies sealed in the vault."""

    name = "toolbox.kernel.circles"
    label = "circles"
