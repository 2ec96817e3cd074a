"""Addresses of the notes, below the circle's."""

from django.urls import path

from toolbox.tools.notes.pages import editing, listing, printing, reading, removing, versions

urlpatterns = [
    path("", listing.notes, name="notes"),
    path("new/", editing.new, name="note_new"),
    path("removed/", listing.removed, name="notes_removed"),
    path("print/", printing.all_notes, name="notes_print"),
    path("<row:note>/", reading.note, name="note"),
    path("<row:note>/edit/", editing.edit, name="note_edit"),
    path("<row:note>/pin/", reading.pin, name="note_pin"),
    path("<row:note>/files/<row:file>/", reading.file, name="note_file"),
    path("<row:note>/print/", printing.one_note, name="note_print"),
    path("<row:note>/versions/", versions.all_versions, name="note_versions"),
    path("<row:note>/versions/<row:version>/", versions.version, name="note_version"),
    path("<row:note>/versions/<row:version>/destroy/", removing.destroy_version, name="note_version_destroy"),
    path("<row:note>/remove/", removing.remove, name="note_remove"),
    path("<row:note>/restore/", removing.restore, name="note_restore"),
    path("<row:note>/destroy/", removing.destroy, name="note_destroy"),
]
