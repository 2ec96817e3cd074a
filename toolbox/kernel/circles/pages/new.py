"""A circle is made, in a minute."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from toolbox.kernel.circles.acts import making
from toolbox.kernel.circles.pages.answering import to
from toolbox.kernel.circles.pages.limits import NAME, PERSON, PURPOSE
from toolbox.kernel.members.requests import MemberRequest
from toolbox.kernel.registry.audience import member_only
from toolbox.kernel.ui.forms import Form, text


class NewCircle(Form):
    """Three answers."""

    name = text(
        _("What is the circle called?"),
        most=NAME,
        missing=_("Give it a name. You can change it later."),
        hint=_("A word that your comrades know. It is sealed: only members see it."),
        autocomplete="off",
    )
    purpose = text(
        _("What is it for?"),
        most=PURPOSE,
        hint=_("One line. For example: food for the street, every Saturday."),
        required=False,
        autocomplete="off",
    )
    my_name = text(
        _("What do comrades call you here?"),
        most=PERSON,
        missing=_("Type a name for yourself. It need not be the one on your papers."),
        autocomplete="off",
    )


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Name, purpose, and what I am called."""
    form = NewCircle(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        return to("circle", making.make(request.me, given["name"], given["purpose"], given["my_name"]))
    return render(request, "circles/new.html", {"form": form})
