"""Several records changed at once: all of it or nothing, never on top of what somebody else wrote meanwhile."""

import dataclasses
import datetime

import pytest

from toolbox.kernel.vault import filing, held, making
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.listing import relist
from toolbox.kernel.vault.models import CircleRow, File, Frame, Record, Wrap
from toolbox.kernel.vault.tests.opening import House
from toolbox.kernel.vault.tests.slips import Slip
from toolbox.kernel.vault.trouble import FileGone, Missing, Moved, NotAMember, Stopped

pytestmark = pytest.mark.django_db

SOON = datetime.date(2031, 5, 5)


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def circle(house: House) -> Circle:
    return house.opened()


def waiting() -> int:
    receiving = Receiving()
    receiving.write(b"photo")
    return receiving.finish("photo.jpg", "image/jpeg").file


def put_with(circle: Circle, one: Held[Slip], file: int) -> None:
    """A record and the file that belongs to it, in one go."""
    with circle.change() as box:
        box.put(one)
        box.claim(file, one)


def words(circle: Circle) -> set[str]:
    return {one.value.words for one in circle.shelf(Slip, "open")}


def test_who_comes_second_is_told_and_changes_nothing(house: House, circle: Circle) -> None:
    there = circle.put(Slip("there"), "open")
    other = house.opened().get(Slip, there.id)
    circle.put(there.now(words="quicker"))
    with pytest.raises(Moved) as moved:
        house.opened().put(other.now(words="slower"))
    assert moved.value.ids == {there.id}
    assert words(circle) == {"quicker"}


def test_a_decision_on_what_has_moved_is_refused_whole(circle: Circle) -> None:
    """Matched with an offer that somebody took meanwhile: nothing of it is written."""
    ask, offer = circle.put(Slip("ask"), "open"), circle.put(Slip("offer"), "open")
    circle.put(offer.now(words="taken"))
    with pytest.raises(Moved), circle.change(read=[offer]) as box:
        box.put(ask.now(words="matched"), held.new(Slip("the match"), "open"))
    assert words(circle) == {"ask", "taken"}


def test_a_decision_on_what_was_destroyed_is_refused(circle: Circle) -> None:
    ask, offer = circle.put(Slip("ask"), "open"), circle.put(Slip("offer"), "open")
    circle.destroy(offer)
    with pytest.raises(Moved), circle.change(read=[offer]) as box:
        box.put(ask.now(words="matched"))
    with pytest.raises(Missing):
        circle.put(offer.now(words="back again"))
    with pytest.raises(Missing):
        circle.destroy(offer)
    assert words(circle) == {"ask"}


def test_several_are_put_and_destroyed_together(circle: Circle) -> None:
    one, other = circle.put(Slip("one"), "open"), circle.put(Slip("other"), "open")
    third = held.new(Slip("third"), "open")
    with circle.change(read=[one]) as box:
        box.put(one.now(words="first draft"))
        box.put(one.now(words="last draft").on("done", SOON), third)
        box.destroy(other)
    assert words(circle) == {"third"}
    done = circle.get(Slip, one.id)
    assert (done.value.words, done.shelf, done.dies, done.version) == ("last draft", "done", SOON, 2)
    assert box.now(one).version == done.version
    assert Wrap.objects.count() == Record.objects.count()


