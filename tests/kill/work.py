"""What three people do at once until the server dies under them."""

import hashlib
import http.client
from random import Random

from tests import strangers
from tests.kill.caller import Book, Broken, Caller, sentence

MOST_FILE = 1_500_000  # bytes: more than a megabyte goes into the database in several transactions


def writes(caller: Caller, book: Book, dice: Random) -> None:
    """Writes, changes and destroys papers without files, one after the other."""
    try:
        while True:
            act = dice.choice(("new", "new", "change", "drop"))
            old = _one(book, dice) if act != "new" else ""
            if act == "drop" and old:
                _drop(caller, book, old)
            else:
                _put(caller, book, old, sentence(dice))
    except Broken:
        return


def uploads(caller: Caller, book: Book, dice: Random) -> None:
    """Sends papers with files, small and large."""
    try:
        while True:
            file = dice.randbytes(dice.choice((900, 70_000, dice.randrange(MOST_FILE))))
            words = sentence(dice)
            with book.lock:
                book.sent[words] = hashlib.blake2b(file).hexdigest()
            number = caller.send(caller.page("put"), {"words": words}, file)["id"]
            with book.lock:
                book.kept[number] = words
                book.count("files")
    except Broken:
        return


def turns(caller: Caller, book: Book, _dice: Random) -> None:
    """Rotates; reads until all is carried over; rotates again."""
    try:
        while True:
            caller.send(caller.page("turn"), {})
            with book.lock:
                book.epoch += 1
                book.count("rotations")
            while caller.get(caller.page("all"))["moving"]:
                pass
    except Broken:
        return


def asks(caller: Caller, book: Book, dice: Random) -> None:
    """A stranger sends forms, and presses twice now and then."""
    try:
        while True:
            body = strangers.groceries(strangers.carried(caller.port), dice.randrange(40))
            code = strangers.sends(caller.port, body).code
            assert code, "a form was not acknowledged"
            with book.lock:
                book.asked[code] = body
                book.count("forms")
            if dice.random() < 0.3:
                assert strangers.sends(caller.port, body).code == code, "pressed twice, it is another receipt"
    except (OSError, http.client.HTTPException):
        return


def _one(book: Book, dice: Random) -> str:
    """A paper without a file whose fate is known."""
    with book.lock:
        known = sorted(number for number, words in book.kept.items() if not book.sent[words])
    return dice.choice(known) if known else ""


def _put(caller: Caller, book: Book, old: str, words: str) -> None:
    with book.lock:
        book.sent[words] = ""
        if old:
            book.open[old] = words
    number = caller.send(caller.page("put"), {"words": words, "id": old})["id"]
    with book.lock:
        book.kept[number] = words
        book.open.pop(number, None)
        book.count("changes" if old else "notes")


def _drop(caller: Caller, book: Book, old: str) -> None:
    with book.lock:
        book.open[old] = ""
    caller.send(caller.page("drop"), {"id": old})
    with book.lock:
        del book.kept[old], book.open[old]
        book.gone.add(old)
        book.count("destroyed")
