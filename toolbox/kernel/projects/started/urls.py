"""The addresses of projects, under /c/<circle>/projects/. None names a kit."""

from django.urls import path

from toolbox.kernel.projects.started.pages import ending, listing, printing, project, settings, steps

urlpatterns = [
    path("", listing.projects, name="projects"),
    path("<row:project>/", project.project, name="project"),
    path("<row:project>/step/", steps.step, name="project_step_new"),
    path("<row:project>/step/<row:step>/", steps.step, name="project_step"),
    path("<row:project>/settings/", settings.settings, name="project_settings"),
    path("<row:project>/check/<int:number>/", settings.check, name="project_check"),
    path("<row:project>/print/", printing.printing, name="project_print"),
    path("<row:project>/end/", ending.end, name="project_end"),
]
