"""A circle taken along: everything that is seen in it, opened, as a zip that is written while it is sent."""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from toolbox.kernel.circles.records import SETTINGS
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault import filing, streams
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.everything import everything
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import spell

LONGEST = 50  # letters of a title in a file's name: with four bytes each it still fits every disk
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')


class _Pipe(io.RawIOBase):
    """What the zip is written into; taken out piece by piece, so that it is never there whole."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since it was last taken."""
        piece = bytes(self._held)
        self._held.clear()
        return piece


def exported(circle: Circle) -> Iterator[bytes]:
    """The pieces of a zip with every record and file of a circle that is seen there. Its language is that of the call.

    Raises NotAMember or Missing in the middle, where its holder is removed or the circle ends: then it has no end.
    """
    return _pieces(circle, _about(), _lacking())


def _pieces(circle: Circle, about: str, lacking: str) -> Iterator[bytes]:
    pipe, missing = _Pipe(), []
    taken: set[int] = set()
    with zipfile.ZipFile(pipe, "w") as archive:
        _write(archive, "README.txt", about.encode())
        for item in everything(circle):
            if not isinstance(item, Held):
                missing.append(f"{item.kind or '?'} {spell(item.id)}")
                continue
            if item.shelf in item.kind.hidden:
                continue
            files: list[Attachment] = []
            _record(archive, item, files.append)
            yield pipe.taken()
            for file in files:
                if file.file in taken:
                    continue
                taken.add(file.file)
                if not _whole(file):
                    missing.append(_path(file))
                    continue
                for _piece in _file(archive, file):
                    yield pipe.taken()
        if missing:
            _write(archive, "NOT-IN-HERE.txt", "\n".join([lacking, "", *sorted(missing), ""]).encode())
    yield pipe.taken()


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """A file of the zip, packed, with no time of its own."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def _record(archive: zipfile.ZipFile, held: Held[Any], found: Callable[[Attachment], None]) -> None:
    """A record as JSON, and as Markdown where its kind knows how it is written."""
    value = opened_value(held.value, found)
    if held.kind is SETTINGS:
        _write(archive, "settings.json", _json(value))
        return
    inside = {
        "id": spell(held.id),
        "kind": held.kind.name,
        "shelf": held.shelf,
        "project": spell(held.project) if held.project else None,
        "destroyed_on": held.dies,
        "value": value,
    }
    place = f"{held.kind.name}/{spell(held.id)}"
    _write(archive, f"{place}.json", _json(inside))
    if held.kind.written is not None:
        title = file_name(held.title)
        name = f"{title} {spell(held.id)}" if title else spell(held.id)
        _write(archive, f"{held.kind.name}/{name}.md", held.kind.written(held.value).encode())


def opened_value(value: Any, found: Callable[[Attachment], None]) -> Any:
    """A value as plain lists and tables. Files become their path in the zip: their keys are not taken along."""
    match value:
        case Attachment():
            found(value)
            return {"file": _path(value), "name": value.name, "size": value.size, "sha256": value.digest}
        case msgspec.Struct():
            tag = value.__struct_config__
            named = {tag.tag_field: tag.tag} if tag.tag_field else {}
            return named | {name: opened_value(getattr(value, name), found) for name in value.__struct_fields__}
        case dict():
            return {key: opened_value(one, found) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [opened_value(one, found) for one in value]
    return value


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _path(file: Attachment) -> str:
    """Where a file lies in the zip."""
    stem, dot, ending = file.name.rpartition(".")
    name = file_name(stem if dot else file.name)
    ending = file_name(ending) if dot else ""
    return f"files/{spell(file.file)}{f' {name}' if name else ''}{f'.{ending[:10]}' if ending else ''}"


def file_name(text: str) -> str:
    """Words as they can stand in the name of a file on any computer; empty where nothing is left."""
    seen = "".join(" " if sign in _NOT_IN_NAMES or unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(seen.split())[:LONGEST].strip(" .")


def _whole(file: Attachment) -> bool:
    """Whether a sealed file opens to its end: half a file must not look like a whole one."""
    try:
        for _piece in filing.content(file):
            pass
    except streams.Damaged:
        return False
    return True


def _file(archive: zipfile.ZipFile, file: Attachment) -> Iterator[None]:
    """Write a file; hands back after each piece."""
    info = zipfile.ZipInfo(_path(file))  # stored as it is: most files are packed already
    info.file_size = file.size
    with archive.open(info, "w") as out:
        for piece in filing.content(file):
            out.write(piece)
            yield
    yield


def _about() -> str:
    lines = [
        _("Everything that this circle held is in this folder, as it was on the day on which it was made."),
        _("It is not sealed. Whoever has it can read it. Keep it where nobody finds it, or on an encrypted disk."),
        _("Nothing destroys it by itself: agree on a day on which you do."),
        _("What somebody took back is not in here, even where a legal paper forbids destroying it."),
        _("settings.json is the circle with its people. Each folder is one kind of thing. In “files” are the files."),
    ]
    return "\n\n".join(lines) + "\n"


def _lacking() -> str:
    return _("These could not be opened, and are not in here. The first word says what kind of thing each is:")
