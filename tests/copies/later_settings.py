"""The settings of a later version: one room more."""

from toolbox.site.settings import *  # noqa: F403
from toolbox.site.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = [*_APPS, "tests.copies.later"]
