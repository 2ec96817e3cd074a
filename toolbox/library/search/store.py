"""The index itself: entries cut into words and kept in memory by tantivy."""

from collections.abc import Iterable
from typing import Final

import msgspec
import tantivy

from toolbox.library.search import stems
from toolbox.library.search.gathering import Gathered
from toolbox.library.search.memory import give_back
from toolbox.library.search.spelling import Vocabulary
from toolbox.library.search.words import LONGEST, folded_words

_LONGEST_WHOLE_NAME = 4
_SMALL_LIBRARY = 5_000
_SMALL_BUFFER = 15_000_000
_LARGE_BUFFER = 200_000_000


class Entry(msgspec.Struct, frozen=True):
    """What is searched: a key to find it again, and words in any language; names weigh above texts."""

    key: str
    names: tuple[str, ...]
    texts: tuple[str, ...]


class Fields(msgspec.Struct, frozen=True):
    """The names of tantivy's fields for one part of an entry: its words, and their stems in two languages."""

    words: str
    english: str
    spanish: str


NAMES: Final = Fields("name", "name_en", "name_es")
TEXTS: Final = Fields("text", "text_en", "text_es")
WHOLE_NAME: Final = "whole_name"
"""Each name as one word, to put first the entry whose name is being typed."""
GRAMMAR: Final = "name_grammar"
"""The words of grammar in names, apart so that no half-typed word finds them."""
_PLACE: Final = "place"


class Store:
    """All entries, ready to be asked; never changes after it was made, so threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        kept = list(entries)
        self._keys = tuple(entry.key for entry in kept)
        self.schema = _schema()
        index = tantivy.Index(self.schema)
        for language in ("english", "spanish"):
            index.register_tokenizer(language, stems.analyzer(language))
        gathered = Gathered()
        # One thread keeps the entries in their order and the scores the same each time.
        buffer = _SMALL_BUFFER if len(kept) < _SMALL_LIBRARY else _LARGE_BUFFER
        writer = index.writer(heap_size=buffer, num_threads=1)
        for place, entry in enumerate(kept):
            writer.add_document(_document(place, entry, gathered))
        writer.commit()
        writer.wait_merging_threads()
        del writer
        index.reload()
        self._searcher = index.searcher()
        self.vocabulary = Vocabulary(gathered.written | gathered.joined)
        self._joined = frozenset(gathered.joined - gathered.written)
        self._accents = gathered.accents
        give_back()

    def __len__(self) -> int:
        return len(self._keys)

    def ask(self, query: tantivy.Query, limit: int) -> tuple[str, ...]:
        """Give the keys of the entries that match, best first; equals in the order of entry."""
        hits = self._searcher.search(query, limit, count=False).hits
        places = self._searcher.fast_field_values(_PLACE, [address for _, address in hits])
        order = sorted((-score, int(place or 0)) for (score, _), place in zip(hits, places, strict=True))
        return tuple(self._keys[place] for _, place in order)

    def frequency(self, word: str) -> int:
        """Count the entries with a folded word; one that has it in a name and a text counts twice."""
        doc_freq = self._searcher.doc_freq
        return doc_freq(NAMES.words, word) + doc_freq(TEXTS.words, word)

    def has_stems(self, english: Iterable[str], spanish: Iterable[str]) -> bool:
        """Tell whether some entry has a word with one of these stems."""
        doc_freq = self._searcher.doc_freq
        return any(
            doc_freq(field, stem)
            for fields in (NAMES, TEXTS)
            for field, found in ((fields.english, english), (fields.spanish, spanish))
            for stem in found
        )

    def is_written(self, word: str) -> bool:
        """Tell whether a known word stands so in an entry, and was not made by joining two."""
        return word not in self._joined

    def spelling(self, folded: str) -> str:
        """Give a folded word as it is written, with its accents."""
        return self._accents.get(folded, folded)


def whole_name(words: list[str]) -> str:
    """Write the folded words of a name as one."""
    return "".join(words)[: 2 * LONGEST]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for fields in (NAMES, TEXTS):
        builder.add_text_field(fields.words, tokenizer_name="whitespace", index_option="basic")
        builder.add_text_field(fields.english, tokenizer_name="english", index_option="basic")
        builder.add_text_field(fields.spanish, tokenizer_name="spanish", index_option="basic")
    builder.add_text_field(GRAMMAR, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(WHOLE_NAME, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_PLACE, fast=True)
    return builder.build()


def _document(place: int, entry: Entry, gathered: Gathered) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned(_PLACE, place)
    names, texts = gathered.names(entry.names), gathered.texts(entry.texts)
    document.add_text(GRAMMAR, " ".join(names.grammar))
    for fields, words in ((NAMES, names), (TEXTS, texts)):
        document.add_text(fields.words, " ".join(words.all))
        document.add_text(fields.english, " ".join(words.plain))
        document.add_text(fields.spanish, " ".join((*words.plain, *words.accented)))
    for name in entry.names:
        document.add_text(WHOLE_NAME, whole_name(folded_words(name)))
    return document
