"""Settings of the tests: a data folder of their own, plain static files, and a right-to-left trial language."""

import os
import tempfile

_HOME = tempfile.mkdtemp(prefix="toolbox-tests-")
os.environ["TOOLBOX_DATA"] = os.path.join(_HOME, "data")
_KEPT = {"TOOLBOX_DATA", "TOOLBOX_TEST_DATABASE"}  # the other tells the workers of a test run too
for _name in [name for name in os.environ if name.startswith("TOOLBOX_") and name not in _KEPT]:
    del os.environ[_name]
os.environ["DATABASE_URL"] = os.environ.get("TOOLBOX_TEST_DATABASE", "")

from toolbox.site.settings import *  # noqa: E402, F403

del os.environ["DATABASE_URL"]  # a toolbox that a test starts is not to write into the tests' own database

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
