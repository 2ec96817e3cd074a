"""A kind of record that only the tests of the vault know."""

import msgspec

from toolbox.kernel.registry.kinds import Kind


class Slip(msgspec.Struct, frozen=True):
    """A few words."""

    words: str
    number: int = 0


SLIP = Kind(
    name="test.slip",
    struct=Slip,
    says="slips",
    title=lambda slip: slip.words[:20],
    shelves=("open", "done"),
    ends=frozenset({"done"}),
    keep_days=30,
    texts=lambda slip: [slip.words],
)
