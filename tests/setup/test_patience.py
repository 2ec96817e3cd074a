"""Callers who send a byte now and then cannot stop the site for the others."""

import socket
import urllib.request
from pathlib import Path

from tests.running import serving


def test_slow_callers_are_cut_off(tmp_path: Path) -> None:
    with serving(tmp_path, TOOLBOX_THREADS="2", TOOLBOX_PATIENCE="1") as running:
        callers = [socket.create_connection(("127.0.0.1", running.port)) for _thread in range(4)]
        for caller in callers:
            caller.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        with urllib.request.urlopen(f"{running.address}/healthz", timeout=90) as answer:
            assert answer.read() == b"ok\n"
        for caller in callers:
            caller.close()


def test_nobody_waits_for_a_crowded_worker_while_another_is_free(tmp_path: Path) -> None:
    with (
        serving(tmp_path, TOOLBOX_WORKERS="2", TOOLBOX_THREADS="1", TOOLBOX_PATIENCE="120") as running,
        socket.create_connection(("127.0.0.1", running.port)) as caller,
    ):
        caller.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        for _visitor in range(12):
            with urllib.request.urlopen(f"{running.address}/healthz", timeout=20) as answer:
                assert answer.read() == b"ok\n"
