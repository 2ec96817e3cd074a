"""Members as a Django application."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members, the notes that wait for them, their sessions, founding codes and freezes."""

    name = "toolbox.kernel.members"
    label = "members"
