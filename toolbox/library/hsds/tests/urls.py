"""HSDS alone, at its address."""

from django.urls import include, path

urlpatterns = [path("hsds/", include("toolbox.library.hsds.urls"))]
