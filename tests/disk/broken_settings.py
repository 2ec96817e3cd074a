"""The real settings with three pages more: one that breaks, and two that write down what they are sent."""

from toolbox.site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.disk.broken_urls"
