"""Alder and Birch cover words, hand on, destroy and print what somebody sent."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.urls import URLPattern
from django.utils import timezone
from PIL import Image

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import stopping
from toolbox.kernel.circles.export import exported
from toolbox.kernel.circles.tests.seen import on_paper
from toolbox.kernel.intake import urls
from toolbox.kernel.intake.acts import coming_back, taking
from toolbox.kernel.intake.models import Receipt
from toolbox.kernel.intake.records import HANDED, HIDDEN, OPEN
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.intake.tests.case import Case, taken_in
from toolbox.kernel.intake.tests.desk import desk, hidden, said, sent, words
from toolbox.kernel.intake.tests.mail import answer, inbox, photo, sends
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.registry import tools as registry
from toolbox.kernel.registry.tools import Step, Tool
from toolbox.kernel.vault import filing
from toolbox.kernel.vault.ids import new_id, spell
from toolbox.kernel.vault.models import File, Frame, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db: None) -> Case:
    night = desk()
    return taken_in(night)


def test_words_answers_and_files_are_covered_after_a_look(case: Case) -> None:
    night = case.desk
    other = taken_in(night, answer("what", "Bread for Rósa, at Rosa's door"), answer("photo", files=(photo(),)))
    sent(night.alder, other.at("inbox_answer"), words="Dear Rosa, we come.")
    page = other.at("inbox_cover")
    (file,) = other.now.answers[1].files
    shown = sent(night.alder, page, words="rosa\n", file=[spell(file.file)], do="show")
    assert "3 places are covered. 1 file is destroyed." in said(shown)
    assert "Bread for ▇▇▇, at ▇▇▇'s door" in said(shown)
    assert "rosa\n</textarea>" in said(shown)
    assert not other.now.covered, "looking covers nothing"
    covered = sent(night.alder, page, words="rosa\n", file=[spell(file.file)], do="cover")
    assert covered.url == other.at()
    assert other.now.answers[0].values == ("Bread for ▇▇▇, at ▇▇▇'s door",)
    assert other.now.said[0].text == "Dear ▇▇▇, we come."
    assert (File.objects.count(), Frame.objects.count()) == (0, 0), "what was in the file is gone"
    assert "words were covered" in other.page()


def test_a_whole_answer_is_covered(case: Case) -> None:
    sent(case.desk.alder, case.at("inbox_cover"), words="", whole=["phone"], do="cover")
    assert case.now.answers[1].values == ("▇▇▇",)
    assert not re.search(r"555\W?0143", case.page()), "fewer digits stand in a random token now and then"


def test_nothing_that_could_be_covered(case: Case) -> None:
    page = case.at("inbox_cover")
    assert "Nothing here has these words" in said(sent(case.desk.alder, page, words="coal", do="show"))
    assert "A single letter would be covered" in said(sent(case.desk.alder, page, words="a", do="show"))
    carried = hidden(case.desk.alder, page, page)
    stopping.stop(case.desk.group)
    assert "A legal paper came: nothing is destroyed before" in case.page(name="inbox_cover")
    refused = case.desk.alder.post(page, {**carried, "words": "Rosa", "do": "cover"})
    assert "Rosa</textarea>" in said(refused)
    assert refused.status_code == 409
    assert "A legal paper came: nothing is destroyed before" in said(refused)
    assert not case.now.covered


def drivers(case: Case) -> Any:
    """Another circle of Alder's."""
    made = circle(again(case.desk.group.me), "Drivers")
    joins(somebody(), made, "Dill")
    return groups.opened(again(case.desk.group.me), made.id)


def test_handed_on_to_another_circle_of_mine(case: Case) -> None:
    there = drivers(case)
    page = case.at("inbox_hand_on")
    assert "<bdi>Drivers</bdi>" in case.page(name="inbox_hand_on")
    assert "Drivers" not in case.page(case.desk.birch, "inbox_hand_on"), "Birch is not in it"
    to = f"mine-{spell(there.id)}"
    asked = said(sent(case.desk.alder, page, to=to, do="ask"))
    assert "Hand it on to <bdi>Drivers</bdi>?" in asked
    assert 'name="signed" value="Alder Street"' in asked
    assert "reads that another circle has it now, and not which" in asked
    assert len(case.desk.open(OPEN)) == 1, "asking hands nothing on"
    version = case.desk.one().version
    handed = sent(case.desk.alder, page, to=to, signed="the kitchen", version=version, do="hand")
    assert handed.url == case.at()
    assert case.desk.one(HANDED).dies is not None
    there = groups.opened(again(case.desk.group.me), there.id)
    (waiting,) = inbox(there).waiting
    assert (waiting.sent.handed_by, waiting.sent.answers[0].values) == ("the kitchen", ("Bread for Rosa",))
    assert [one.about for one in case.back().told if one.tells is Tells.HANDED] == [""]
    assert "It was handed on to another circle" in case.page()


