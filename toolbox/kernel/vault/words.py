"""Codes made of words, which people read from paper and type, and public keys shown as words.

The lists are those of the ``diceware`` package: the English one of the Electronic Frontier Foundation, and a Spanish
one that is cut to the same length here. One word is worth log2(7,776) = 12.9 bits.
"""

import hashlib
import re
import secrets
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

LENGTH = 7_776
"""How many words a list has: as many as five dice have throws."""

INVITE = 7
"""Words of an invite, a founding code or a receipt: 90 bits."""

SHEET = 10
"""Words of a recovery sheet: 129 bits."""

PASSPHRASE = 6
"""Words of a passphrase that we propose: 77 bits."""

FINGERPRINT = 4
"""Words of a fingerprint: 51 bits."""

_making = threading.RLock()
_FILES = {"en": "wordlist_en_eff.txt", "es": "wordlist_es.txt"}

# What nobody should find in their own passphrase or on a slip for a newcomer, and abbreviations, which are no words.
_LEFT_OUT = """
abortar aborto abusado abusiva abusivo burdel carajo cerda cerdo cianuro cogen coger cogida cogido coja cojones
culo difunta difuntos enana enanos escort etarras excitar falange fealdad fecal feos feas fetales fetiche fetos
follar fusilar fusiles gitana gitanos gordas gordito gordos gordura gringos heces hitler hostias incesto jodas
joder jodido lepra leproso maldad malditas mataban matando mataran matarla matarle matarme mataron matarse mierda
morgue morirme morirse mueran muermo muertas muertes muertos mulata mulatos mutantes nalgas negras negrita negrito
negros obesa obesos odiaba odiado odian odiar odiosa odioso orgasmo orinar orines paria pechos pedos pendejos
pezones pubis putas putin puto racismo racistas rape redada rehenes reos reus sadismo senos sexismo sexista sexy
stalin terror tetas tiroteo uterina uterino violada vomitar yanquis yihad
aviaco campsa cepsa colpisa eeuu elgazu farc fecsa felsom fenosa fmln frepaso fsln gral html http ibex ibid imss
inem irpf isbn kcal lcap mapfre minsa mrta ocde ongd ongs opel opep pcus pdvsa plra prsc psoe psuc ptas pymes
quomo renfe rumasa telf unesa urss viasa xiii xviii xxiii
"""

# Letters of Spanish that sound alike, so that a word read out over the telephone is written as another.
_SOUNDS = (
    (r"(?<!c)h", ""),
    (r"[vw]", "b"),
    (r"ll", "y"),
    (r"qu", "k"),
    (r"[zx]|c(?=[ei])", "s"),
    (r"g(?=[ei])", "j"),
    (r"c(?!h)", "k"),
    (r"(.)\1", r"\1"),
    (r"y", "i"),
)


def wordlist(language: str) -> tuple[str, ...]:
    """Return the 7,776 different words of a language (``en`` or ``es``; any other is served in English).

    Words have the letters a to z only, so that every telephone can type them. Made once: whoever asks meanwhile waits.
    """
    with _making:
        return _wordlist(language if language in _FILES else "en")


@cache
def _wordlist(language: str) -> tuple[str, ...]:
    path = resources.files("diceware") / "wordlists" / _FILES[language]
    lines = path.read_text(encoding="utf-8").split("\n")
    # The English file has the throw of the dice before each word, and a hyphen in four of them. One of these is there
    # without hyphen too: a word of our own takes its place.
    listed = [line.split()[-1].replace("yo-yo", "maple").replace("-", "") for line in lines if line.strip()]
    return tuple(_shortened(listed) if language == "es" else listed)


def warm() -> None:
    """Make all lists ready, which takes half a second, before somebody waits for them."""
    _known()


@cache
def _set(language: str) -> frozenset[str]:
    return frozenset(wordlist(language))


def code(count: int, language: str) -> str:
    """Return that many different random words of a language's list, joined by single spaces.

    A word that came twice would look like a misprint on paper; that they differ costs ten words 0.01 of 129 bits.
    """
    return " ".join(secrets.SystemRandom().sample(wordlist(language), count))


