"""A line between a browser and a toolbox that can break: what the browser sends arrives, and no answer comes back."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PIECE = 65_536  # bytes


class Line:
    """Carries bytes both ways, from `port` to the port of a toolbox."""

    def __init__(self, to: int) -> None:
        self.is_broken = False  # answers are lost from here on
        self.lost = 0  # how many were
        self._to = to
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._ear.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def hang_up(self) -> None:
        """Take no more calls."""
        self._ear.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):  # hung up
            while True:
                near, _where = self._ear.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                threading.Thread(target=self._carry, args=(near, far), daemon=True).start()
                threading.Thread(target=self._carry, args=(far, near), kwargs={"back": True}, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, *, back: bool = False) -> None:
        """Carry bytes one way until either side has had enough."""
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if back and self.is_broken:
                    self.lost += 1
                    break
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            if back:
                end.close()


@contextmanager
def line(to: int) -> Iterator[Line]:
    """A line that holds until somebody breaks it."""
    made = Line(to)
    try:
        yield made
    finally:
        made.hang_up()
