"""The addresses that strangers open."""

from django.urls import path

from toolbox.kernel.projects.pages import public

urlpatterns = [
    path("at/<slug:slug>/", public.at, name="at"),
    path("at/<slug:slug>/<slug:form>/", public.at_form, name="at_form"),
]
