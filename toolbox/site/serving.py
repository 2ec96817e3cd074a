"""Starts the site: static files, the database, then the web server."""

import errno
import gc
import logging
import resource
import socket
from collections.abc import Callable
from typing import Any

import click
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.utils import timezone
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from toolbox import __version__
from toolbox.site.worker import Patient

STAMP = ".static-version"


class Quiet(Logger):  # type: ignore[misc]
    """The web server's log without its messages: they hold addresses and paths. Ours says where things broke."""

    def setup(self, cfg: Any) -> None:
        """Leave logging as the site has configured it."""
        self.error_log = logging.getLogger("gunicorn.error")
        self.access_log = logging.getLogger("gunicorn.access")

    def access(self, *args: Any) -> None:
        """Nobody's visit is written down."""

    def reopen_files(self) -> None:
        """There are none."""


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with threads, set up from our settings and nothing else."""

    def load_config(self) -> None:
        """No file, no environment and no command line of gunicorn's own is read."""
        for name, value in {
            "bind": f"{_bracketed(settings.LISTEN_HOST)}:{settings.LISTEN_PORT}",
            "workers": settings.WORKERS,
            "threads": settings.THREADS,
            "worker_class": Patient,
            "logger_class": Quiet,
            "preload_app": True,
            "timeout": 120,
            "graceful_timeout": 10,
            "keepalive": 5,
            "limit_request_line": 8190,  # the most that gunicorn takes: a shared reading list is shorter
            "proc_name": "toolbox",
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """The application, with the list already in memory."""
        from django.db import connections
        from django.template.loader import get_template

        from toolbox.kernel.members.boot import boot_key
        from toolbox.library.catalogue import current
        from toolbox.site.wsgi import application

        boot_key()
        current()
        get_template("intake/sent.html")  # or, when many send at once, each thread reads and builds it for itself
        connections.close_all()  # a connection must not be shared by the processes that follow
        # What is loaded now stays: the collector of garbage need not look at it whenever a full shelf is opened.
        gc.collect()
        gc.freeze()
        return application


def serve(make_ready: Callable[[], None]) -> None:
    """Start the site and stay until it is stopped. `make_ready` brings the database up once the port is free.

    Raises ClickException with a sentence.
    """
    check_port()
    _check_backups()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no memory on the disk
    make_ready()
    _check_site()
    _collect_static()
    shown = "127.0.0.1" if settings.LISTEN_EVERYWHERE else settings.LISTEN_HOST
    click.echo(f"The toolbox is at http://{_bracketed(shown)}:{settings.LISTEN_PORT}/  (Ctrl-C stops it)")
    for name in [settings.SITE_ADDRESS] if settings.SITE_ADDRESS else settings.HOSTS_GIVEN:
        click.echo(f"and at {name if '://' in name else f'http://{name}:{settings.LISTEN_PORT}/'}")
    if settings.LISTEN_EVERYWHERE and not (settings.SITE_ADDRESS or settings.HOSTS_GIVEN):
        click.echo(
            "Other devices reach it under this computer's name or address only after you have named it, "
            "such as: TOOLBOX_HOSTS=192.168.1.20,toolbox.local"
        )
    _print_founding_code()
    Server().run()


def _print_founding_code() -> None:
    """While nobody has founded anything, each start prints one new code; the one that it printed before is void."""
    from toolbox.kernel.members import accounts, founding

    if settings.DEBUG or accounts.anybody():
        return
    click.echo("Nobody has founded a circle here yet. With this code, somebody can, once, within a week:")
    click.echo(f"    {founding.start_code(timezone.now())}")
    click.echo(f"Type it at {_shown_address()}/found/  More codes: toolbox found")
    click.echo("Read this before you give it to anybody: docs/how-to/before-you-invite-anybody.md")


def _shown_address() -> str:
    host = "127.0.0.1" if settings.LISTEN_EVERYWHERE else settings.LISTEN_HOST
    return settings.SITE_ADDRESS or f"http://{_bracketed(host)}:{settings.LISTEN_PORT}"


def _check_backups() -> None:
    """Refuse to start where backups are wanted for a key that is mistyped: nobody would have one."""
    from toolbox.site.running import age

    try:
        age.recipients(settings.BACKUP_TO)
    except age.WrongKey as problem:
        raise click.ClickException(f"TOOLBOX_BACKUP_TO: {problem}") from None


def _check_site() -> None:
    """Refuse to start where a check finds an error, such as a page that declares no audience."""
    for message in run_checks():
        if message.is_serious():
            raise click.ClickException(message.msg)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def check_port() -> None:
    """Say in a sentence why the port cannot be used, before anything else is done."""
    host, port = settings.LISTEN_HOST, settings.LISTEN_PORT
    try:
        family, kind, proto, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror:
        raise click.ClickException(f"HOST={host} is not an address of this computer.") from None
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: f"Port {port} is taken: another program answers there, or the toolbox already runs.",
            errno.EACCES: f"Port {port} may only be opened by the administrator.",
        }
        if error.errno == errno.EADDRNOTAVAIL:
            raise click.ClickException(f"HOST={host} is not an address of this computer.") from None
        reason = reasons.get(error.errno or 0, f"Port {port} cannot be opened.")
        raise click.ClickException(f"{reason} Try another one: PORT=8001 make run") from None


def _collect_static() -> None:
    """Copy and compress the static files where they are not those of this version."""
    from django.contrib.staticfiles.finders import get_finders

    newest = 0.0
    for finder in get_finders():
        for path, storage in finder.list([]):
            newest = max(newest, storage.get_modified_time(path).timestamp())
    stamp = settings.DATA / STAMP
    now = f"{__version__} {newest}"
    if stamp.is_file() and stamp.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)
