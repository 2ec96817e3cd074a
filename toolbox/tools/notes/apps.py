"""The notes as a Django application: templates and sheets, no table."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Sealed pages that a circle writes together."""

    name = "toolbox.tools.notes"
    label = "notes"
