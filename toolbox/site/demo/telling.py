"""What the town tells whoever starts it: who lives there, and how to sign in as them."""

from collections.abc import Iterator

from toolbox.kernel.circles.records import Role
from toolbox.site.demo.building import Built
from toolbox.site.demo.chance import passphrase
from toolbox.site.demo.script import Circle, Resident, Town
from toolbox.site.demo.strangers import receipt

FICTION = (
    "Riverbend is invented: every name, number and word in it. Its passphrases are the same for everybody who has\n"
    "the toolbox, so type nothing real into it. For real people: make run"
)


def table(town: Town, seed: int) -> Iterator[str]:
    """The lines of the table: handle, passphrase, and a line for each circle with the name that they go by there."""
    rows = [(one.handle, passphrase(seed, one.handle, one.language), [*_where(one, town)]) for one in town.residents]
    handles, phrases = (max(len(row[at]) for row in rows) for at in (0, 1))
    yield f"{'handle':{handles}}  {'passphrase':{phrases}}  circles, and the name they go by there"
    for handle, phrase, where in rows:
        for number, words in enumerate(where):
            first = (handle, phrase) if number == 0 else ("", "")
            yield f"{first[0]:{handles}}  {first[1]:{phrases}}  {words}"


def _where(resident: Resident, town: Town) -> Iterator[str]:
    for circle in town.circles:
        person = circle.named(resident.handle)
        if person is not None:
            yield f"{circle.name}: {person.name}" + (", keeper" if person.role == Role.KEEPER else "")


def going_on(town: Town) -> Iterator[str]:
    """A line for each thing that waits to be tried."""
    for circle in town.circles:
        for words in _news(circle):
            yield f"{circle.name}: {words}"
    if town.listing:
        yield f"{town.listing.circle}: keeps the public list, and people have written about it."


def receipts(town: Town, seed: int) -> Iterator[str]:
    """Codes of things that strangers sent, with what each of them shows, and where a walk begins."""
    yield "Receipts of people without an account, to be typed at /receipt/:"
    for number, one in enumerate(town.strangers.sent):
        if one.receipt:
            yield f"  {receipt(seed, number, one).text}: {one.receipt}"
    yield ""
    yield "A walk through all of it, in eleven stops: /tour/"


def _news(circle: Circle) -> Iterator[str]:
    if circle.proposal:
        yield f"{circle.proposal.by} proposes something; another keeper can agree."
    if circle.stop:
        yield "a legal paper came, so nothing is destroyed."
    if circle.paper:
        yield "has a paper member; two of its three shares open the circle at /in/paper/."
    if circle.freeze:
        yield f"{circle.freeze.who} is frozen and cannot sign in; one more voice brings them back."
    if circle.invite:
        yield "has an open invite, to be typed at /join/ within 72 hours."
    if circle.shortened:
        yield "keeps what was removed for a shorter time."


def once(built: Built) -> Iterator[str]:
    """The codes that are told now and never again."""
    for name, code in built.codes.items():
        yield f"Invite into {name}: {code}"
    for name, shares in built.shares.items():
        for number, share in enumerate(shares, 1):
            yield f"Share {number} of 3 of {name}: {share}"
