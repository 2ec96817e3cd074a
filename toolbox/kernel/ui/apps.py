"""The look of the house as a Django application: base page, components, style sheet."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates and static files; no table."""

    name = "toolbox.kernel.ui"
    label = "ui"
