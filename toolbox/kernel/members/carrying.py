"""What somebody typed, carried through the sign-in page in hidden fields and never stored."""

from typing import NamedTuple

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from toolbox.kernel.members import uploading

PREFIX = "kept-"
TO = "to"
HOW = "how"
LOST = "lost"
HELD = "held-"  # before the name of a file field: a file that is sealed already and waits for its record
MOST = 400_000  # characters; more than any form of ours takes
NEVER = {"token", "passphrase", "old_passphrase", "own", "again", "proposed", "pin", "code", "sheet_code"}


class Kept(NamedTuple):
    """Where somebody was going, and what they had typed."""

    to: str
    fields: list[tuple[str, str]]
    posted: bool = False  # they had pressed a button, perhaps without typing anything
    file_lost: bool = False  # they had chosen a file, and it could not be taken in

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The fields as they stand in the sign-in form."""
        how = [(HOW, "post")] if self.posted else []
        lost = [(LOST, "file")] if self.file_lost else []
        return [(TO, self.to), *how, *lost, *((PREFIX + name, value) for name, value in self.fields)]


def _typed(posted: QueryDict, prefix: str = "") -> list[tuple[str, str]]:
    fields = [
        (name.removeprefix(prefix), value)
        for name, values in posted.lists()
        if name.startswith(prefix) and name.removeprefix(prefix) not in NEVER
        for value in values
        if isinstance(value, str)
    ]
    return fields if sum(len(name) + len(value) for name, value in fields) <= MOST else []


def from_page(request: HttpRequest) -> Kept:
    """From the request that could not go on: its address, and the fields of its form."""
    if request.method != "POST":
        return Kept(request.get_full_path(), [])
    files = [
        (HELD + name, uploading.packed(file.attachment))
        for name, chosen in request.FILES.lists()
        for file in chosen
        if isinstance(file, uploading.SealedFile) and file.attachment
    ]
    return Kept(request.get_full_path(), [*_typed(request.POST), *files], True, getattr(request, "let_go_by", False))


def from_sign_in(request: HttpRequest) -> Kept:
    """From the sign-in form, which carried them."""
    to = request.POST.get(TO) or request.GET.get(TO, "")
    here = url_has_allowed_host_and_scheme(to, allowed_hosts=None) and to.startswith("/")
    if not here:
        return Kept("", [])
    return Kept(to, _typed(request.POST, PREFIX), request.POST.get(HOW) == "post", LOST in request.POST)
