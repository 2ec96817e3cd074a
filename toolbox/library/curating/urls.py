"""Addresses of the circle that keeps the list, below the circle's."""

from django.urls import path

from toolbox.library.curating.pages import editing, entries, home, importing, suggestions, taking, tellings, versions

urlpatterns = [
    path("", home.home, name="curating"),
    path("take/", taking.take, name="curating_take"),
    path("lay-down/", taking.lay_down, name="curating_lay_down"),
    path("sent/<row:suggestion>/", suggestions.sent, name="curating_sent"),
    path("sent/<row:suggestion>/decline/", suggestions.decline, name="curating_decline"),
    path("told/<row:telling>/", tellings.told, name="curating_told"),
    path("new/", editing.new, name="curating_new"),
    path("rota/", home.rota_list, name="curating_rota"),
    path("next/", home.following, name="curating_next"),
    path("links/", home.links, name="curating_links"),
    path("retired/", home.retired, name="curating_retired"),
    path("waiting/", importing.waiting, name="curating_waiting"),
    path("waiting/<int:waiting>/", importing.waits, name="curating_waits"),
    path("entries/<slug:slug>/", entries.one_entry, name="curating_entry"),
    path("entries/<slug:slug>/edit/", editing.edit, name="curating_edit"),
    path("entries/<slug:slug>/looked/", entries.looked, name="curating_looked"),
    path("entries/<slug:slug>/retire/", entries.retire, name="curating_retire"),
    path("entries/<slug:slug>/restore/", entries.restore, name="curating_restore"),
    path("entries/<slug:slug>/versions/", versions.all_versions, name="curating_versions"),
    path("entries/<slug:slug>/versions/<int:edition>/", versions.version, name="curating_version"),
    path("experiences/<row:experience>/", entries.take_back, name="curating_take_back"),
]
