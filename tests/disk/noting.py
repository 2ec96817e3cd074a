"""A note that is written and removed by its pages, so that a walk finds one to bring back."""

from tests.visitor import Visitor, path_of


def removes(visitor: Visitor, circle: str, canary: str) -> None:
    """Write a note down and remove it again."""
    page = visitor.get(f"{circle}notes/new/")
    page = visitor.send(page, page.form("title"), "", {"title": f"{canary} note", "text": f"{canary} words"})
    page = visitor.get(f"{path_of(page.address)}remove/")
    page = visitor.send(page, next(form for form in page.read().forms if not form.action))
    assert path_of(page.address) == f"{circle}notes/removed/", page.address
