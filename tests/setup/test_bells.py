"""The running server's minute rings bells, and settings that cannot be used stop the start with a sentence."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from tests.people import somebody
from tests.running import toolbox
from tests.vault.on_disk import database
from toolbox.kernel.notices import marking, post
from toolbox.kernel.notices.tests.relays import Taken, relay
from toolbox.kernel.notices.tests.town import MAIL, bell
from toolbox.site import tidying

RELAY = "smtps://bells:hidden%20words@mail.example.org"


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    """A database in a file; what opened it before does not count."""
    django_settings.DATA.mkdir(parents=True, exist_ok=True)
    with database(tmp_path) as path:
        yield path


def test_the_minute_rings_by_the_settings_and_once(
    on_disk: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    taken = Taken()
    settings.BELL_HOUR = 0
    with relay(taken) as port, caplog.at_level(logging.WARNING, "toolbox"):
        settings.RELAY, settings.MAIL_FROM = post.relay(f"smtp://localhost:{port}"), "bell@example.org"
        bell(somebody().id, address=MAIL)
        marking.arrived()
        for _minute in range(3):
            tidying.once()
    (letter,) = taken.letters
    assert (letter.mail_from, letter.rcpt_tos) == ("bell@example.org", [MAIL])
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"TOOLBOX_SMTP": "http://hidden@mail.example.org"}, "TOOLBOX_SMTP must look like smtps://"),
        ({"TOOLBOX_SMTP": RELAY}, "TOOLBOX_SMTP needs TOOLBOX_MAIL_FROM"),
        ({"TOOLBOX_SMTP": RELAY, "TOOLBOX_MAIL_FROM": "hidden"}, "TOOLBOX_SMTP needs TOOLBOX_MAIL_FROM"),
        ({"TOOLBOX_NTFY": "hidden"}, "TOOLBOX_NTFY must be yes or no."),
        ({"TOOLBOX_BELL_HOUR": "24"}, "TOOLBOX_BELL_HOUR must be a whole number from 0 to 23."),
        ({"TOOLBOX_PROXY": "hidden"}, "TOOLBOX_PROXY must look like socks5h://"),
    ],
)
def test_a_setting_that_cannot_be_used_is_a_sentence(wrong: dict[str, str], says: str, tmp_path: Path) -> None:
    done = toolbox(tmp_path, "settings", **wrong)
    assert done.returncode == 1
    assert says in done.stderr
    assert "hidden" not in done.stdout + done.stderr


def test_the_password_of_the_mailbox_is_never_shown(tmp_path: Path) -> None:
    done = toolbox(tmp_path, "settings", TOOLBOX_SMTP=RELAY, TOOLBOX_MAIL_FROM="bell@example.org")
    assert done.returncode == 0
    assert "TOOLBOX_SMTP" in done.stdout
    assert "hidden" not in done.stdout
