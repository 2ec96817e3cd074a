"""The addresses of the inbox, under /c/<circle>/inbox/."""

from django.urls import path

from toolbox.kernel.intake.pages import inbox

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("<row:record>/", inbox.item, name="inbox_item"),
]
