"""What the library keeps: public resources with what they said before, link checks, what waits for review, experiences.

Nothing about people: who changed an entry stands nowhere.
"""

from django.db import models

from toolbox.kernel.vault.ids import RowId
from toolbox.library.vocabulary import How, Kind, LinkSource, Origin, Status


def _words(size: int) -> "models.CharField[str, str]":
    return models.CharField(max_length=size, blank=True, default="")


def _list() -> "models.JSONField[list[str], list[str]]":
    return models.JSONField(default=list, blank=True)


class Resource(models.Model):
    """One entry of the list. The columns mean what docs/reference/columns.md says."""

    slug = models.SlugField(max_length=80, unique=True)
    name = _words(300)
    name_es = _words(300)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.GUIDE)
    maker = _words(300)
    maker_es = _words(300)
    place = _words(200)
    place_es = _words(200)
    areas = _list()
    category = models.CharField(max_length=80, db_index=True)
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    years = _words(200)
    years_es = _words(200)
    url = _words(1000)
    link_source = models.CharField(max_length=20, choices=LinkSource, default=LinkSource.UNCHECKED)
    phone = _words(40)
    status = models.CharField(max_length=10, choices=Status, default=Status.UNKNOWN)
    languages = _list()
    languages_note = _words(200)
    languages_note_es = _words(200)
    licence = _words(400)
    licence_es = _words(400)
    offers = _words(1200)
    offers_es = _words(1200)
    for_whom = _words(600)
    for_whom_es = _words(600)
    kits = _list()
    warnings = _list()
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.ADDED)
    guess = models.BooleanField(default=False)
    looked_on = models.DateField(null=True, blank=True)

    position = models.PositiveIntegerField(default=0)
    edited = _list()  # names of the columns that were edited here: a later load leaves them alone
    added_on = models.DateField()
    changed_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)
    retired_because = _words(300)  # shown to everybody at its address
    retired_because_es = _words(300)
    edition = models.PositiveIntegerField(default=1)  # grows with every change of it

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """An entry as it was in one edition. Who changed it is written down nowhere."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="versions")
    edition = models.PositiveIntegerField()
    day = models.DateField()
    how = models.CharField(max_length=10, choices=How)
    said = _words(300)  # what changed, in the words of who changed it
    cells = models.JSONField()  # every column as text

    class Meta:
        ordering = ("-edition",)
        constraints = (models.UniqueConstraint(fields=("resource", "edition"), name="one_version_an_edition"),)

    def __str__(self) -> str:
        return f"{self.resource_id} {self.edition}"


class LinkCheck(models.Model):
    """What one address answered on one day."""

    class Outcome(models.TextChoices):
        OK = "ok"
        MOVED = "moved"
        GONE = "gone"
        REFUSED = "refused"
        UNSURE = "unsure"

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="checks")
    url = models.CharField(max_length=1000)
    day = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    code = models.PositiveSmallIntegerField(null=True)  # the last HTTP status, if there was one
    led_to = models.CharField(max_length=500, blank=True, default="")  # where redirects ended

    class Meta:
        ordering = ("-day",)
        constraints = (models.UniqueConstraint(fields=("resource", "day"), name="one_check_a_day"),)

    def __str__(self) -> str:
        return f"{self.resource_id} {self.day} {self.outcome}"


class Waiting(models.Model):
    """An entry taken in from elsewhere. Nobody sees it until somebody here has accepted it."""

    uid = models.CharField(max_length=100, unique=True)  # its identity where it came from
    row = models.JSONField()  # library columns as text, as a CSV row would have them
    came_from = models.CharField(max_length=200)
    arrived_on = models.DateField()
    declined_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.uid


class Experience(models.Model):
    """How it went for somebody: words that they agreed to have published. Taken back, the words are gone."""

    id = RowId()
    slug = models.CharField(max_length=80, db_index=True)  # of an entry or a kind of project
    kit = models.BooleanField(default=False)  # whether it is about a kind of project
    who = _words(120)  # in their own words: the name of a group, or nothing
    place = _words(120)
    year = models.PositiveSmallIntegerField(null=True)
    did = models.TextField(blank=True, default="")
    worked = models.TextField(blank=True, default="")
    failed = models.TextField(blank=True, default="")
    language = models.CharField(max_length=20, default="en")
    published_on = models.DateField()
    taken_back = models.BooleanField(default=False)

    class Meta:
        ordering = ("-published_on", "id")


class Curators(models.Model):
    """One row: which circle keeps the list, told by the public half of a secret that lies sealed in that circle.

    Beside it the mailboxes of the two forms by which anybody writes to it: 0 while it has none.
    """

    id = RowId()
    public = models.BinaryField()
    suggestions = models.BigIntegerField(default=0)
    experiences = models.BigIntegerField(default=0)
    paused = models.BooleanField(default=False)  # the circle takes nothing in for now


class CuratorsCode(models.Model):
    """The one-time code with which a circle becomes the one that keeps the list."""

    voided = True  # by a restore: it may have been used since

    id = RowId()
    lookup = models.BinaryField(unique=True)  # keyed hash under the pepper
    ends = models.DateTimeField()  # a full hour

    class Meta:
        db_table = "library_curators_code"


class State(models.Model):
    """One row: a number that grows with every change, so that each process knows when its copy is old."""

    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
