"""The site as a Django application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Composes everything and owns no table."""

    name = "toolbox.site"
    label = "site_"
