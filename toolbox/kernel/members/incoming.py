"""Files that come with a form: just chosen, or sealed before and waiting, with what opens them in the form."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _
from msgspec.structs import replace

from toolbox.kernel.members import uploading
from toolbox.kernel.members.carrying import HELD
from toolbox.kernel.members.uploading import SealedFile
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.records.values import checked

MEGABYTES = uploading.LARGEST // (1024 * 1024)


class Kept(NamedTuple):
    """A file that waits, for the form that is shown again."""

    name: str
    packed: str


@dataclass
class Incoming:
    """The files of a form, and what is wrong with others that were chosen."""

    files: list[Attachment] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    left: int = 0  # that were left out because there was no room for them

    @property
    def kept(self) -> list[Kept]:
        """What the form carries on, in fields called `held-` and the name of the field."""
        return [Kept(file.name, uploading.packed(file)) for file in self.files]


def incoming(request: HttpRequest, name: str, room: int) -> Incoming:
    """What came with a form in the field of this name; no more than there is room for."""
    found = Incoming()
    for packed in request.POST.getlist(HELD + name):
        file = unpacked(packed)
        if file is not None and file.file not in {one.file for one in found.files}:
            found.files.append(file)
    for chosen in request.FILES.getlist(name):
        if isinstance(chosen, SealedFile) and chosen.attachment is not None:
            found.files.append(chosen.attachment)
        else:
            found.wrong.append(
                _(
                    "%(name)s was left out: a file may have %(most)d MB, and one form takes %(files)d files. "
                    "What you typed is still here."
                )
                % {"name": chosen.name or "", "most": MEGABYTES, "files": uploading.MOST_FILES}
            )
    found.left = max(0, len(found.files) - room)
    del found.files[room:]
    return found


def unpacked(packed: str) -> Attachment | None:
    """A waiting file, if nobody changed what the form carried."""
    file = uploading.unpacked(packed)
    if file is None:
        return None
    try:
        return checked(replace(file, name=uploading.safe_name(file.name)))
    except ValueError:
        return None
