"""The real settings with some pages more, and a disk that is full where TRIAL_MOST_PAGES says so."""

import os

from toolbox.site.settings import *  # noqa: F403
from toolbox.site.settings import DATABASES

ROOT_URLCONF = "tests.kill.trial_urls"

if os.environ.get("TRIAL_MOST_PAGES"):
    # Beyond so many pages SQLite answers as it does when the disk has no room left.
    DATABASES["default"]["OPTIONS"]["init_command"] += f"PRAGMA max_page_count={int(os.environ['TRIAL_MOST_PAGES'])};"
