"""A member's own bell."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.notices.pages import flow
from toolbox.kernel.notices.rules import Whose
from toolbox.kernel.registry.audience import member_only


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def bell(request: MemberRequest) -> HttpResponse:
    """Give it, confirm it, try it, take it away."""
    answer = flow.Answer()
    if request.method == "POST":
        answer = flow.act(request, request.me.id, Whose.MEMBER)
        if answer == flow.Answer():
            return HttpResponseRedirect(reverse("bell"))
    status = HTTPStatus.CONFLICT if answer.trouble else HTTPStatus.OK
    context = {"here": "me", **flow.shown(request.me.id, answer)}
    return render(request, "notices/own.html", context, status=status)
