"""A run that is killed in the middle goes on where it was."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from toolbox.kernel.outside.tests.servers import Server, Talk, reply

PREPARE = """
import django; django.setup()
from django.core.management import call_command
from django.utils import timezone
from toolbox.library.models import Resource
call_command("migrate", verbosity=0)
today = timezone.localdate()
for n in range(6):
    Resource.objects.create(slug=f"garden-{n}", url=f"{base}{n}", category="food", added_on=today, changed_on=today)
"""
RUN = """
import django; django.setup()
from functools import partial
from django.utils import timezone
from toolbox.library.links import record
from toolbox.library.links.manners import Manners
from toolbox.library.links.run import check_all
today = timezone.localdate()
manners = Manners(pause=0, total=20, allow_private=True)
print(check_all(record.to_ask(today), manners, partial(record.write, day=today)).counts.total())
"""


def test_a_killed_run_loses_only_what_was_in_flight(tmp_path: Path) -> None:
    fourth = threading.Event()

    def behave(talk: Talk) -> None:
        if talk.path == "/3" and not fourth.is_set():
            fourth.set()
            talk.hold()
        else:
            reply()(talk)

    settings = {"DJANGO_SETTINGS_MODULE": "toolbox.site.settings", "TOOLBOX_DATA": str(tmp_path / "data")}
    environment = {**os.environ, **settings}
    with Server(behave) as server:
        prepare = f"base = {server.url()!r}\n{PREPARE}"
        subprocess.run([sys.executable, "-c", prepare], env=environment, check=True, timeout=30)
        with subprocess.Popen([sys.executable, "-c", RUN], env=environment) as first:
            reached = fourth.wait(20)
            first.send_signal(signal.SIGKILL)
        assert reached
        assert server.paths() == ["/0", "/1", "/2", "/3"]
        second = subprocess.run(
            [sys.executable, "-c", RUN], env=environment, capture_output=True, check=True, timeout=30
        )
        assert second.stdout == b"3\n"
        assert server.paths() == ["/0", "/1", "/2", "/3", "/3", "/4", "/5"]
