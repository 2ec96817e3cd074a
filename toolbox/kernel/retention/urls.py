"""The address of how long things are kept."""

from django.urls import path

from toolbox.kernel.retention import pages

urlpatterns = [path("c/<row:circle>/retention/", pages.retention, name="retention")]
