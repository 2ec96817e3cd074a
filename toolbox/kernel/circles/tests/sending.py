"""Sending the forms of sealed pages, as a browser does: with the token that the page carries."""

import re
from typing import Any

from django.test import Client


def send(client: Client, address: str, **fields: Any) -> Any:
    """Open a page, fill in its form and send it."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    found = re.search(r'name="token" value="([0-9a-f]+)"', page.content.decode())
    assert found is not None, "the page has no form"
    return client.post(address, {"token": found[1], **fields})


def send_blind(client: Client, address: str, from_page: str, **fields: Any) -> Any:
    """Send what no form of a page offers, with a token of another page."""
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(from_page).content.decode())
    assert found is not None
    return client.post(address, {"token": found[1], **fields})
