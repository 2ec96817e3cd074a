"""Started projects as a Django application: pages of circles, no table."""

from django.apps import AppConfig


class StartedConfig(AppConfig):
    """Which kit a circle runs stands in its sealed records alone."""

    name = "toolbox.kernel.projects.started"
    label = "started"
