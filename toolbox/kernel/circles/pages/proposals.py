"""What waits for a second voice, as the circle's page shows it."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from toolbox.kernel.circles import rules
from toolbox.kernel.circles.acts import agreeing
from toolbox.kernel.circles.group import Group
from toolbox.kernel.circles.pages import answering
from toolbox.kernel.circles.records import Act, Proposal
from toolbox.kernel.ui.days import day

OWN_PAGE = {Act.REMOVE: "remove", Act.READMIT: "readmit", Act.END: "end_circle"}
HERE = frozenset({Act.READMIT})  # what is agreed to right here; all else on the page that says what follows


class Row(NamedTuple):
    """A proposal, ready for a template."""

    number: int
    says: str
    day: str
    url: str  # the page that says what follows; nothing where there is none for this member
    agree: bool  # by a button, at once
    refuse: bool
    mine: bool
    agreed: bool  # two have said so; what is left stands on its page


def rows(group: Group) -> list[Row]:
    """All that waits, the oldest first."""
    return [_row(group, one) for one in group.settings.proposals]


def _row(group: Group, one: Proposal) -> Row:
    mine = one.by == group.me.id
    may = rules.may(group.settings, one.act, group.me.id, one.about) and not mine
    about_me = one.act == Act.READMIT and one.about == group.me.id  # here they are: they have lost nothing
    return Row(
        one.id,
        says(group, one),
        day(one.day),
        "" if about_me else _page(group, one),
        may and not one.second and one.act in HERE,
        may or about_me,
        mine,
        bool(one.second),
    )


def _page(group: Group, one: Proposal) -> str:
    if one.act in {Act.EXTEND, Act.LIFT}:
        return reverse("legal_paper", args=[group.id])
    return reverse(OWN_PAGE[one.act], args=[group.id, one.about] if one.about else [group.id])


def says(group: Group, one: Proposal) -> str:
    """Who wants what."""
    somebody = _("somebody who left")
    names = {"by": group.name_of(one.by) or somebody, "about": group.name_of(one.about) or somebody}
    if one.act == Act.READMIT and one.second:
        names["second"] = group.name_of(one.second) or somebody
        return _("%(by)s and %(second)s agree: %(about)s lost their passphrase. One of them makes the invite.") % names
    sentences = {
        Act.REMOVE: _("%(by)s wants to remove %(about)s. A second keeper must agree."),
        Act.READMIT: _("%(by)s says that %(about)s lost their passphrase. A second one must agree."),
        Act.END: _("%(by)s wants to end this circle. A second keeper must agree."),
        Act.EXTEND: _("%(by)s wants to extend the legal stop. A second one must agree."),
        Act.LIFT: _("%(by)s wants to lift the legal stop. A second one must agree."),
    }
    return sentences[one.act] % names


def answer(group: Group, do: str, number: int) -> tuple[str, tuple[str, int] | tuple[str, int, int]]:
    """Agree, say no or take back; returns what went wrong, and the page to go on to."""
    here = ("circle", group.id)
    if do == "no":
        return answering.tried(lambda: agreeing.take_back(group, number)), here
    found = next((one for one in group.settings.proposals if one.id == number), None)
    if do != "agree" or found is None or found.act not in HERE:
        return answering.tried(_nothing_like_it), here
    return answering.tried(lambda: agreeing.agree(group, number)), ("readmit", group.id, found.about)


def _nothing_like_it() -> None:
    raise rules.NotAllowed
