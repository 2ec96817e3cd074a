"""A request for a page of a circle: what its views are given."""

from toolbox.kernel.circles.group import Group
from toolbox.kernel.members.requests import MemberRequest


class CircleRequest(MemberRequest):
    """`group` is the circle with its settings open; `circle` the vault's side of it."""

    group: Group
