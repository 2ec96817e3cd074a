"""Addresses of circles, and of coming into one."""

from django.urls import path

from toolbox.kernel.circles.pages import (
    ending,
    freezing,
    home,
    inviting,
    joining,
    leaving,
    legal,
    new,
    paper,
    people,
    readmitting,
    searching,
    settings,
    who,
)

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("in/paper/", paper.paper_in, name="paper_in"),
    path("circles/new/", new.new, name="new_circle"),
    path("c/<row:circle>/", home.home, name="circle"),
    path("c/<row:circle>/people/", people.people, name="people"),
    path("c/<row:circle>/people/<row:member>/", people.person, name="person"),
    path("c/<row:circle>/invite/", inviting.invite, name="invite"),
    path("c/<row:circle>/people/<row:member>/remove/", leaving.remove, name="remove"),
    path("c/<row:circle>/people/<row:member>/readmit/", readmitting.readmit, name="readmit"),
    path("c/<row:circle>/people/<row:member>/freeze/", freezing.freeze, name="freeze"),
    path("c/<row:circle>/paper/", paper.paper, name="paper_member"),
    path("c/<row:circle>/leave/", leaving.leave, name="leave_circle"),
    path("c/<row:circle>/key/", leaving.new_key, name="new_key"),
    path("c/<row:circle>/settings/", settings.settings, name="circle_settings"),
    path("c/<row:circle>/legal-paper/", legal.legal_paper, name="legal_paper"),
    path("c/<row:circle>/who/", who.who_reads, name="who_reads"),
    path("c/<row:circle>/end/", ending.end_circle, name="end_circle"),
    path("c/<row:circle>/export/", ending.export_circle, name="export_circle"),
    path("c/<row:circle>/search/", searching.circle_search, name="circle_search"),
]
