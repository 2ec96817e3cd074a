"""A stranger who answers everything that a public form asks, with canaries, and comes back with the receipt."""

import re
import socket
from contextlib import suppress

from tests.disk import mailing
from tests.running import Running
from tests.visitor import Form, Page, Upload, Value, Visitor

PHONE = "202 555 0187"
CODE = re.compile(r'name="code" value="([^"]+)"')
WORDS = {"text", "textarea", "search"}
# What takes no words: canaries would be sent back.
ASKED = {"q-until": "2031-05-17", "q-day": "2031-05-18", "q-year": "2025", "q-page": "food-not-bombs"}
ASKED |= {"q-seats": "2", "q-how_many": "3"}
FEW = ("-adults", "-children", "-small")
TOO_LARGE = 1_900_000  # times a canary: more than the largest file


class Stranger:
    """Somebody without an account. Whatever they type has their own canary in it."""

    def __init__(self, running: Running, canary: str) -> None:
        self.running = running
        self.canary = canary
        self.code = ""

    def sends(self, address: str) -> Page:
        """Fill in every field of a form, files too, and send it; the code of the receipt is theirs from then on."""
        page = Visitor(self.running).get(address)
        assert page.status == 200, address
        page = self._presses(page, "send", self.filled(page.form("carried", "whole")))
        found = CODE.search(page.text)
        assert found, f"{address} was not sent: {re.findall('<p class=.wrong.*', page.text)}"
        self.code = found[1]
        return page

    def stumbles(self, address: str) -> None:
        """Everything that can go wrong with a form before and after it is sent, with canaries in it each time."""
        page = Visitor(self.running).get(address)
        typed = self.filled(page.form("carried", "whole"))
        other = "/es" + address.removeprefix("/es")
        for do in ("look", "enter"):
            assert self.canary in self._presses(page, do, typed).text, "what was typed is still there"
        assert self.canary in self._presses(page, "send", {**typed, "carried": self.canary}).text
        assert self.canary in self._presses(page, "send", {**typed, "q-phone": self.canary}).text
        assert self.canary in self._presses(page._replace(address=other), "look", typed, action=other).text
        large = Upload(f"{self.canary}.bin", self.canary.encode() * TOO_LARGE)
        assert f"{self.canary}.bin" in self._presses(page, "send", {**typed, "q-file": large}).text
        self._line_breaks(address)
        sent = self.sends(address)
        self._presses(sent, "typed", {"typed": f"{self.code} {self.canary}"})
        again = self._presses(page, "send", typed)
        assert again.status == 200

    def opens(self, **typed: str) -> Page:
        """The receipt, or what it does."""
        visitor = Visitor(self.running)
        page = visitor.get("/receipt/")
        page = visitor.send(page, page.form("code"), code=self.code)
        if typed:
            number = next((f for f in page.read().forms if {"code", "number"} <= f.names), page.form("code"))
            page = visitor.send(page, number, "", {**typed})
        return page

    def comes_back(self) -> None:
        """Write more, say that it is solved, print the code, type a wrong one."""
        assert self.opens(do="write", text=f"{self.canary} more").status == 200
        assert self.opens(do="solved", text=f"{self.canary} thanks").status == 200
        visitor = Visitor(self.running)
        page = visitor.get("/receipt/")
        assert visitor.send(page, page.form("code"), code=f"{self.canary} {self.code}").status == 200
        paper = visitor.send(page, Form("/receipt/slip/", "post"), code=self.code)
        assert paper.body.startswith(b"%PDF")

    def withdraws(self) -> None:
        """Take it back."""
        assert "is withdrawn" in self.opens(do="withdraw-now").text

    def filled(self, form: Form) -> dict[str, Value]:
        """An answer to everything."""
        typed: dict[str, Value] = {}
        for one in form.fields:
            if one.kind == "checkbox":
                ticked = typed.setdefault(one.name, [])
                assert isinstance(ticked, list)
                ticked.append(one.value)
            elif one.kind == "radio" and one.value:
                typed.setdefault(one.name, one.value)
            elif one.kind == "file":
                typed[one.name] = mailing.picture(self.canary)
            elif one.kind == "select":
                typed[one.name] = ASKED.get(one.name) or next((value for value in one.choices if value), "")
            elif one.kind in {*WORDS, "tel", "email", "number", "date"}:
                typed[one.name] = self._words(one.name)
        return typed

    def _words(self, name: str) -> str:
        if name.endswith(FEW):
            return "2"
        if name.endswith("phone"):
            return PHONE
        return ASKED.get(name, f"{self.canary} {name}")

    def _presses(self, page: Page, do: str, typed: dict[str, Value], action: str = "") -> Page:
        form = page.form("carried", "whole")
        form.action = action or form.action
        return Visitor(self.running).send(page, form, f"do={do}", typed)

    def _line_breaks(self, address: str) -> None:
        """In the middle of a photograph."""
        part = '--b\r\nContent-Disposition: form-data; name="q-{}"{}\r\n\r\n{}\r\n'
        body = part.format("words", "", self.canary) + part.format("file", '; filename="a.jpg"', self.canary * 9_000)
        head = (
            f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1:{self.running.port}\r\n"
            f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(body) * 20}\r\n\r\n"
        )
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.running.port), timeout=10) as line:
            line.sendall((head + body).encode())
            line.shutdown(socket.SHUT_WR)
            line.recv(100)


def spellings(code: str) -> set[str]:
    """The ways in which a code can be written down."""
    parts = [code[at : at + 4] for at in range(0, len(code), 4)] if code.isdecimal() else code.split()
    return {between.join(parts) for between in (" ", "", "-")}


def digits() -> set[str]:
    """The ways in which the number can be."""
    plain = PHONE.replace(" ", "")
    return {PHONE, plain, PHONE.replace(" ", "-"), f"({PHONE[:3]}) {PHONE[4:7]}-{PHONE[8:]}", plain[3:]}
