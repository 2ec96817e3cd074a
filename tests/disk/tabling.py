"""A circle of the town brings in a spreadsheet full of canaries."""

from tests.visitor import Upload, Visitor


def brings_in(visitor: Visitor, circle: str, canary: str) -> None:
    """Choose a file, say what its columns are, look at it, and bring it in."""
    rows = "".join(f"{canary} {number},202 555 01{number},{canary} street,Drive\n" for number in range(10, 30))
    page = visitor.get(f"{circle}needs/import/")
    file = Upload(f"{canary}.csv", f"Name,Phone,Address,How can you help?\n{rows}".encode(), "text/csv")
    page = visitor.send(page, page.form("file", "what"), "", {"file": file, "what": "offers"})
    assert "Which column holds what?" in page.text, page.text
    page = visitor.send(page, page.form("head"), "do=match")
    assert "What would come of it" in page.text, page.text
    page = visitor.send(page, page.form("do"), "do=start")
    assert "on the board now" in page.text, page.text
