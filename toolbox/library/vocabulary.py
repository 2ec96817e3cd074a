"""The fixed words of the library: kinds, states and how sure we are of a link."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What sort of thing a resource is."""

    ORGANISATION = "organisation", _("organisation")
    MODEL = "model", _("model")
    GUIDE = "guide", _("guide")
    TOOLKIT = "toolkit", _("toolkit")
    WORKSHEET = "worksheet", _("worksheet")
    HANDOUT = "handout", _("handout")
    CURRICULUM = "curriculum", _("curriculum")
    TRAINING = "training", _("training")
    BOOK = "book", _("book")
    ZINE = "zine", _("zine")
    ARTICLE = "article", _("article")
    REPORT = "report", _("report")
    FILM = "film", _("film")
    DIRECTORY = "directory", _("directory")
    WEBSITE = "website", _("website")
    HOTLINE = "hotline", _("hotline")


class Status(TextChoices):
    """Whether it still goes on."""

    ACTIVE = "active", _("active")
    DORMANT = "dormant", _("dormant")
    CLOSED = "closed", _("closed")
    UNKNOWN = "unknown", _("not known")


class LinkSource(TextChoices):
    """How sure we are that the link leads to the thing itself."""

    SEEN = "seen", _("somebody has seen this very page")
    SITE_SEEN = "site-seen", _("somebody has seen this site, though not this page of it")
    CITED = "cited", _("others give this address; we have not seen it ourselves")
    USED_ELSEWHERE = "used-elsewhere", _("other lists use this address; we have not seen it ourselves")
    THIRD_PARTY = "third-party", _("a page by somebody else about it, not the makers’ own")
    UNCHECKED = "unchecked", _("nobody has checked this address yet")
    NONE = "none", _("no address is known")


class Warn(TextChoices):
    """What a reader must know before relying on it."""

    OLD_LAW = "old-law", _("Laws change. This is from before 2018, so ask locally what holds today.")
    HEALTH = "health", _("This is about health. It helps you learn, and it does not replace training.")


class Origin(TextChoices):
    """Where the entry came from."""

    FOUNDING = "founding", _("from the founding list")
    ADDED = "added", _("added later")


class How(TextChoices):
    """How a version of an entry came about."""

    BEFORE = "before", _("as it was before")
    LOADED = "loaded", _("loaded from a file")
    ADDED = "added", _("added")
    EDITED = "edited", _("changed")
    LOOKED = "looked", _("looked at")
    UNLOOKED = "unlooked", _("not looked at after all")
    RETIRED = "retired", _("taken off the list")
    RESTORED = "restored", _("put back on the list")
    BACK = "back", _("an earlier version brought back")


class Face(TextChoices):
    """What people around you face: the founding list's dangers, and disaster."""

    EVICTION = "eviction", _("eviction")
    DEPORTATION = "deportation", _("deportation")
    CRIMINALIZATION = "criminalization", _("criminalization")
    POVERTY = "poverty", _("poverty")
    ISOLATION = "isolation", _("isolation")
    VIOLENCE = "violence", _("violence")
    DISASTER = "disaster", _("disaster")
