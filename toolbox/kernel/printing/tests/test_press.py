"""What goes wrong while printing stays in the child, and is said in a plain sentence."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from toolbox.kernel.printing import press
from toolbox.kernel.printing.press import fold, typeset
from toolbox.kernel.printing.trouble import CannotPrint

SHEETS = Path(__file__).parent / "sheets"
SECRET = "Only for Wren"


def attempt(sheet: str, seconds: float = 20.0) -> str:
    """What is said when this sheet cannot be printed."""
    with pytest.raises(CannotPrint) as trouble:
        typeset(SHEETS / sheet, json.dumps({"words": SECRET}).encode(), "en", seconds=seconds)
    assert trouble.value.__cause__ is None
    return str(trouble.value)


def test_a_broken_sheet_is_named_with_its_line_and_none_of_its_words() -> None:
    said = attempt("broken.typ")
    assert "broken.typ:3" in said
    assert SECRET not in said


def test_a_sheet_that_never_ends_is_stopped() -> None:
    assert "too long" in attempt("endless.typ", seconds=1.0)


def test_a_sheet_that_wants_all_memory_is_stopped() -> None:
    assert "too large" in attempt("greedy.typ")


def test_a_sheet_reads_nothing_outside_its_folder() -> None:
    assert "outside.typ:1" in attempt("outside.typ")


def test_a_sheet_that_is_not_there_cannot_be_printed() -> None:
    assert SECRET not in attempt("nowhere.typ")


def test_damaged_text_is_refused() -> None:
    with pytest.raises(CannotPrint):
        typeset(SHEETS / "plain.typ", b'{"words": "Soup"}', "en", title="\ud800")


def test_what_is_no_json_and_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(CannotPrint):
        typeset(SHEETS / "plain.typ", b"not json", "en")
    with pytest.raises(CannotPrint):
        fold(b"not a pdf", "a4")


def test_a_third_job_waits_for_its_turn_and_then_is_asked_to_come_back() -> None:
    for _ in range(press.AT_ONCE):
        press._turns.acquire()
    try:
        assert "Try again in a minute" in attempt("plain.typ", seconds=0.05)
    finally:
        for _ in range(press.AT_ONCE):
            press._turns.release()
    assert typeset(SHEETS / "plain.typ", b'{"words": "Soup"}', "en").startswith(b"%PDF")


def test_many_at_once_all_come_out() -> None:
    with ThreadPoolExecutor(max_workers=6) as people:
        done = people.map(lambda _: typeset(SHEETS / "plain.typ", b'{"words": "Soup"}', "en"), range(6))
    assert len(set(done)) == 1


def test_the_process_that_asks_never_loads_the_printers() -> None:
    story = (
        "import sys; from pathlib import Path\n"
        "from toolbox.kernel.printing.press import fold, typeset\n"
        f"pdf = typeset(Path({str(SHEETS / 'plain.typ')!r}), b'{{\"words\": \"Soup\"}}', 'en')\n"
        "assert fold(pdf, 'a4').startswith(b'%PDF')\n"
        "print(sorted({'typst', 'pikepdf', 'segno'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", story], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
