"""The real settings with two pages more, and with Django's own sessions and members for the plain one of them."""

from toolbox.site.settings import *  # noqa: F403
from toolbox.site.settings import INSTALLED_APPS as _APPS
from toolbox.site.settings import MIDDLEWARE as _MIDDLEWARE

ROOT_URLCONF = "benchmarks.vault.trial_urls"
INSTALLED_APPS = [
    *_APPS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "benchmarks.vault.plain",
]
MIDDLEWARE = [
    *_MIDDLEWARE,
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
