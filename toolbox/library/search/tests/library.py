"""A small made-up library that the stories here search."""

from toolbox.library.search import Entry, Index


def entry(key: str, *names: str, texts: tuple[str, ...] = ()) -> Entry:
    """Make an entry of some names and texts."""
    return Entry(key, names, texts)


SHELF = (
    entry(
        "river-bail-fund",
        "River County Bail Fund",
        "Fondo de fianzas del condado de River",
        texts=("Posts bail for people in the county jail.", "Paga fianzas de personas en la cárcel."),
    ),
    entry(
        "tenants-handbook",
        "Handbook for tenant unions",
        "Manual para sindicatos de inquilinos",
        texts=(
            "How neighbors organize in one building, from the first meeting to a rent strike.",
            "Cómo se organizan los vecinos de un edificio: la organización, la huelga de alquiler.",
        ),
    ),
    entry("porch-pantry", "Porch Pantry", texts=("Shares food on porches. Funded by neighbors.",)),
    entry("cop-watch", "Maple Street Cop Watch", texts=("Films the police and keeps calm.",)),
    entry(
        "rights-cards",
        "Know-your-rights cards",
        texts=("Cards for doors & pockets: <b>do not open</b>; people's rights in 12 languages.",),
    ),
    entry("letters", "رسائل إلى السجن", "互助書信", texts=("Letters into prison, in Arabic and Chinese.",)),
    entry("jail-support", "Jail support crew", texts=("Waits outside with food until people come out.",)),
)


def shelf() -> Index:
    """Index the made-up library."""
    return Index(SHELF)
