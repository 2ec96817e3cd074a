"""The addresses of how long things are kept."""

from django.urls import path

from toolbox.kernel.retention import pages, shortening

urlpatterns = [
    path("c/<row:circle>/retention/", pages.retention, name="retention"),
    path("c/<row:circle>/retention/shorter/", shortening.shorten, name="shorten"),
]
