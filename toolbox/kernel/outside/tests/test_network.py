"""The connections themselves refuse what they must not open, whoever asks them to."""

import asyncio

import pytest

from toolbox.kernel.outside.guard import NotPublic
from toolbox.kernel.outside.network import Connections, Direct, OnlyProxy
from toolbox.kernel.outside.tests.names import Names
from toolbox.kernel.outside.tests.servers import Server, reply


def connect(connections: Connections, host: str, port: int) -> None:
    async def go() -> None:
        try:
            await connections.connect_tcp(host, port, timeout=2)
        finally:
            await connections.close()

    asyncio.run(go())


def test_a_proxied_connection_leads_to_the_proxy_and_nowhere_else() -> None:
    with Server(reply()) as proxy, Server(reply()) as other:
        connect(OnlyProxy("127.0.0.1", proxy.port), "127.0.0.1", proxy.port)
        for host, port in (("127.0.0.1", other.port), ("garden.example.org", proxy.port)):
            with pytest.raises(NotPublic):
                connect(OnlyProxy("127.0.0.1", proxy.port), host, port)
        assert other.connections == 0


def test_a_local_name_is_not_even_looked_up() -> None:
    names = Names(["127.0.0.1"])
    with Server(reply()) as server:
        for host in ("localhost", "LocalHost.", "router", "garden.onion"):
            with pytest.raises(NotPublic):
                connect(Direct(names, allow_private=False), host, server.port)
        assert server.connections == 0
    assert names.asked == []
