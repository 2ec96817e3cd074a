"""The web server's worker, with patience that ends: a slow or silent caller cannot hold a thread for long."""

import socket
import threading
import time
from contextlib import suppress
from typing import Any

from django.conf import settings
from gunicorn.workers.gthread import ThreadWorker

from toolbox.kernel.members import patience
from toolbox.kernel.vault import words
from toolbox.site import tidying
from toolbox.site.postgres import lending

WHOLE_SECONDS = 300  # until its answer must have been taken
EVERY = 1.0


class Patient(ThreadWorker):  # type: ignore[misc]
    """Cuts off a connection whose request is late, or that takes its answer too slowly.

    gunicorn hands a connection to a thread with its first byte and then waits for the rest without limit: as many
    callers as there are threads, sending a byte now and then, would stop the site.
    """

    busy = 0  # requests that are handled, or wait for a thread

    @property
    def worker_connections(self) -> int:
        """How many connections it may hold: none more while all its threads are busy.

        gunicorn takes in every caller at once, and who came to a crowded worker waits for it while another has nothing
        to do. Those who are not taken in stand in one line before all workers.
        """
        return self.most if self.busy < self.cfg.threads else 0

    @worker_connections.setter
    def worker_connections(self, most: int) -> None:
        self.most = most

    def enqueue_req(self, conn: Any) -> None:
        """Hand a request to a thread, or to the line before them."""
        self.busy += 1
        super().enqueue_req(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """A thread is free again."""
        self.busy -= 1
        super().finish_request(conn, fs)

    def init_process(self) -> None:
        """Start the watch in this worker, then serve until it is stopped."""
        self.begun: dict[Any, float] = {}
        self.extended: dict[Any, float] = {}
        self.here = threading.local()
        patience.more = self._more
        self.watching = threading.Lock()
        threading.Thread(target=self._watch, name="watch", daemon=True).start()
        threading.Thread(target=words.warm, name="words", daemon=True).start()
        lending.begin()
        threading.Thread(target=tidying.forever, name="tidy", daemon=True).start()
        try:
            super().init_process()
        finally:
            lending.end()

    def handle(self, conn: Any) -> Any:
        """Handle one request with a clock running."""
        self.here.conn = conn
        with self.watching:
            self.begun[conn] = self.extended[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            with self.watching:
                self.begun.pop(conn, None)
                self.extended.pop(conn, None)

    def _more(self) -> None:
        """A piece of a file arrived: the next may take as long again, up to an end."""
        now = time.monotonic()
        with self.watching:
            if now - self.begun.get(self.here.conn, now) < WHOLE_SECONDS:
                self.extended[self.here.conn] = now

    def _watch(self) -> None:
        while True:
            time.sleep(EVERY)
            now = time.monotonic()
            with self.watching:
                late = [
                    (conn, now - self.begun[conn])
                    for conn, last in self.extended.items()
                    if now - last > settings.PATIENCE
                ]
            for conn, seconds in late:
                # What was read already is answered all the same: only what is still to come is cut off.
                _end(conn.sock, socket.SHUT_RDWR if seconds > WHOLE_SECONDS else socket.SHUT_RD)


def _end(sock: socket.socket, how: int) -> None:
    with suppress(OSError):  # it may have ended by itself
        sock.shutdown(how)
