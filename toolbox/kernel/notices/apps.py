"""Notices as a Django application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Bells, reminders, and how long somebody must wait for the next code."""

    name = "toolbox.kernel.notices"
    label = "notices"
