"""The public pages, in clear, as their circles chose to publish them. Which circle a page is of stands nowhere here.

Until somebody publishes it, a page is a sealed draft of its circle (records.py).
"""

from django.db import models

from toolbox.kernel.vault.ids import RowId


class PublicPage(models.Model):
    """A page that strangers find."""

    id = RowId()
    slug = models.SlugField(max_length=60, unique=True)
    body = models.TextField()  # records.Front as JSON

    class Meta:
        db_table = "projects_page"


class PublicForm(models.Model):
    """A form on such a page."""

    id = RowId()
    page = models.BigIntegerField(db_index=True)
    slug = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    mailbox = models.BigIntegerField()
    body = models.TextField()  # records.Asking as JSON

    class Meta:
        db_table = "projects_form"
        constraints = [models.UniqueConstraint(fields=["page", "slug"], name="projects_form_slug")]
