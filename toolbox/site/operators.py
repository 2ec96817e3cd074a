"""What operators and developers look at."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toolbox.kernel.registry.audience import Audience, audience


@audience(Audience.OPERATOR)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Says *ok* where the database answers. Nothing else: no version, no counts."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@audience(Audience.DEBUG)
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    if not settings.SHOW_COMPONENTS:
        raise Http404
    return render(request, "ui/components.html")
