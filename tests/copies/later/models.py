"""Its tables."""

from django.db import models


class Door(models.Model):
    """Something that strangers come in by."""

    closed = models.BooleanField(default=False)

    restored = {"closed": True}

    class Meta:
        app_label = "later"
        db_table = "later_door"


class Visit(models.Model):
    """What no copy may hold."""

    words = models.CharField(max_length=40)

    copied = False

    class Meta:
        app_label = "later"
        db_table = "later_visit"
