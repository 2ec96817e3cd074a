"""All addresses. Pages stand in each language; what machines ask for stands once."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from toolbox.kernel.registry.tools import tools
from toolbox.site import desk, operators, pages
from toolbox.site.demo import tour
from toolbox.site.kits import booklet_pages, sheets_pages
from toolbox.site.kits import pages as kits

urlpatterns = [
    path("healthz", operators.health, name="health"),
    path("sw.js", pages.service_worker, name="service_worker"),
    path("hsds/", include("toolbox.library.hsds.urls")),
    *i18n_patterns(
        path("", pages.home, name="home"),
        path("support/", pages.support, name="support"),
        path("offer/", pages.offer, name="offer"),
        path("start/", kits.start, name="start"),
        path("kits/", kits.kits, name="kits"),
        path("kits/<slug:slug>/", kits.kit, name="kit"),
        path("kits/<slug:slug>/booklet/", booklet_pages.choose, name="kit_booklet"),
        path("kits/<slug:slug>/booklet/pdf/", booklet_pages.pdf, name="kit_booklet_pdf"),
        path("sheets/", sheets_pages.every_sheet, name="sheets"),
        path("sheets/<slug:slug>/", sheets_pages.one_sheet, name="sheet"),
        path("sheets/<slug:slug>/pdf/", sheets_pages.sheet_pdf, name="sheet_pdf"),
        path("kits/<slug:slug>/went/", kits.went, name="went_with_kit"),
        path("about/", pages.about, name="about"),
        path("about/list/", pages.about_list, name="about_list"),
        path("privacy/", pages.privacy, name="privacy"),
        path("leave/", pages.leave, name="leave"),
        path("tour/", tour.tour, name="tour"),
        path("offline/", pages.offline, name="offline"),
        path("what-this-cannot-protect/", pages.cannot_protect, name="cannot_protect"),
        path("lock/", desk.lock, name="lock"),
        path("desk/", desk.desk, name="desk"),
        path("", include("toolbox.kernel.members.urls")),
        path("", include("toolbox.kernel.circles.account_urls")),
        path("", include("toolbox.kernel.circles.urls")),
        path("", include("toolbox.kernel.retention.urls")),
        path("", include("toolbox.kernel.intake.public_urls")),
        path("", include("toolbox.kernel.projects.public_urls")),
        path("", include("toolbox.kernel.projects.started.member_urls")),
        path("", include("toolbox.kernel.notices.urls")),
        *(path("", include(tool.public)) for tool in tools() if tool.public),
        *(path(f"c/<row:circle>/{tool.name}/", include(tool.urls)) for tool in tools()),
        path("components/", operators.components, name="components"),
        path("library/", include("toolbox.library.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "toolbox.site.errors.bad_request"
handler403 = "toolbox.site.errors.forbidden"
handler404 = "toolbox.site.errors.not_found"
handler500 = "toolbox.site.errors.broken"
