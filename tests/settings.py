"""Settings of the tests: a data folder of their own, plain static files, and a right-to-left trial language."""

import os
import tempfile

_HOME = tempfile.mkdtemp(prefix="toolbox-tests-")
os.environ["TOOLBOX_DATA"] = os.path.join(_HOME, "data")
for _name in [name for name in os.environ if name.startswith("TOOLBOX_") and name != "TOOLBOX_DATA"]:
    del os.environ[_name]

from toolbox.site.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
