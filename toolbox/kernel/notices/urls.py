"""Addresses of bells."""

from django.urls import path

from toolbox.kernel.notices.pages import channel, own

urlpatterns = [
    path("me/bell/", own.bell, name="bell"),
    path("c/<row:circle>/bell/", channel.channel_bell, name="channel_bell"),
]
