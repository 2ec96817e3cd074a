"""The library as a Django application."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Public resources only; no table here holds anything about people."""

    name = "toolbox.library"
    label = "library"
    default_auto_field = "django.db.models.AutoField"
