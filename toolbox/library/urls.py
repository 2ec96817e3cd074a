"""The addresses of the library. A word used here is reserved: no entry can have it as its slug (columns.RESERVED)."""

from django.urls import path

from toolbox.library.pages import booklets, browse, downloads, feeds, reading_list, resource, sending

app_name = "library"
urlpatterns = [
    path("", browse.browse, name="browse"),
    path("categories/", browse.category_list, name="categories"),
    path("categories/<slug:slug>/", browse.category, name="category"),
    path("list/", reading_list.reading_list, name="reading_list"),
    path("list/change/", reading_list.change, name="change_list"),
    path("booklet/", booklets.choose, name="booklet"),
    path("booklet/pdf/", booklets.pdf, name="booklet_pdf"),
    path("share/", downloads.share, name="share"),
    path("share/library.csv", downloads.csv_file, name="csv"),
    path("share/library.json", downloads.json_file, name="json"),
    path("feeds/new/", feeds.new, name="feed_new"),
    path("feeds/changed/", feeds.changed, name="feed_changed"),
    path("feeds/<slug:slug>/", feeds.in_category, name="feed_category"),
    path("suggest/", sending.suggest, name="suggest"),
    path("went/", sending.went, name="went"),
    path("<slug:slug>/went/", sending.went_with_entry, name="went_with_entry"),
    path("<slug:slug>/", resource.resource, name="resource"),
]
