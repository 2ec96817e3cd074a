"""The real addresses, and public forms to try."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from toolbox.kernel.intake.pages import asking
from toolbox.kernel.intake.tests import trial
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.same_site import same_site
from toolbox.site import urls


@public
@same_site
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, name: str, how: str = "") -> HttpResponse:
    """A form by its name; `paused` or as a preview."""
    paused = "We are out of food until Monday. The pantry at Alder Street is open every day." if how == "paused" else ""
    return asking.answer(request, trial.shown(name, paused=paused, preview=how == "preview"))


urlpatterns = [
    *i18n_patterns(
        path("trial/<str:name>/", form), path("trial/<str:name>/<str:how>/", form), prefix_default_language=False
    ),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
