"""The real addresses and two more: one that breaks, and one that writes down what it is sent."""

import base64

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from toolbox.kernel.registry.audience import public
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


urlpatterns = [
    *i18n_patterns(path("break/", breaking), path("leak/", leaking), prefix_default_language=False),
    *urls.urlpatterns,
]
handler500 = urls.handler500
