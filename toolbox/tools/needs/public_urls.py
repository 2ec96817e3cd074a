"""The addresses that strangers open."""

from django.urls import path

from toolbox.tools.needs.pages import wanted

urlpatterns = [path("wanted/<slug:slug>/", wanted.wanted, name="wanted")]
