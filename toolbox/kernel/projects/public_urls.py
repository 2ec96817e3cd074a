"""The addresses that strangers open."""

from django.urls import path

from toolbox.kernel.projects.pages import listing, public

urlpatterns = [
    path("at/", listing.at_all, name="at_all"),
    path("at/<slug:slug>/", public.at, name="at"),
    path("at/<slug:slug>/<slug:form>/", public.at_form, name="at_form"),
]
