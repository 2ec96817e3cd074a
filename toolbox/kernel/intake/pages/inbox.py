"""What waits, and what was taken in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.registry.audience import circle_only


@circle_only
@require_safe
def inbox(request: CircleRequest, circle: int) -> HttpResponse:
    """What waits in the mailboxes of this circle."""
    opened = taking.inbox(boxes.fresh(request.group))
    taking.merge(request.group, opened.news)
    return render(request, "intake/inbox.html", {"waiting": opened.waiting, "now": timezone.now()})


@circle_only
@require_safe
def item(request: CircleRequest, circle: int, record: int) -> HttpResponse:
    """Something that was taken in."""
    return render(request, "intake/item.html", {"held": request.circle.get(Submission, record)})