def code_of(seed: bytes, count: int, language: str) -> str:
    """The code that a secret makes: the same for the same one, different words as in `code`.

    `seed` is random and long: 64 bytes are enough for 40 words.
    """
    listed, number, chosen = wordlist(language), int.from_bytes(seed, "big"), list[str]()
    while len(chosen) < count:
        number, place = divmod(number, LENGTH)
        if listed[place] not in chosen:
            chosen.append(listed[place])
    return " ".join(chosen)


def language_of(code: str) -> str:
    """The language whose list has all words of a code; English where both have, or neither."""
    typed = set(normal(code).split())
    return "es" if typed <= _set("es") and not typed <= _set("en") else "en"


def normal(text: str) -> str:
    """Return what is hashed of a typed code: small letters and digits without accents, words parted by one space.

    Capitals, accents, full-width letters, line breaks, hyphens, commas and marks of writing direction make no
    difference. The result is its own normal form.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    # Marks (M…) sit on letters, and format characters (Cf) are unseen: neither parts a word.
    seen = (letter for letter in folded if (kind := unicodedata.category(letter))[0] != "M" and kind != "Cf")
    return " ".join("".join(letter if letter.isalnum() else " " for letter in seen).split())


def unknown(text: str) -> list[str]:
    """Return the words of a typed code that are in none of the lists, in their order, in normal form."""
    return [word for word in normal(text).split() if word not in _known()]


def nearest(word: str, among: Iterable[str] | None = None) -> str:
    """Return the word that was probably meant, or an empty string if none is near.

    Near is one slip (a letter too many, missing, another one, or two that changed places), and two slips in words of
    five letters and more. ``among`` are words in normal form; all lists of codes if it is not given.
    """
    typed = normal(word)
    if not 2 <= len(typed) <= 20:
        return ""
    most = 2 if len(typed) > 4 else 1
    letters = _letters(typed)
    best = (most + 1, False, "")
    for candidate, others in _known().items() if among is None else ((known, _letters(known)) for known in among):
        # A slip changes at most two of the letters that occur: this spares the slow comparison nearly always.
        if abs(len(candidate) - len(typed)) <= most and (letters ^ others).bit_count() <= 2 * most:
            best = min(best, (_slips(typed, candidate), candidate[0] != typed[0], candidate))
    return best[2]


def fingerprint(public_key: bytes, language: str) -> str:
    """Return the four words that stand for a public key (51 bits): the same key has the same words in a language."""
    listed = wordlist(language)
    number = int.from_bytes(hashlib.blake2b(public_key, digest_size=32, person=b"toolbox words 1").digest())
    chosen = []
    for _ in range(FINGERPRINT):
        number, place = divmod(number, LENGTH)
        chosen.append(listed[place])
    return " ".join(chosen)


def _known() -> dict[str, int]:
    """Return every word of all lists with the letters that occur in it."""
    with _making:
        return _known_once()


@cache
def _known_once() -> dict[str, int]:
    return {word: _letters(word) for language in _FILES for word in wordlist(language)}


def _letters(word: str) -> int:
    """Return which letters occur in a word, a bit each."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits


def _slips(typed: str, meant: str) -> int:
    """Return how many slips lie between two words (restricted Damerau-Levenshtein distance)."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(meant, 1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                slips = min(slips, earlier[j - 2] + 1)
            row.append(slips)
    return row[-1]


def _shortened(listed: Sequence[str]) -> list[str]:
    """Return 7,776 of the words, in their order.

    What goes, until there are so many: words left out by name, the later one of words that sound alike, and the words
    that one wrong letter turns into the greatest number of others.
    """
    left_out = frozenset(_LEFT_OUT.split())
    fit = [word for word in listed if word not in left_out]
    kept = list({_sound(word): word for word in reversed(fit)}.values())
    shapes = Counter(shape for word in kept for shape in _shapes(word))
    likeness = {word: sum(shapes[shape] for shape in _shapes(word)) for word in kept}
    chosen = set(sorted(kept, key=lambda word: (likeness[word], word))[:LENGTH])
    return [word for word in listed if word in chosen]


def _sound(word: str) -> str:
    """Return a word as it sounds, for finding those that sound alike."""
    for pattern, sound in _SOUNDS:
        word = re.sub(pattern, sound, word)
    return word


def _shapes(word: str) -> list[str]:
    """Return a word with each letter in turn left open: words that share one differ by a single letter."""
    return [f"{word[:place]}?{word[place + 1 :]}" for place in range(len(word))]
