"""Needs lists, in clear, as their circles chose to publish them: things, and nobody. Whose they are stands nowhere."""

from django.db import models

from toolbox.kernel.vault.ids import RowId


class NeedsList(models.Model):
    """A list that strangers find."""

    id = RowId()
    slug = models.SlugField(max_length=60, unique=True)
    changed = models.DateField()
    body = models.TextField()  # wanted.Wanted as JSON

    class Meta:
        db_table = "needs_list"
