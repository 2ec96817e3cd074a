"""Addresses of signing in, and of what is a member's own. The circles' room has those that touch circles too."""

from django.urls import path

from toolbox.kernel.members.pages import door

urlpatterns = [
    path("in/", door.sign_in, name="sign_in"),
    path("in/pin/", door.wake, name="wake"),
]
