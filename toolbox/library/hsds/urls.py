"""Addresses of HSDS, to be included at /hsds/. As the specification has it, only the root ends in a slash."""

from django.urls import path, re_path

from toolbox.library.hsds import views

app_name = "hsds"
urlpatterns = [
    path("", views.root, name="root"),
    path("openapi.json", views.openapi, name="openapi"),
    path("services", views.list_services, name="services"),
    path("services/<str:identifier>", views.one_service, name="service"),
    path("organizations", views.list_organizations, name="organizations"),
    path("organizations/<str:identifier>", views.one_organization, name="organization"),
    path("resources", views.list_resources, name="resources"),
    path("resources/<str:identifier>", views.one_resource, name="resource"),
    path("profile", views.about_profile, name="profile"),
    path("profile/<str:name>", views.profile_document, name="profile_document"),
    path("schema/resource.json", views.resource_schema, name="resource_schema"),
    re_path("", views.unknown, name="unknown"),
]
