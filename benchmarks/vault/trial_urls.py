"""The real addresses, and the two pages that are compared."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from benchmarks.vault import trial_pages
from toolbox.site import urls

urlpatterns = [
    *i18n_patterns(
        path("c/<row:circle>/trial-needs/", trial_pages.sealed, name="sealed_needs"),
        path("plain/<int:number>/needs/", trial_pages.plain, name="plain_needs"),
        prefix_default_language=False,
    ),
    *urls.urlpatterns,
]
handler404, handler500 = urls.handler404, urls.handler500
