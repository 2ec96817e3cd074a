"""Files: sealed while they arrived, and carried in the form until it is sent."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.intake.kinds.base import Asked, Lines
from toolbox.kernel.intake.questions import Question
from toolbox.kernel.members import uploading
from toolbox.kernel.members.carrying import HELD
from toolbox.kernel.members.incoming import unpacked
from toolbox.kernel.members.uploading import SealedFile
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.ids import spell

MEGABYTES = uploading.LARGEST // (1024 * 1024)
DROP = "drop"  # the name of the buttons that take a file out again


class Came(NamedTuple):
    """The files of a question that are here, and the names of those that are not."""

    files: tuple[Attachment, ...] = ()
    cut: tuple[str, ...] = ()  # too large, or more than the form takes within the hour
    over: tuple[str, ...] = ()  # more than fit
    empty: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()  # waited too long


class Choosing(forms.Widget):
    """What is here already, with a button that takes it out; a camera where there is one; a line for files."""

    template_name = "intake/kinds/files.html"
    needs_multipart_form = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Came:
        """What came with the form, and what waited in it."""
        dropped = set(data.getlist(DROP))
        held = [file for packed in data.getlist(HELD + name) if (file := unpacked(packed))]
        held = [file for file in {file.file: file for file in held}.values() if spell(file.file) not in dropped]
        there = filing.waiting([file.file for file in held])
        chosen = [one for one in files.getlist(name) if isinstance(one, SealedFile)]
        new = [one.attachment for one in chosen if one.attachment]
        here = [*(file for file in held if file.file in there), *(file for file in new if file.size)]
        refused = tuple(one.name or "" for one in chosen if not one.attachment)
        is_full = len(here) >= uploading.MOST_ALIKE
        return Came(
            files=tuple(here[: uploading.MOST_ALIKE]),
            cut=() if is_full else refused,
            over=(*(file.name for file in here[uploading.MOST_ALIKE :]), *(refused if is_full else ())),
            empty=tuple(file.name for file in new if not file.size),
            gone=tuple(file.name for file in held if file.file not in there),
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: no file is an answer too."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template needs."""
        came = value if isinstance(value, Came) else Came()
        return {
            "name": name,
            "held": HELD + name,
            "files": [(one, filesizeformat(one.size), uploading.packed(one), spell(one.file)) for one in came.files],
            "full": len(came.files) >= uploading.MOST_ALIKE,
            "id": (attrs or {}).get("id", name),
        }


class Files(Asked):
    """Up to three files."""

    together = True

    def __init__(self, question: Question) -> None:
        super().__init__(question, Choosing())

    def missing(self) -> str:
        """What to do."""
        return _("Take a photo, or choose a file.")

    def own_hint(self) -> str:
        """How many, how large, and what a photo tells."""
        return _(
            "Up to %(most)d files of %(megabytes)d MB. A photo often says where and when it was taken: "
            "only the people who read your answers see that."
        ) % {"most": uploading.MOST_ALIKE, "megabytes": MEGABYTES}

    def to_python(self, value: Any) -> tuple[Attachment, ...]:
        """The files. Raises ValidationError that names those which are not here."""
        came, wrong = value if isinstance(value, Came) else Came(), []
        if came.cut:
            said = {"names": ", ".join(came.cut), "most": uploading.MOST_ALIKE, "megabytes": MEGABYTES}
            wrong.append(
                _(
                    "Left out: %(names)s. This takes %(most)d files of %(megabytes)d MB. "
                    "Send it without, or choose a smaller one."
                )
                % said
            )
        if came.over:
            words = _(
                "Only %(most)d files fit. Left out: %(names)s. Take one of the others out first, or send it without."
            )
            wrong.append(words % {"names": ", ".join(came.over), "most": uploading.MOST_ALIKE})
        if came.empty:
            words = _("There is nothing in %(names)s. Choose it again, or send it without.")
            wrong.append(words % {"names": ", ".join(came.empty)})
        if came.gone:
            names = ", ".join(came.gone)
            words = ngettext(
                "%(names)s waited here for more than an hour and was destroyed. Choose it again.",
                "%(names)s waited here for more than an hour and were destroyed. Choose them again.",
                len(came.gone),
            )
            wrong.append(words % {"names": names})
        if wrong:
            raise ValidationError(" ".join(wrong))
        return came.files

    def said(self, value: tuple[Attachment, ...]) -> Lines:
        """The files, and nothing in words."""
        return Lines(files=value)
