"""Projects as a Django application."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Public pages and their forms: plain, because their circle chose to publish them."""

    name = "toolbox.kernel.projects"
    label = "projects"
