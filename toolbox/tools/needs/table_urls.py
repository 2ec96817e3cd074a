"""Addresses of what comes in as a table, goes out as one, and is counted."""

from django.urls import path

from toolbox.tools.needs.pages import exporting, importing, numbers

urlpatterns = [
    path("numbers/", numbers.page, name="needs_numbers"),
    path("export/", exporting.export, name="needs_export"),
    path("import/", importing.imports, name="needs_imports"),
    path("import/<row:brought>/", importing.one, name="needs_import"),
    path("import/<row:brought>/undo/", importing.undo, name="needs_import_undo"),
]
