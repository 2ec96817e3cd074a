"""Retention as a Django application: pages and sheets, no table."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long things are kept."""

    name = "toolbox.kernel.retention"
    label = "retention"
