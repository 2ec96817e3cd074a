"""`python -m benchmarks.vault.opening` fills a shelf with 10,000 records and prints what it costs to search them."""

import json
from collections.abc import Callable
from time import process_time
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from nacl.bindings import crypto_aead_chacha20poly1305_ietf_decrypt as sodium_open

from benchmarks.vault import place
from toolbox.kernel.vault.ids import spell

if TYPE_CHECKING:
    from django.test import Client

    from toolbox.kernel.circles.group import Group

COUNT = 10_000
ROUNDS = 15
ASKED = (  # and how many of the 10,000 have it
    ("a word that few have", "timeout"),  # 105
    ("a word that many have", "number"),  # 1,018
    ("a word without its accent", "aplicacion"),  # 157
    ("two words", "calle rio"),  # 1,675
    ("a telephone number", "555 879 8364"),  # 1
    ("what nobody wrote", "xylophone"),
)


def best(work: Callable[[], object]) -> float:
    """The quickest of several rounds, in milliseconds of processor time: others on this machine only add to it."""
    return min(_timed(work) for _round in range(ROUNDS))


def _timed(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return (process_time() - begun) * 1000


def measure() -> dict[str, float]:
    """Milliseconds: each search as a whole request, and the ciphers alone over the same bodies."""
    from benchmarks.vault.needs import needs

    group = place.town(12, 12)
    place.fill(group, needs(COUNT))
    client = place.browser(group.me)
    return {**_requests(client, f"/c/{spell(group.id)}/trial-needs/"), **_ciphers(group)}


def _requests(client: "Client", address: str) -> dict[str, float]:
    return {what: best(lambda words=words: _asked(client, address, words)) for what, words in ASKED}  # type: ignore[misc]


def _asked(client: "Client", address: str, words: str) -> None:
    if client.get(address, {"q": words}).status_code != 200:
        raise RuntimeError("Nothing to measure: the page did not answer.")


def _ciphers(group: "Group") -> dict[str, float]:
    """The same bodies with their keys already in hand: one call each into OpenSSL, and one each into libsodium."""
    from toolbox.kernel.vault import rows, sealing

    circle = group.circle
    _epoch, found = rows.standing(circle.id, [circle.keys.token(0, "trial.need", "open")])
    bodies = [
        (
            sealing.unwrap(circle.keys, circle.id, row.id, row.nonce, row.wrapped),
            bytes(row.body),
            sealing.body_bound(circle.id, row.id),
        )
        for row in found
    ]
    if len(bodies) != COUNT:
        raise RuntimeError("Nothing to measure: the shelf is not full.")
    once = bytes(12)
    return {
        "OpenSSL": best(lambda: [ChaCha20Poly1305(key).decrypt(once, body, bound) for key, body, bound in bodies]),
        "libsodium": best(lambda: [sodium_open(body, bound, once, key) for key, body, bound in bodies]),
        "bytes": sum(len(body) for _key, body, _bound in bodies),
    }


if __name__ == "__main__":
    place.ready()
    place.one_core()
    print(json.dumps(measure()))
