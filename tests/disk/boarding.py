"""Two asks of one household: written down, put together, taken apart and destroyed by the pages of the board."""

from tests.visitor import Page, Visitor, path_of


def puts_together(visitor: Visitor, circle: str, canary: str, phone: str) -> None:
    """Write down two asks with one number, put them together, take them apart, and destroy both."""
    first, second = (_writes(visitor, circle, f"{canary} {what}", phone) for what in ("cot", "soap"))
    page = visitor.get(_link(visitor.get(second), "/together/"))
    page = visitor.get(_link(page, f"/together/{path_of(first).rpartition('/needs/')[2]}"))
    page = visitor.send(page, page.form("stays"), "stays=this")
    assert "Put together with it" in page.text, page.text
    page = visitor.send(page, next(form for form in page.read().forms if form.action.endswith("/part/")))
    for address in (first, second):
        page = visitor.get(_link(visitor.get(address), "/destroy/"))
        page = visitor.send(page, next(form for form in page.read().forms if form.action.endswith("/destroy/")))
        assert "It is destroyed." in page.text, page.text


def names_zones(visitor: Visitor, circle: str, canary: str) -> None:
    """Name three parts of town, write down an ask in one, and take that one off the list again."""
    zones = [f"{canary} {where}" for where in ("north", "south", "west")]
    _lists(visitor, circle, zones)
    page = visitor.get(f"{circle}needs/new/")
    visitor.send(page, page.form("words", "zone"), "", {"words": f"{canary} rice", "zone": zones[0]})
    _lists(visitor, circle, zones[1:])
    assert "Put it there" in visitor.get(f"{circle}needs/how/zones/").text


def _lists(visitor: Visitor, circle: str, zones: list[str]) -> None:
    page = visitor.get(f"{circle}needs/how/zones/")
    visitor.send(page, page.form("zones"), "", {"zones": "\n".join(zones)})


def _writes(visitor: Visitor, circle: str, words: str, phone: str) -> str:
    page = visitor.get(f"{circle}needs/new/")
    return visitor.send(page, page.form("words", "phone"), "", {"words": words, "phone": phone}).address


def _link(page: Page, ends: str) -> str:
    """The link of a page that ends so."""
    return next(link for link in page.read().links if link.endswith(ends) and "/needs/" in link)
