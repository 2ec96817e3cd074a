"""Intake as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Mailboxes, the envelopes that wait in them, and the receipts of who sent them."""

    name = "toolbox.kernel.intake"
    label = "intake"
