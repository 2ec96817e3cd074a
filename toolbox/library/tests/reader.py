"""Reading a page as a person does: what stands in it, and where its links lead."""

import re
from html import unescape

from django.test import Client
from django.utils.html import strip_tags

_BLOCK = re.compile(r"</?(?:d[dlt]|div|h\d|li|option|p|label|textarea|title|br)\b")
_ENTRY = re.compile(r'<li class="entry" id="e-[a-z0-9-]+"><h2><a href="(?:/es)?/library/([^"/]+)/"')


def html(client: Client, address: str, status: int = 200) -> str:
    """The HTML of a page."""
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return str(response.content.decode())


def entries(page: str) -> list[str]:
    """The slugs of the entries in a list, in order."""
    return _ENTRY.findall(page)


def words(page: str) -> str:
    """A page's text, every run of white space as one space."""
    return " ".join(unescape(strip_tags(_BLOCK.sub(r" \g<0>", page))).split())


def link(page: str, mark: str) -> str:
    """The address of the link whose tag holds `mark`, or nothing."""
    for tag in re.findall(r"<a [^>]*>", page):
        if mark in tag:
            found = re.search(r'href="([^"]*)"', tag)
            return unescape(found.group(1)) if found else ""
    return ""


def options(page: str, name: str) -> dict[str, str]:
    """The values of a field of the filter form, with the words shown."""
    select = re.search(rf'<select id="f-{name}"[^>]*>(.*?)</select>', page, re.S)
    assert select, name
    found = re.findall(r'<option value="([^"]*)"[^>]*>(.*?)</option>', select.group(1), re.S)
    return {unescape(value): unescape(label) for value, label in found}
