"""Somebody prints sheets for tonight. Every one is whole, in both languages, on any paper, and betrays nobody."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.printing.slips import Slip, Upright, printed
from toolbox.kernel.printing.tests import reading
from toolbox.kernel.projects.sheets.laying import Filled, laid
from toolbox.kernel.projects.sheets.sheet import read, sheets
from toolbox.kernel.projects.sheets.written import Part, Sheet

NAMES = {
    *("first-meeting", "go-round", "roles", "pod-map", "phone-tree", "household-plan", "hotline-script"),
    *("practice-call", "canvass", "sign-up-slips", "court-date-card", "envelope", "labels", "route", "needs-sign"),
    *("temperature-log", "allergen-card", "shift-report", "incident", "rights-home", "rights-street", "rights-work"),
    *("bystander-card", "overdose-steps", "consent", "carry-over"),
}
CHECKED = {"rights-home": "law", "rights-street": "law", "rights-work": "law", "overdose-steps": "health"}
AROUND = [("ar", "a4", False)]
"""Right to left, as a trial: the words stay English."""
BLANK = Filled()
NOT_YET = reading.squeezed("Not checked here yet")


def texts(sheet: Sheet) -> Iterator[Both]:
    """Everything that a sheet says."""
    yield from (sheet.title, sheet.about, sheet.lead, sheet.foot)
    for part in sheet.part:
        yield from (part.heading, part.lead, *part.texts, *part.head, *part.first, *part.ticks)
        yield from (text for pair in part.pairs for text in pair)


def words(sheet: Sheet, language: str, filled: Filled = BLANK) -> str:
    """All words of the printed sheet, without white space."""
    return "".join(reading.words(printed(laid(sheet, language, filled), language)))


def test_every_sheet_is_there() -> None:
    assert set(sheets()) >= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_text_is_there_in_both_languages(name: str) -> None:
    for both in texts(sheets()[name]):
        assert bool(both.en) == bool(both.es), both


@pytest.mark.parametrize(
    ("language", "paper", "large"),
    [*((one, paper, large) for one in ("en", "es") for paper in ("a4", "letter") for large in (False, True)), *AROUND],
)
def test_all_of_them_print_and_no_letter_is_missing(language: str, paper: Upright, large: bool) -> None:
    every = [slip for sheet in sheets().values() for slip in laid(sheet, language)]
    pdf = printed(every, language, paper=paper, large=large)
    assert reading.missing_shapes(pdf) == 0
    assert all(font.startswith("Noto") for font in reading.fonts(pdf))
    assert len(reading.sizes(pdf)) == 1
    shown = "".join(reading.words(pdf))
    for sheet in sheets().values():
        if not sheet.bare and not sheet.labels:
            assert reading.squeezed(sheet.title.here(language)) in shown


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_sheet_is_one_page_and_at_most_two(name: str) -> None:
    sheet = sheets()[name]
    pages = 1 + sum(part.kind == "page" for part in sheet.part)
    assert pages <= 2
    assert len(reading.words(printed(laid(sheet, "es"), "es", paper="letter"))) == pages


@pytest.mark.parametrize(("name", "band"), CHECKED.items())
def test_rights_and_first_aid_bear_a_band_until_somebody_checked_them(name: str, band: str) -> None:
    sheet = sheets()[name]
    assert sheet.band == band
    pages = reading.words(printed(laid(sheet, "en"), "en"))
    assert all(NOT_YET in page for page in pages)
    checked = words(sheet, "en", Filled(checked="legal aid of Fern County, 3 March 2026"))
    assert NOT_YET not in checked
    assert reading.squeezed("Checked here: legal aid of Fern County, 3 March 2026") in checked


def test_a_card_that_is_cut_out_takes_its_band_along() -> None:
    sheet = sheets()["rights-street"]
    cards = next(part for part in sheet.part if part.kind == "cards")
    pocket = reading.words(printed(laid(sheet, "en"), "en"))[1]
    assert pocket.count(reading.squeezed("Not checked here yet: ask a lawyer.")) == cards.count


def test_the_other_sheets_bear_none() -> None:
    assert {name for name, sheet in sheets().items() if sheet.band} == set(CHECKED)


def test_a_court_date_card_has_no_charge_and_a_route_no_name() -> None:
    for name, never in (("court-date-card", {"charge", "charges", "accused"}), ("route", {"name", "need", "family"})):
        cards = next(part for part in sheets()[name].part if part.kind == "cards")
        said = " ".join(both.en.casefold() for both in (*cards.head, *cards.texts, *cards.ticks))
        assert not never & set(said.replace(",", " ").split())


def test_nine_slips_go_out_and_nine_come_back() -> None:
    shown = words(sheets()["route"], "en")
    assert "1/9" in shown
    assert "9/9" in shown
    assert reading.squeezed("Bring back 9 slips.") in shown


def test_signing_up_is_a_slip_for_each_and_not_a_list() -> None:
    assert {part.kind for part in sheets()["sign-up-slips"].part} == {"cards"}


def test_the_number_of_the_group_stands_where_somebody_looks_for_it() -> None:
    shown = words(sheets()["court-date-card"], "en", Filled(name="Rose Street", phone="555-0100"))
    assert shown.count("555-0100") == 4 + 1
    assert "RoseStreet" in shown


def test_an_address_stands_on_its_label_and_on_its_panel() -> None:
    filled = Filled(labels=("Alder Inventado\n12 Fern Street\nRose City", "Birch Inventada\nBox 5"))
    for name in ("labels", "envelope"):
        pdf = printed(laid(sheets()[name], "en", filled), "en")
        shown = "".join(reading.words(pdf))
        assert "12FernStreet" in shown
        assert "BirchInventada" in shown


def test_a_key_that_nobody_knows_is_an_error_and_no_silence(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    file.write_text('title = {en = "New"}\nabout = {en = "For all."}\ngroup = "meet"\ncolour = "red"\n')
    with pytest.raises(msgspec.ValidationError, match="colour"):
        read(file)


def test_words_that_lack_a_language_are_shown_in_the_other() -> None:
    sheet = Sheet(
        title=Both(en="Only English"),
        about=Both(en="For a trial."),
        group="meet",
        part=(Part(kind="words", texts=(Both(en="So it is."),)),),
    )
    (slip,) = laid(sheet, "es")
    assert isinstance(slip, Slip)
    assert slip.title == "Only English"
