"""Addresses of what comes in as a table, goes out as one, and is counted."""

from django.urls import path

from toolbox.tools.needs.pages import exporting, importing, numbers, wanted

urlpatterns = [
    path("list/", wanted.overview, name="needs_list"),
    path("list/words/", wanted.words, name="needs_list_words"),
    path("list/add/", wanted.add, name="needs_list_add"),
    path("list/publish/", wanted.publish, name="needs_list_publish"),
    path("list/sign/", wanted.sign, name="needs_list_sign"),
    path("list/<row:thing>/", wanted.change, name="needs_list_thing"),
    path("numbers/", numbers.page, name="needs_numbers"),
    path("export/", exporting.export, name="needs_export"),
    path("offers/export/", exporting.export_offers, name="offers_export"),
    path("import/", importing.imports, name="needs_imports"),
    path("import/<row:brought>/", importing.one, name="needs_import"),
    path("import/<row:brought>/undo/", importing.undo, name="needs_import_undo"),
]
