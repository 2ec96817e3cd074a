"""The application that the web server runs."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.site.settings")
django.setup(set_prefix=False)

from toolbox.site.postgres.lending import Handler  # noqa: E402 - Django must be set up before

application = Handler()
