"""Somebody saves a file that was sealed: it comes out as it went in, and its name stays behind."""

import pytest

from toolbox.kernel.members import giving
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.models import Frame
from toolbox.kernel.vault.trouble import Damaged

CONTENT = bytes(range(256)) * 700


def sealed(name: str, content: bytes = CONTENT, media_type: str = "text/html") -> Attachment:
    receiving = Receiving()
    receiving.write(content)
    return receiving.finish(name, media_type)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [CONTENT, b""])
def test_a_file_is_saved_and_never_shown(content: bytes) -> None:
    answer = giving.download(sealed("Wren\u2019s lease.HTML", content))
    assert b"".join(answer.streaming_content) == content  # type: ignore[arg-type]
    assert dict(answer.headers) == {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": 'attachment; filename="file.html"',
        "X-Content-Type-Options": "nosniff",
        "Content-Length": str(len(content)),
        "Cache-Control": "no-store",
    }


@pytest.mark.django_db
def test_a_file_that_was_changed_is_not_begun() -> None:
    attachment = sealed("lease.pdf")
    first = Frame.objects.order_by("number")[0]
    Frame.objects.filter(pk=first.pk).update(body=b"x" + bytes(first.body)[1:])
    with pytest.raises(Damaged):
        giving.download(attachment)


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("lease.PDF", ".pdf"),
        ("letter from Alder.docx", ".docx"),
        ("no ending", ""),
        ("..", ""),
        ('evil.exe"; x=1', ""),
        ("a.b\nc.txt", ".txt"),
        ("list.txt\n", ""),
        ("long." + "x" * 11, ""),
        ("قائمة.پدف", ""),
    ],
)
def test_a_download_tells_nothing_but_the_ending(name: str, ending: str) -> None:
    assert giving.ending(name) == ending
