"""The projects of a circle, declared like a tool."""

from django.utils.translation import gettext_lazy as _

from toolbox.kernel.projects.started import finding
from toolbox.kernel.projects.started.records import PROJECT
from toolbox.kernel.registry.tools import Tool

TOOL = Tool(
    name="projects",
    says=_("Projects"),
    summary=_("A kit that you have started: what is to be done, by whom, until when, and how it ends well."),
    urls="toolbox.kernel.projects.started.urls",
    home="projects",
    records=(PROJECT,),
    order=5,
    search=finding.hits,
    first=finding.first,
    waiting=finding.waiting,
)
