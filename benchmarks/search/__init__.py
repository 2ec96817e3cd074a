"""How well and how quickly the library's search finds what is meant, in 10,000 and 100,000 entries."""

import gc
import random
from collections.abc import Iterator
from time import perf_counter

from benchmarks.figure import Figure, named
from benchmarks.search.corpus import Document, documents
from benchmarks.search.known_items import KINDS, Examiner, Question
from toolbox.library.search import Entry, Index

_A_KIND = 120
_FIRST = 10
_PAGE = 50
_SHARE = 0.95


def figures() -> Iterator[Figure]:
    """Measure the search and give one figure after the other."""
    yield _building(124, 50)
    yield from _library("search-10k", 10_000, 5, judged=True)
    yield from _library("search-100k", 100_000, 10, judged=False)


def _library(name: str, size: int, goal_ms: float, *, judged: bool) -> Iterator[Figure]:
    """Measure a library of some size: how quickly it answers, and if ``judged`` how well."""
    library = list(documents(size))
    index = Index(document.entry for document in library)
    asked = _questions(library)
    if judged:
        for kind, batch in asked.items():
            share = sum(_is_found(index, question) for question in batch) / len(batch)
            measured = f"{share:.1%} in the first ten"
            yield Figure(named(name, kind), measured, f"at least {_SHARE:.0%}", share >= _SHARE)
    # A page's process does not hold the made-up library: keep the garbage collector away from it.
    gc.collect()
    gc.freeze()
    questions = [question for batch in asked.values() for question in batch]
    yield _latency(named(name, "time"), index, library, [question.typed for question in questions], goal_ms)
    yield _latency(named(name, "time as one types"), index, library, _as_typed(questions), goal_ms)
    gc.unfreeze()


def _questions(library: list[Document]) -> dict[str, list[Question]]:
    examiner = Examiner(library)
    return {kind.name: list(examiner.questions(kind, _A_KIND)) for kind in KINDS}


def _building(count: int, goal_ms: float) -> Figure:
    entries = [document.entry for document in documents(count)]
    Index(entries)
    spent = sorted(_building_time(entries) for _ in range(9))[4]
    name = named("search", f"index of {count}")
    return Figure(name, f"median {spent:.0f} ms", f"under {goal_ms:.0f} ms", spent < goal_ms)


def _building_time(entries: list[Entry]) -> float:
    start = perf_counter()
    Index(entries)
    return (perf_counter() - start) * 1000


def _is_found(index: Index, question: Question) -> bool:
    return question.key in index.search(question.typed).keys[:_FIRST]


def _page(index: Index, entries: dict[str, Entry], query: str) -> float:
    """Search and mark what a page of results shows; give the milliseconds it took."""
    start = perf_counter()
    found = index.search(query)
    for key in found.keys[:_PAGE]:
        entry = entries[key]
        found.mark(entry.names[0])
        found.mark(entry.texts[0])
    return (perf_counter() - start) * 1000


def _as_typed(asked: list[Question]) -> list[str]:
    """Cut each question somewhere from its second letter on, as the page asks while somebody types."""
    dice = random.Random(3)
    return [question.typed[: dice.randint(2, len(question.typed))] for question in asked]


def _latency(name: str, index: Index, library: list[Document], typed: list[str], goal_ms: float) -> Figure:
    by_key: dict[str, Entry] = {document.entry.key: document.entry for document in library}
    for query in typed[::7]:
        _page(index, by_key, query)
    spent = sorted(_page(index, by_key, query) for query in typed)
    median, p95 = spent[len(spent) // 2], spent[len(spent) * 95 // 100]
    measured = f"median {median:.1f} ms, p95 {p95:.1f} ms"
    return Figure(name, measured, f"p95 at most {goal_ms:.0f} ms", p95 <= goal_ms)
