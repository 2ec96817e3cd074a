"""The vault as a Django application: its tables, and nothing that a person sees."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Circles' rows, sealed records, their wraps, bridges and files."""

    name = "toolbox.kernel.vault"
    label = "vault"
