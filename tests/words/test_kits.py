"""Every kit, read in both languages: whole, true to its links, readable, and no two alike."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from toolbox.kernel.projects.kits import checking, finding, reading, wording, written
from toolbox.kernel.projects.kits.kit import Kit
from toolbox.kernel.projects.kits.written import English, _Said
from toolbox.site.kits.known import known

pytestmark = pytest.mark.django_db

KITS = sorted(path.name for path in finding.folders(finding.shipped()))
WANTED = {
    *("bail-fund", "court-support", "bystander-network", "pods", "transformative-justice", "copwatch", "preparedness"),
    *("disaster-relief", "check-in-calls", "food-sharing", "tenant-union", "eviction-defense", "land-trust"),
    *("self-managed-shelter", "affinity-group", "spokescouncil", "popup-response-center", "harm-reduction"),
    *("accompaniment", "street-medics", "practical-support", "rapid-response", "deportation-defense"),
    *("detention-letters", "sex-worker-peer-support", "parole-preparation", "pen-pals", "books-to-prisoners"),
    *("prisoner-support-committee", "prison-education"),
}
REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "kit.md"
SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)|\n")
WORD = re.compile(r"[^\W\d_]+")


def kit(slug: str) -> Kit:
    return finding.kits()[slug]


def test_all_thirty_are_there() -> None:
    assert set(KITS) == WANTED


@pytest.mark.parametrize("slug", KITS)
def test_nothing_is_wrong_with_it(slug: str, library: None) -> None:
    problems = checking.problems(reading.read(finding.shipped() / slug), known())
    assert [str(one) for one in problems] == []


def test_no_two_are_alike() -> None:
    """No sentence of more than eight words stands in two kits, in either language."""
    for language in ("en", "es"):
        seen: dict[str, str] = {}
        for slug in KITS:
            for text in wording.texts(kit(slug), language):
                for sentence in SENTENCE.split(text):
                    plain = " ".join(WORD.findall(sentence.casefold()))
                    if plain.count(" ") >= 8:
                        assert seen.setdefault(plain, slug) == slug, f"{slug} and {seen[plain]}: {plain}"


def syllables(word: str, language: str) -> int:
    """Groups of vowels, as both formulas count them roughly; a silent e at the end counts not in English."""
    vowels = "aeiouyáéíóúü"
    count = len(re.findall(f"[{vowels}]+", word))
    if language == "en" and word.endswith("e") and not word.endswith("le") and count > 1:
        count -= 1
    return max(1, count)


@pytest.mark.parametrize("slug", KITS)
def test_it_reads_easily(slug: str) -> None:
    """Flesch-Kincaid grade at most 8 in English; Fernández-Huerta at least 60 in Spanish."""
    for language in ("en", "es"):
        text = "\n".join(wording.texts(kit(slug), language)).casefold()
        words = WORD.findall(text)
        sentences = max(1, sum(1 for part in SENTENCE.split(text) if WORD.search(part)))
        spoken = sum(syllables(word, language) for word in words)
        if language == "en":
            assert 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59 <= 8, slug
        else:
            assert 206.84 - 60 * spoken / len(words) - 1.02 * len(words) / sentences >= 60, slug


@pytest.mark.parametrize("slug", KITS)
def test_its_page_shows_all_of_it_in_both_languages(slug: str, client: Client, library: None) -> None:
    for language, start in (("en", ""), ("es", "/es")):
        page = client.get(f"{start}/kits/{slug}/").content.decode()
        assert page.count("<h2") >= 10
        for pieces in kit(slug).lists.values():
            for both in (both for piece in pieces for both in piece.says.values() if both):
                assert escape(both.here(language)) in page


def test_the_reference_names_every_key() -> None:
    page = REFERENCE.read_text("utf-8")
    keys = set(English.__struct_fields__) | set(_Said.__struct_fields__)
    for part in ("Tonight", "Moment", "Step", "Role", "Wrong", "Safety", "Written", "Never", "Campaign"):
        keys |= set(getattr(written, part).__struct_fields__)
    missing = sorted(key for key in keys if f"`{key}`" not in page)
    assert missing == []
