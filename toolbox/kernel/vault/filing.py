"""The rows of sealed files: received piece by piece, claimed by a record, read back, dropped."""

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault import streams
from toolbox.kernel.vault.ids import new_id
from toolbox.kernel.vault.keys import number
from toolbox.kernel.vault.models import File, Frame
from toolbox.kernel.vault.trouble import FileGone

KEY = 32
TOGETHER = 16  # sealed frames in one transaction: 1 MiB
WAITS = datetime.timedelta(hours=1)
FORMAT = b"toolbox file 1"


def _bound(file: int) -> bytes:
    return FORMAT + number(file)


def _waits_until() -> datetime.datetime:
    """At least an hour from now, rounded up to the hour: no exact time stands in clear."""
    later = timezone.now() + WAITS + datetime.timedelta(minutes=59, seconds=59)
    return later.replace(minute=0, second=0, microsecond=0)


class Receiving:
    """A file sealed while its bytes arrive. Not one of them touches the disk in clear.

    Short transactions of a megabyte: a slow line holds nobody up.
    """

    def __init__(self) -> None:
        self.id = new_id()
        self.key = os.urandom(KEY)
        self._sealer = streams.Sealer(self.key, _bound(self.id))
        self._frames: list[bytes] = []
        self._number = 0
        File.objects.create(id=self.id, waits_until=_waits_until())

    @property
    def size(self) -> int:
        """Bytes received so far."""
        return self._sealer.size

    def write(self, data: bytes) -> None:
        """Take in the next bytes."""
        self._keep(self._sealer.write(data))

    def finish(self, name: str, media_type: str) -> Attachment:
        """Seal the end, and say what a record must hold to open the file again."""
        self._keep(self._sealer.finish(), end=True)
        return Attachment(
            file=self.id,
            key=self.key,
            header=self._sealer.header,
            name=name,
            media_type=media_type,
            size=self._sealer.size,
            digest=self._sealer.digest,
        )

    def stop(self) -> None:
        """Drop what came."""
        self._frames.clear()
        with transaction.atomic():
            Frame.objects.filter(file=self.id).delete()
            File.objects.filter(pk=self.id).delete()

    def _keep(self, frames: Iterable[bytes], *, end: bool = False) -> None:
        for frame in frames:
            self._frames.append(frame)
            if len(self._frames) == TOGETHER:
                self._save()
        if end:
            self._save()

    def _save(self) -> None:
        Frame.objects.bulk_create(
            Frame(id=new_id(), file=self.id, number=self._number + offset, body=body)
            for offset, body in enumerate(self._frames)
        )
        self._number += len(self._frames)
        self._frames.clear()


def content(attachment: Attachment) -> Iterator[bytes]:
    """The bytes of a file, piece by piece. Raises streams.Damaged, perhaps after some pieces."""
    return streams.opened(
        attachment.key, attachment.header, _frames(attachment.file), attachment.size, _bound(attachment.file)
    )


def _frames(file: int) -> Iterator[bytes]:
    rows = Frame.objects.filter(file=file).order_by("number").values_list("body", flat=True)
    first = 0
    while batch := list(rows.filter(number__gte=first)[:TOGETHER]):
        yield from map(bytes, batch)
        first += len(batch)


def waiting(files: Sequence[int]) -> set[int]:
    """Those of some files that still wait for their record."""
    return set(File.objects.filter(pk__in=files, record=None).values_list("pk", flat=True)) if files else set()


def claim(file: int, record: int) -> None:
    """Give a waiting file to a record, inside a transaction. Raises FileGone."""
    if not File.objects.filter(pk=file, record=None).update(record=record, waits_until=None):
        raise FileGone


def let_go(file: int) -> None:
    """Delete a file that still waits and that nobody will want, inside a transaction."""
    if File.objects.filter(pk=file, record=None).delete()[0]:
        Frame.objects.filter(file=file).delete()


def hand_over(record: int, to: int) -> None:
    """Give the files of one record to another one, inside a transaction."""
    File.objects.filter(record=record).update(record=to)


def take_out(record: int, files: Sequence[int]) -> None:
    """Delete some files of a record, inside a transaction."""
    files = list(File.objects.filter(pk__in=files, record=record).values_list("pk", flat=True))
    Frame.objects.filter(file__in=files).delete()
    File.objects.filter(pk__in=files).delete()


def drop(records: Sequence[int]) -> None:
    """Delete the files of records, inside a transaction."""
    files = list(File.objects.filter(record__in=records).values_list("pk", flat=True))
    Frame.objects.filter(file__in=files).delete()
    File.objects.filter(pk__in=files).delete()


def drop_late(now: datetime.datetime) -> int:
    """Delete the files for which no record came; returns how many."""
    files = list(File.objects.filter(record=None, waits_until__lt=now).values_list("pk", flat=True)[:500])
    with transaction.atomic():
        waiting = File.objects.select_for_update().filter(pk__in=files, record=None)
        late = list(waiting.values_list("pk", flat=True))
        Frame.objects.filter(file__in=late).delete()
        File.objects.filter(pk__in=late).delete()
    return len(late)