def test_nowhere_to_hand_it_on_to_and_nothing_chosen(case: Case) -> None:
    assert "There is no other circle to hand it on to." in case.page(name="inbox_hand_on")
    drivers(case)
    assert "Choose where it goes." in said(sent(case.desk.alder, case.at("inbox_hand_on"), do="ask"))


def declared(monkeypatch: pytest.MonkeyPatch, **what: Any) -> None:
    """A room above declares something, for this test."""
    tool = Tool("trial", "Trial", "A trial.", "", "inbox", (), **what)
    everything = (*registry.tools(), tool)
    monkeypatch.setattr(registry, "tools", lambda: everything)
    monkeypatch.setattr("toolbox.kernel.registry.mail.tools", lambda: everything)


def test_handed_on_to_a_group_that_publishes_a_form(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    far = desk()
    declared(monkeypatch, mailboxes=lambda: [(far.mailbox, "Riverbend Drivers"), (case.desk.mailbox, "We ourselves")])
    page = case.at("inbox_hand_on")
    first = case.page(name="inbox_hand_on")
    assert "Riverbend Drivers" in first
    assert "We ourselves" not in first
    to = f"form-{spell(far.mailbox)}"
    asked = said(sent(case.desk.alder, page, to=to, do="ask"))
    assert 'name="signed" value=""' in asked, "a stranger is not told what this circle is called"
    version = case.desk.one().version
    sent(case.desk.alder, page, to=to, signed="", version=version, do="hand")
    (waiting,) = inbox(far.group).waiting
    assert waiting.sent.handed_by == ""
    assert [one.about for one in case.back().told if one.tells is Tells.HANDED] == ["Riverbend Drivers"]


def test_under_a_legal_paper_files_stay_here(case: Case) -> None:
    night = case.desk
    other = taken_in(night, answer("photo", files=(photo(),)))
    there = drivers(case)
    stopping.stop(night.group)
    page, to = other.at("inbox_hand_on"), f"mine-{spell(there.id)}"
    assert "The files stay here: a legal paper came" in said(sent(night.alder, page, to=to, do="ask"))
    version = next(held.version for held in night.open() if held.id == other.record)
    sent(night.alder, page, to=to, version=version, signed="", do="hand")
    (file,) = other.now.answers[0].files
    assert b"".join(filing.content(file)) == b"a photo of the fridge"
    assert File.objects.get().record == other.record


def test_destroyed_before_its_day(case: Case) -> None:
    page = case.at("inbox_destroy")
    assert "Destroy this now?" in case.page(name="inbox_destroy")
    assert Record.objects.filter(pk=case.record).exists()
    assert sent(case.desk.alder, page).url == case.desk.at("inbox")
    assert not Record.objects.filter(pk=case.record).exists()
    assert Receipt.objects.get().dies is not None
    assert [one.tells for one in case.back().told][-1] is Tells.CLOSED


def test_not_destroyed_where_somebody_changed_it_or_a_paper_came(case: Case) -> None:
    page = case.at("inbox_destroy")
    carried = hidden(case.desk.birch, page, page)
    sent(case.desk.alder, case.at("inbox_answer"), words="We come.")
    late = case.desk.birch.post(page, carried)
    assert late.status_code == 409
    assert "Somebody changed this meanwhile." in said(late)
    stopping.stop(case.desk.group)
    refused = sent(case.desk.alder, page)
    assert refused.status_code == 409
    assert "A legal paper came: nothing is destroyed before" in said(refused)
    assert Record.objects.filter(pk=case.record).exists()
    assert page not in case.page()


def test_what_was_taken_back_under_a_legal_paper_is_not_shown(case: Case) -> None:
    night = case.desk
    waits = sends(night.mailbox, answer("what", "Rice for Dahlia"))
    stopping.stop(night.group)
    for code in (case.code, waits):
        found = coming_back.find(code)
        assert found is not None
        coming_back.withdraw(found, timezone.now())
    page = words(night.alder, night.at("inbox"))
    assert "Taken back (2)" in page
    listed = words(night.alder, night.at("inbox") + "?show=hidden")
    for text in (page, listed, case.page(), words(night.alder, night.at("inbox_new", night.waiting()[0]))):
        assert "Rosa" not in text
        assert "Dahlia" not in text
    assert "Whoever sent this took it back." in case.page()
    assert len(night.open(HIDDEN)) == 1


def test_no_page_and_no_copy_gives_out_what_was_taken_back(case: Case) -> None:
    night = case.desk
    written = sends(night.mailbox, answer("what", "Plums for Canary"), answer("photo", files=(photo(),)))
    other = Case(night, written, taking.take(night.birchs, inbox(night.birchs).waiting[0], timezone.now()).id)
    carried = hidden(night.alder, other.at(), other.at("inbox_holder"))
    (file,) = other.now.answers[1].files
    taken_in(night, answer("what", "Rice for Dahlia"))
    stopping.stop(night.group)
    coming_back.withdraw(other.back(), timezone.now())
    other.looked()
    assert night.one(HIDDEN).id == other.record
    pages = [one for one in urls.urlpatterns if isinstance(one, URLPattern) and "<row:record>" in str(one.pattern)]
    assert len(pages) > 8
    for one in pages:
        more = [file.file] if "attached" in one.pattern.converters else []
        page = night.at(str(one.name), other.record, *more)
        for came in (night.alder.get(page), night.alder.post(page, {**carried, "words": "Plums", "do": "show"})):
            assert came.status_code in {404, 405} or one.name in {"inbox_item", "inbox_destroy"}, one.name
            assert "Canary" not in said(came), one.name
    archive = zipfile.ZipFile(io.BytesIO(b"".join(exported(night.group.circle))))
    inside = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Rice for Dahlia" in inside
    assert spell(other.record) not in " ".join(archive.namelist())
    assert not [name for name in archive.namelist() if name.startswith("files/")]


def test_printed_without_names_and_without_a_change(case: Case) -> None:
    before = case.desk.one()
    sheet = sent(case.desk.alder, case.at("inbox_item_print"), paper="letter")
    assert sheet.headers["Content-Disposition"] == 'inline; filename="sheet.pdf"'
    text = on_paper(sheet.content)
    assert "BreadforRosa" in text
    assert "202-555-0143" in text
    assert "AlderStreet" not in text
    assert "AlderStreet" in on_paper(sent(case.desk.alder, case.at("inbox_item_print"), named="1").content)
    assert case.desk.one() == before, "printing changes nothing"


def test_all_open_ones_are_printed_one_a_slip(case: Case) -> None:
    taken_in(case.desk, answer("what", "Rice for Dahlia"))
    page = case.desk.at("inbox_print")
    assert "2 slips, one for each" in words(case.desk.alder, page)
    text = on_paper(sent(case.desk.alder, page).content)
    assert "BreadforRosa" in text
    assert "RiceforDahlia" in text
    assert "There is nothing to print yet." in words(case.desk.alder, page + "?show=mine")


def test_a_tool_says_what_it_makes_of_it(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    story = taken_in(case.desk, answer("what", "Our fridge"), purpose="story")
    declared(monkeypatch, takes={"story": Step("Make it an entry", "inbox_close")})
    assert f'<a class="button main" href="{story.at("inbox_close")}">Make it an entry</a>' in story.page()
    assert "Make it an entry" not in case.page()


def picture() -> Attachment:
    """A small real picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    receiving = filing.Receiving()
    receiving.write(out.getvalue())
    return receiving.finish("door.png", "image/png")


def test_pictures_are_shown_and_other_files_taken_out() -> None:
    night = desk()
    sends(night.mailbox, answer("photo", files=(picture(), photo())))
    (envelope,) = night.waiting()
    page = words(night.alder, night.at("inbox_new", envelope))
    real, claimed = inbox(night.group).waiting[0].sent.answers[0].files
    address = night.at("inbox_new_picture", envelope, real.file)
    assert f'<img src="{address}?small=1"' in page
    assert night.alder.get(address).headers["Content-Type"] in {"image/png", "image/jpeg"}
    lie = night.alder.get(night.at("inbox_new_picture", envelope, claimed.file))
    assert lie.headers["Location"] == night.at("inbox_new_file", envelope, claimed.file)
    sent(night.alder, night.at("inbox"), night.at("inbox_next"))
    record = night.one().id
    out = night.alder.get(night.at("inbox_file", record, claimed.file))
    assert out.headers["Content-Disposition"] == 'attachment; filename="file.jpg"'
    assert b"".join(out.streaming_content) == b"a photo of the fridge"  # type: ignore[attr-defined]
    assert night.alder.get(night.at("inbox_picture", record, real.file)).status_code == 200
    assert night.alder.get(night.at("inbox_file", record, new_id())).status_code == 404


def test_somebody_of_another_circle_reads_nothing(case: Case) -> None:
    stranger = circle(somebody(), "Another circle")
    client = browser(again(stranger.me))
    assert client.get(case.at()).status_code == 404
    own = f"/c/{spell(stranger.id)}/inbox/{spell(case.record)}/"
    assert "Rosa" not in said(client.get(own))


def test_taken_along_as_a_text(case: Case) -> None:
    sent(case.desk.alder, case.at("inbox_answer"), words="We come.")
    text = case.desk.one().kind.written(case.desk.one().value)  # type: ignore[misc]
    for part in ("# Groceries", "## what?", "Bread for Rosa", "the circle", "We come."):
        assert part in text
