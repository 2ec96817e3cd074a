"""The real addresses and three more: one that breaks, and two that write down what they are sent."""

import base64

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from toolbox.kernel.projects.pages.public import at_form
from toolbox.kernel.registry.audience import public
from toolbox.kernel.ui.same_site import same_site
from toolbox.kernel.vault.models import Mark
from toolbox.site import urls


@public
def breaking(request: HttpRequest) -> HttpResponse:
    """Raises an error whose text holds what was sent."""
    raise ValueError(request.GET["word"])


@public
def leaking(request: HttpRequest) -> HttpResponse:
    """Writes down what it is sent, not quite in the open."""
    text = b"noise" + request.GET["word"].encode() + b"more noise"
    (settings.DATA / "leak.bin").write_bytes(base64.b64encode(text))
    return HttpResponse("thank you")


@public
@same_site
def careless(request: HttpRequest) -> HttpResponse:
    """A public form, and beside it a table in which somebody counts what people ask for."""
    answer = at_form(request, "porch-pantry", "i-need-groceries")
    if "q-place" in request.POST:
        Mark.objects.create(name="asked for", value=request.POST["q-place"][:100])
    return answer


urlpatterns = [
    *i18n_patterns(
        path("break/", breaking), path("leak/", leaking), path("careless/", careless), prefix_default_language=False
    ),
    *urls.urlpatterns,
]
handler500 = urls.handler500
