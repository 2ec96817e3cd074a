"""The real addresses, and a few pages that write and read what a test can check."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from tests.kill import trial_pages
from toolbox.site import urls

urlpatterns = [
    *i18n_patterns(
        path("trial/begin/", trial_pages.begin),
        path("trial/enter/", trial_pages.enter),
        path("c/<row:circle>/trial/fill/", trial_pages.fill),
        path("c/<row:circle>/trial/put/", trial_pages.put),
        path("c/<row:circle>/trial/drop/", trial_pages.drop),
        path("c/<row:circle>/trial/turn/", trial_pages.turn),
        path("c/<row:circle>/trial/all/", trial_pages.everything),
        prefix_default_language=False,
    ),
    *urls.urlpatterns,
]
handler404, handler500 = urls.handler404, urls.handler500
