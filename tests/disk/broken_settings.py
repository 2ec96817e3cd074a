"""The real settings with two pages more: one that breaks, and one that writes down what it is sent."""

from toolbox.site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.disk.broken_urls"