def test_an_error_inside_writes_nothing(circle: Circle) -> None:
    def half() -> None:
        with circle.change() as box:
            box.put(held.new(Slip("half"), "open"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert words(circle) == set()


def test_a_shelf_that_its_kind_does_not_have_is_a_mistake(circle: Circle) -> None:
    with pytest.raises(ValueError, match="no such shelf"):
        circle.put(Slip("lost"), "nowhere")


def test_a_file_goes_with_one_record_only(circle: Circle) -> None:
    file = waiting()
    one, other = held.new(Slip("one"), "open"), held.new(Slip("other"), "open")
    put_with(circle, one, file)
    with pytest.raises(FileGone):
        put_with(circle, other, file)
    assert words(circle) == {"one"}
    assert File.objects.get(pk=file).record == one.id


def test_a_file_that_nobody_came_for_is_dropped_and_one_that_was_claimed_is_not(circle: Circle) -> None:
    late, claimed = waiting(), waiting()
    put_with(circle, held.new(Slip("one"), "open"), claimed)
    waits = File.objects.get(pk=late).waits_until
    assert waits is not None
    assert (waits.minute, waits.second) == (0, 0), "no exact time stands in clear"
    assert filing.drop_late(waits) == 0
    assert filing.drop_late(waits + datetime.timedelta(seconds=1)) == 1
    assert set(Frame.objects.values_list("file", flat=True)) == {claimed}
    with pytest.raises(FileGone):
        put_with(circle, held.new(Slip("other"), "open"), late)


def test_an_upload_that_broke_off_leaves_nothing() -> None:
    receiving = Receiving()
    receiving.write(bytes(3_000_000))
    assert Frame.objects.exists()
    receiving.stop()
    assert not Frame.objects.exists()
    assert not File.objects.exists()


def test_destroying_takes_the_files_along_and_no_others(circle: Circle) -> None:
    kept, gone = held.new(Slip("kept"), "open"), held.new(Slip("gone"), "open")
    files = {one.id: waiting() for one in (kept, gone)}
    with circle.change() as box:
        box.put(kept, gone)
        box.claim(files[kept.id], kept)
        box.claim(files[gone.id], gone)
    circle.destroy(circle.get(Slip, gone.id))
    assert set(Frame.objects.values_list("file", flat=True)) == {files[kept.id]}
    assert list(File.objects.values_list("pk", flat=True)) == [files[kept.id]]


def test_a_legal_paper_stops_destroying_and_not_working(house: House, circle: Circle) -> None:
    one = circle.put(Slip("one"), "open")
    making.stop(circle, SOON)
    assert making.stopped_until(circle) == SOON
    with pytest.raises(Stopped) as stopped:
        circle.destroy(one)
    assert stopped.value.until == SOON
    with pytest.raises(Stopped):
        house.end()
    one = circle.put(one.now(words="edited"))
    box = circle.change()
    box.put(held.new(Slip("in the place of another"), "open"))
    box.destroy(one)
    with pytest.raises(Stopped):
        box.commit()
    assert words(circle) == {"edited"}
    making.stop(circle, None)
    circle.destroy(one)
    assert words(circle) == set()


def test_a_circle_ends_with_all_that_it_holds_and_no_other(house: House, circle: Circle) -> None:
    elsewhere = House()
    elsewhere.opened().put(Slip("elsewhere"), "open")
    put_with(circle, held.new(Slip("one"), "open"), waiting())
    house.rotate()
    settings = house.now(house.opened())
    with pytest.raises(Moved):
        making.destroy_circle(circle, dataclasses.replace(settings, version=settings.version - 1))
    house.end()
    assert set(Record.objects.values_list("circle", flat=True)) == {elsewhere.id}
    assert Wrap.objects.count() == Record.objects.count() == 2
    assert not Frame.objects.exists()
    assert list(CircleRow.objects.values_list("pk", flat=True)) == [elsewhere.id]
    with pytest.raises(NotAMember):
        house.opened()
    with pytest.raises(NotAMember):
        circle.put(Slip("too late"), "open")
    with pytest.raises(Missing):
        making.destroy_circle(circle, settings)
    with pytest.raises(Missing):
        making.stop(circle, SOON)


def test_a_circle_whose_destruction_was_cut_off_opens_no_more_and_is_swept(house: House, circle: Circle) -> None:
    circle.put(Slip("one"), "open")
    CircleRow.objects.filter(pk=house.id).delete()
    with pytest.raises(NotAMember):
        house.opened()
    assert making.destroy_orphans() == 2
    assert not Wrap.objects.exists()


def test_a_list_is_written_for_the_circle_that_was_read(house: House, circle: Circle) -> None:
    settings = house.now(circle)
    told: list[int] = []
    relist(circle, settings.now(words="with Birch"), told.append)
    assert told == [2]
    with pytest.raises(Moved):
        relist(circle, settings.now(words="with Cedar"), told.append)
    former = house.opened_by_former()
    house.rotate()
    with pytest.raises(Moved):
        relist(former, house.now(house.opened()).now(words="with Cedar"), told.append)
    assert told == [2]
    assert house.now(house.opened()).value.words == "with Birch"


def test_searching_finds_by_the_words_inside(circle: Circle) -> None:
    circle.put(Slip("Víveres para cuatro"), "open")
    circle.put(Slip("Llamar al 555-0100"), "done")
    assert [one.value.words for one in circle.search("viveres CUATRO", Slip)] == ["Víveres para cuatro"]
    assert [one.value.words for one in circle.search("5550100", Slip)] == ["Llamar al 555-0100"]
    assert circle.search("5550100", Slip, "open") == []
    assert circle.count(Slip, "open") == 1
    assert circle.count(Slip, "open", project=3) == 0
