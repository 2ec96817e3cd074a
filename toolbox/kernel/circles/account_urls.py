"""Addresses of founding, and of what a member does that all their circles must learn."""

from django.urls import path

from toolbox.kernel.circles.pages import account, founding

urlpatterns = [
    path("found/", founding.found, name="found"),
    path("found/done/", founding.founded, name="founded"),
    path("me/passphrase/", account.passphrase, name="passphrase"),
    path("me/delete/", account.delete_me, name="delete_me"),
]
