"""The settings of the trial language, with public forms to try."""

from tests.browser.trial_settings import *  # noqa: F403

ROOT_URLCONF = "tests.asking.urls"
