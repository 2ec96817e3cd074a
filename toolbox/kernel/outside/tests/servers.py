"""Real servers on this machine that behave well or badly, and two proxies that remember what they were asked."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

PATIENCE = 5.0  # seconds until a forgotten connection ends by itself


class Talk:
    """One connection to a server, its request read."""

    def __init__(self, connection: socket.socket, request: bytes, ended: threading.Event) -> None:
        self.connection = connection
        self.request = request
        self.ended = ended

    @property
    def path(self) -> str:
        """What was asked for."""
        return self.request.split(b" ", 2)[1].decode()

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.connection.sendall(data)

    def hold(self) -> None:
        """Keep the connection open and silent until the test is over."""
        self.ended.wait(PATIENCE)

    def reset(self) -> None:
        """Break the connection off."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


Behaviour = Callable[[Talk], None]


class Server:
    """Runs one behaviour for each connection, in threads, until the `with` block ends."""

    def __init__(self, behaviour: Behaviour, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self._behaviour = behaviour
        self._tls = tls
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self.requests: list[bytes] = []
        self.connections = 0
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, 0), family=family)
        self.port: int = self._socket.getsockname()[1]
        self._host = f"[{host}]" if ":" in host else host

    def url(self, path: str = "/", host: str = "") -> str:
        """The address of a page here."""
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{host or self._host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.split(b" ", 2)[1].decode() for request in self.requests]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        socket.create_connection(self._socket.getsockname()[:2], PATIENCE).close()  # wakes what accepts
        for thread in self._threads:
            thread.join(PATIENCE)
        self._socket.close()

    def _start(self, target: Callable[..., None], *values: object) -> None:
        thread = threading.Thread(target=target, args=values, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            connection, _address = self._socket.accept()
            if self._ended.is_set():
                connection.close()
                return
            self.connections += 1
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(PATIENCE)
            if self._tls:
                with self._tls.wrap_socket(connection, server_side=True) as wrapped:
                    self.talk(wrapped)
            else:
                self.talk(connection)

    def talk(self, connection: socket.socket) -> None:
        """Read a request and behave."""
        request = b""
        while b"\r\n\r\n" not in request:
            more = connection.recv(65536)
            if not more:
                return
            request += more
        self.requests.append(request)
        self._behaviour(Talk(connection, request, self._ended))


def reply(status: str = "200 OK", body: bytes = b"hello", *headers: str) -> Behaviour:
    """A behaviour that sends one honest response."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]

    def behave(talk: Talk) -> None:
        talk.send("\r\n".join(lines).encode() + body)

    return behave


def redirect(status: int, to: str) -> Behaviour:
    """A behaviour that sends the visitor elsewhere."""
    return reply(f"{status} Elsewhere", b"", f"Location: {to}")


def pages(**behaviours: Behaviour) -> Behaviour:
    """A behaviour for each path, named without its slash; *index* is the root. Anything else is 404."""

    def behave(talk: Talk) -> None:
        name = talk.path.split("?")[0].strip("/") or "index"
        behaviours.get(name, reply("404 Not Found"))(talk)

    return behave


class HttpProxy(Server):
    """An HTTP proxy that answers for every plain address itself and tunnels to one server for the others."""

    def __init__(self, behaviour: Behaviour, tunnel_to: int = 0) -> None:
        super().__init__(self._choose)
        self._plain = behaviour
        self._tunnel_to = tunnel_to

    def _choose(self, talk: Talk) -> None:
        if not talk.request.startswith(b"CONNECT "):
            self._plain(talk)
            return
        talk.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        tunnel(talk.connection, self._tunnel_to)


class SocksProxy(Server):
    """A SOCKS5 proxy that remembers the names it was asked for and leads all of them to one server."""

    def __init__(self, lead_to: int, refusal: int = 0) -> None:
        super().__init__(reply())
        self._lead_to = lead_to
        self._refusal = refusal
        self.asked_for: list[tuple[str, int]] = []

    def talk(self, connection: socket.socket) -> None:
        """Greet, read whom the client wants, and connect it (RFC 1928)."""
        connection.recv(64)
        connection.sendall(b"\x05\x00")
        wanted = connection.recv(512)
        kind, rest = wanted[3], wanted[4:]
        if kind == 3:
            name = rest[1 : 1 + rest[0]].decode()
        elif kind == 1:
            name = socket.inet_ntoa(rest[:4])
        else:
            name = socket.inet_ntop(socket.AF_INET6, rest[:16])
        self.asked_for.append((name, int.from_bytes(wanted[-2:], "big")))
        connection.sendall(bytes([5, self._refusal, 0, 1, 0, 0, 0, 0, 0, 0]))
        if not self._refusal:
            tunnel(connection, self._lead_to)


def tunnel(near: socket.socket, port: int) -> None:
    """Carry bytes both ways until one side is done."""

    def carry(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    with socket.create_connection(("127.0.0.1", port), PATIENCE) as far:
        back = threading.Thread(target=carry, args=(far, near), daemon=True)
        back.start()
        carry(near, far)
        back.join(PATIENCE)
