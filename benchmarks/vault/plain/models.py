"""Plain tables for the same values."""

from django.db import models


class PlainCircle(models.Model):
    """A circle in the open."""

    objects: models.Manager["PlainCircle"] = models.Manager()
    name = models.CharField(max_length=80)

    class Meta:
        app_label = "plain"


class Membership(models.Model):
    """Who is in which circle."""

    objects: models.Manager["Membership"] = models.Manager()
    circle = models.ForeignKey(PlainCircle, on_delete=models.CASCADE)
    member = models.IntegerField(db_index=True)

    class Meta:
        app_label = "plain"


class PlainNeed(models.Model):
    """A need in the open."""

    objects: models.Manager["PlainNeed"] = models.Manager()
    circle = models.ForeignKey(PlainCircle, on_delete=models.CASCADE)
    shelf = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    text = models.TextField()
    who = models.CharField(max_length=80)
    phone = models.CharField(max_length=40)
    place = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    day = models.DateField()

    class Meta:
        app_label = "plain"
        indexes = [models.Index(fields=["circle", "shelf"], name="plain_shelf")]
