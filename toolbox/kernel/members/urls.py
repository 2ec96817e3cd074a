"""Addresses of signing in, and of what is a member's own. The circles' room has those that touch circles too."""

from django.urls import path

from toolbox.kernel.members.pages import door, factor, own, recover, sheet

urlpatterns = [
    path("in/", door.sign_in, name="sign_in"),
    path("in/pin/", door.wake, name="wake"),
    path("in/sheet/", recover.recover, name="recover"),
    path("in/sheet/done/", recover.recovered, name="recovered"),
    path("me/", own.me, name="me"),
    path("me/sessions/", own.end_session, name="end_session"),
    path("me/display/", own.display, name="display"),
    path("me/door/", factor.second_factor, name="second_factor"),
    path("me/sheet/", sheet.recovery_sheet, name="recovery_sheet"),
]
