"""The address of a member's bell. That of a form stands in the room of public pages."""

from django.urls import path

from toolbox.kernel.notices.pages import own

urlpatterns = [path("me/bell/", own.bell, name="bell")]
