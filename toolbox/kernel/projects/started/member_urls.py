"""Where a member starts a kit."""

from django.urls import path

from toolbox.kernel.projects.started.pages import beginning

urlpatterns = [path("projects/begin/", beginning.begin, name="begin_project")]
