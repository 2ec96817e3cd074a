"""Name servers that answer, do not know, or say nothing."""

import asyncio
import socket
import threading

import pytest

from toolbox.kernel.outside.resolving import NoSuchName, NotResolved, by_system


def look_up(monkeypatch: pytest.MonkeyPatch, answer: Exception | list[str]) -> tuple[list[str], list[str]]:
    """What a look-up gives where the system answers so, and the names that the system was asked for."""
    asked: list[str] = []

    def system(host: str, port: int, type: int) -> list[tuple[object, ...]]:
        asked.append(host)
        if isinstance(answer, Exception):
            raise answer
        return [(0, type, 0, "", (address, port)) for address in answer]

    monkeypatch.setattr(socket, "getaddrinfo", system)
    return asyncio.run(by_system("garden.example.org", 80)), asked


def test_the_whole_name_is_looked_up_and_each_address_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found, asked = look_up(monkeypatch, ["1.1.1.1", "2606:4700::1111", "1.1.1.1"])
    assert found == ["1.1.1.1", "2606:4700::1111"]
    assert asked == ["garden.example.org."]


def test_a_name_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoSuchName):
        look_up(monkeypatch, socket.gaierror(socket.EAI_NONAME, "not known"))


@pytest.mark.parametrize(
    "error",
    [socket.gaierror(socket.EAI_AGAIN, "try again"), socket.gaierror(-5, "no address"), OSError(), UnicodeError()],
)
def test_name_servers_that_do_not_tell(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    with pytest.raises(NotResolved):
        look_up(monkeypatch, error)


def test_a_look_up_that_never_ends_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    stuck = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_values, **_named: stuck.wait(5) and [])

    async def go() -> None:
        async with asyncio.timeout(0.1):
            await by_system("garden.example.org", 80)

    with pytest.raises(TimeoutError):
        asyncio.run(go())
    stuck.set()
