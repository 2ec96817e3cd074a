"""The tool as a Django application: its templates and sheets."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    """Found by its folder."""

    name = "toolbox.tools.needs"
    label = "needs"
