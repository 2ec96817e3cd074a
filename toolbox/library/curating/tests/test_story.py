"""Alder and Birch keep the list: they find, look at, change, compare, take off, put back and add entries."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from toolbox.kernel.vault.ids import spell
from toolbox.library import experiences, keeping, reviewing
from toolbox.library.curating import waiting
from toolbox.library.curating.tests.conftest import Desk
from toolbox.library.curating.tests.walking import filled, leads_to, page, posted, pressed, said, sent, words
from toolbox.library.experiences import Told
from toolbox.library.models import Experience, LinkCheck, Resource, Version, Waiting
from toolbox.library.tests.shelf import DAY, FRIDGE, PANTRY

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def entry(slug: str) -> Resource:
    return Resource.objects.get(slug=slug)


def test_the_first_page_says_what_waits_and_finds_entries_by_name(desk: Desk) -> None:
    page_ = words(desk.alder, desk.at())
    assert "Nobody has looked at 2 entries of the list for a year." in page_
    keeping.retire("letters-inside", DAY, because="It has ended.")
    found = said(sent(desk.birch, desk.at(), q="LETT ins"))
    assert "1 entry has these words in its name." in found
    assert "Letters Inside off the list off the list since 1 March 2026" in found
    assert "No entry has these words in its name." in said(sent(desk.birch, desk.at(), q="nevera azul"))
    assert "Riverbend Fridge" in said(sent(desk.birch, desk.at(), q="névera"))


def test_who_reads_spanish_sees_spanish_titles_and_english_ones_marked(desk: Desk) -> None:
    here = desk.at("entries/riverbend-fridge/")
    assert '<h1 dir="auto">La nevera de Riverbend</h1>' in page(desk.alder, "/es" + here)
    assert "<bdi>La nevera de Riverbend</bdi>" in page(desk.alder, f"/es{here}retire/")
    assert '<h1 dir="auto">Riverbend Fridge</h1>' in page(desk.alder, here)
    assert '<bdi lang="en" dir="ltr">Letters Inside</bdi>' in page(desk.alder, "/es" + desk.at("rota/"))


def test_the_desk_tells_what_waits_only_to_this_circle(desk: Desk) -> None:
    assert "Nobody has looked at 2 entries of the list for a year." in words(desk.birch, "/desk/")
    assert [line.says for line in waiting.waiting(desk.group, timezone.now())] == [
        "Nobody has looked at 2 entries of the list for a year."
    ]


def test_looked_at_today_in_one_press_and_the_next_one(desk: Desk) -> None:
    assert leads_to(desk.alder, desk.at("next/")) == desk.at("entries/porch-pantry/")
    assert leads_to(desk.alder, desk.at("next/?after=porch-pantry")) == desk.at("entries/letters-inside/")
    here = desk.at("entries/porch-pantry/")
    assert "nobody has looked at it yet" in words(desk.alder, here)
    assert pressed(desk.alder, here, here + "looked/").url == here
    assert entry("porch-pantry").looked_on == TODAY()
    shown = words(desk.alder, here)
    assert "Looked at today." in shown
    assert "Give me the next one (1)" in shown
    assert leads_to(desk.alder, desk.at("next/")) == desk.at("entries/letters-inside/")
    pressed(desk.alder, here, here + "looked/", do="undo")
    assert entry("porch-pantry").looked_on is None


def test_an_entry_comes_back_a_year_after_it_was_looked_at(desk: Desk) -> None:
    for slug, days in (("porch-pantry", 364), ("letters-inside", 365), ("riverbend-fridge", 800)):
        keeping.look(slug, TODAY() - datetime.timedelta(days=days))
    page_ = words(desk.alder, desk.at("rota/"))
    assert page_.index("Riverbend Fridge") < page_.index("Letters Inside")
    assert "Porch Pantry" not in page_
    for slug in ("letters-inside", "riverbend-fridge"):
        keeping.look(slug, TODAY())
    assert "Every entry was looked at within a year." in words(desk.alder, desk.at("rota/"))
    assert leads_to(desk.alder, desk.at("next/")) == desk.at()


def test_an_entry_is_changed_and_everybody_sees_it_at_once(desk: Desk, client: Client) -> None:
    edit = desk.at("entries/porch-pantry/edit/")
    form = filled(page(desk.alder, edit))
    assert form["name"] == ["Porch Pantry"]
    assert form["kind"] == ["guide"]
    answer = sent(
        desk.alder, edit, offers="How to share food\r\non porches.", kits=["food-sharing"], said="kits were missing"
    )
    assert answer.url == desk.at("entries/porch-pantry/")
    pantry = entry("porch-pantry")
    assert (pantry.offers, pantry.kits) == ("How to share food on porches.", ["food-sharing"])
    assert set(pantry.edited) == {"kits"}, "only what was changed is ours now"
    assert "Food sharing" in page(client, "/library/porch-pantry/")
    assert "kits were missing" in words(desk.birch, desk.at("entries/porch-pantry/versions/"))


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    edit = desk.at("entries/porch-pantry/edit/")
    answer = sent(desk.alder, edit, url="fridge.example.org", since="soon", maker="Ana", name="")
    again = answer.content.decode()
    for reason in (
        "An address begins with https:// or http://",
        "This needs a year of four digits, such as 2014, or nothing.",
        "This must not be empty.",
    ):
        assert again.count(reason) == 2, "beside the field, and at the top"
    assert filled(again)["maker"] == ["Ana"]
    assert filled(again)["url"] == ["fridge.example.org"]
    assert entry("porch-pantry").maker == ""


def test_saving_nothing_keeps_nothing(desk: Desk) -> None:
    assert sent(desk.alder, desk.at("entries/riverbend-fridge/edit/")).status_code == 302
    assert not Version.objects.exists()
    assert entry("riverbend-fridge").edited == []


def test_two_who_write_at_once_see_both_texts(desk: Desk) -> None:
    edit = desk.at("entries/riverbend-fridge/edit/")
    mine = filled(page(desk.alder, edit))
    sent(desk.birch, edit, offers="Two fridges.", phone="+1 415 555 0199")
    answer = desk.alder.post(edit, {**mine, "offers": "A blue fridge.", "place": "By the station"})
    assert answer.status_code == 409
    shown = said(answer)
    assert "Two of you changed this at once" in shown
    assert "They changed: Phone, What it offers." in shown
    assert "They wrote: Two fridges." in shown
    form = filled(answer.content.decode())
    assert form["offers"] == ["A blue fridge."]
    assert form["phone"] == ["+1 415-555-0199"], "what only they changed is taken over"
    assert form["place"] == ["By the station"]
    assert desk.alder.post(edit, form).status_code == 302
    fridge = entry("riverbend-fridge")
    assert (fridge.offers, fridge.phone, fridge.place) == ("A blue fridge.", "+1 415-555-0199", "By the station")


def test_a_preview_shows_the_public_page_in_both_languages_and_saves_nothing(desk: Desk) -> None:
    edit = desk.at("entries/riverbend-fridge/edit/")
    answer = sent(desk.alder, edit, offers="A red fridge.", offers_es="Una nevera roja.", do="preview")
    shown = answer.content.decode()
    assert "So everybody will see it. It is not saved yet." in shown
    assert "A red fridge." in said(answer)
    assert "Put on my list" not in shown
    spanish = desk.alder.post(edit, {**filled(shown), "do": "preview-es"}).content.decode()
    assert "Una nevera roja.</p>" in spanish
    assert entry("riverbend-fridge").offers == FRIDGE["offers"]
    writing = desk.alder.post(edit, {**filled(spanish), "do": "write"}).content.decode()
    assert filled(writing)["offers"] == ["A red fridge."]
    assert desk.alder.post(edit, {**filled(writing), "do": "save"}).status_code == 302
    assert entry("riverbend-fridge").offers_es == "Una nevera roja."


def test_versions_are_compared_and_brought_back(desk: Desk) -> None:
    sent(desk.alder, desk.at("entries/riverbend-fridge/edit/"), offers="A public fridge, open by day.", status="closed")
    listed = page(desk.birch, desk.at("entries/riverbend-fridge/versions/"))
    assert "as it was before" in listed
    newest = page(desk.birch, desk.at("entries/riverbend-fridge/versions/2/"))
    assert "closed</ins>" in newest
    assert "active</del>" in newest
    assert "A public fridge, open" in newest
    assert "This is what the entry says now." in newest
    old = desk.at("entries/riverbend-fridge/versions/1/")
    assert "This is the oldest version that is kept." in words(desk.birch, old)
    assert sent(desk.birch, old).status_code == 302
    assert entry("riverbend-fridge").status == "active"
    assert "an earlier version brought back" in words(desk.alder, desk.at("entries/riverbend-fridge/versions/"))
    assert desk.birch.get(desk.at("entries/riverbend-fridge/versions/9/")).status_code == 404


def test_whoever_brings_back_what_somebody_just_changed_is_asked_again(desk: Desk) -> None:
    keeping.edit("riverbend-fridge", {"status": "closed"}, DAY)
    old = desk.at("entries/riverbend-fridge/versions/1/")
    form = filled(page(desk.alder, old))
    keeping.edit("riverbend-fridge", {"phone": ""}, DAY)
    answer = desk.alder.post(old, form)
    assert answer.status_code == 409
    assert "Somebody else changed this entry just now." in said(answer)
    assert entry("riverbend-fridge").status == "closed"


def test_an_entry_goes_with_a_reason_and_comes_back(desk: Desk, client: Client) -> None:
    retire = desk.at("entries/porch-pantry/retire/")
    assert "Take this off the list?" in words(desk.alder, retire)
    assert "Say why, in a few words." in said(sent(desk.alder, retire, told="on"))
    assert sent(desk.alder, retire, public_reason="The porch was sold.", told="on").status_code == 302
    assert "The porch was sold." in page(client, "/library/porch-pantry/", status=410)
    here = words(desk.birch, desk.at("entries/porch-pantry/"))
    assert "Off the list since" in here
    assert "Everybody reads there: The porch was sold." in here
    assert "Porch Pantry" in words(desk.birch, desk.at("retired/"))
    restore = desk.at("entries/porch-pantry/restore/")
    assert "Put this back on the list?" in words(desk.birch, restore)
    assert sent(desk.birch, restore).status_code == 302
    assert page(client, "/library/porch-pantry/")
    assert "Nothing was taken off the list." in words(desk.birch, desk.at("retired/"))


def test_who_takes_off_what_somebody_just_changed_is_shown_how_it_stands(desk: Desk) -> None:
    retire = desk.at("entries/porch-pantry/retire/")
    form = filled(page(desk.alder, retire))
    keeping.edit("porch-pantry", {"status": "active"}, DAY)
    answer = desk.alder.post(retire, {**form, "public_reason": "It has ended."})
    assert answer.status_code == 409
    assert "Nothing of yours was done." in said(answer)
    assert entry("porch-pantry").retired_on is None


def test_what_may_be_there_already_is_shown_before_it_is_added(desk: Desk) -> None:
    typed = {
        "name": "The Porch Pantries",
        "kind": "guide",
        "category": "food",
        "offers": "Food on porches.",
        "url": "https://www.fridge.example.org/what/?b=2&a=1&utm_source=x",
    }
    answer = sent(desk.alder, desk.at("new/"), **typed)
    shown = said(answer)
    assert "Riverbend Fridge (the same address)" in shown
    assert not Resource.objects.filter(name="The Porch Pantries").exists()
    form = filled(answer.content.decode())
    assert form["url"] == [typed["url"]]
    added = posted(desk.alder, desk.at("new/"), {**form, "sure": "on"})
    assert added.url == desk.at("entries/the-porch-pantries/")
    again = sent(desk.alder, desk.at("new/"), **{**typed, "slug": "porch-pantry"}, sure="on")
    assert "There is an entry “porch-pantry” already." in said(again)


def test_an_entry_without_name_or_category_says_what_it_needs(desk: Desk) -> None:
    answer = sent(desk.alder, desk.at("new/"), name="Corner")
    assert said(answer).count("This must not be empty.") == 6, "kind, category and offers, each twice"


def test_all_that_is_due_can_be_printed_page_by_page(desk: Desk) -> None:
    Resource.objects.bulk_create(
        Resource(slug=f"pantry-{n:03}", name=f"Pantry {n:03}", position=1_000 + n, added_on=DAY, changed_on=DAY)
        for n in range(125)
    )
    first = words(desk.alder, desk.at("rota/"))
    assert "127 entries, the longest not looked at first." in first
    assert f'href="{desk.at("rota/")}?page=2"' in page(desk.alder, desk.at("rota/"))
    assert "Pantry 124" not in first
    second = words(desk.alder, desk.at("rota/?page=2"))
    assert "Pantry 124" in second
    assert "Page 2 of 2" in second


def test_addresses_that_went_twice_are_shown_and_can_be_looked_into(desk: Desk) -> None:
    fridge = entry("riverbend-fridge")
    assert "No address was tried yet." in words(desk.alder, desk.at("links/"))
    LinkCheck.objects.create(resource=fridge, url=fridge.url, day=DAY, outcome="gone", code=404)
    shown = words(desk.alder, desk.at("links/"))
    assert "No address has gone." in shown
    assert "tried yet" not in shown
    Resource.objects.filter(slug="porch-pantry").update(url="https://pantry.example.org/")
    assert "1 address was not tried yet." in words(desk.alder, desk.at("links/"))
    LinkCheck.objects.create(
        resource=fridge, url=fridge.url, day=DAY + datetime.timedelta(days=1), outcome="gone", code=410
    )
    shown = words(desk.alder, desk.at("links/"))
    assert "it was gone (2 March 2026, 1 March 2026)" in shown
    assert "1 address of the list is gone or has moved." in words(desk.alder, desk.at())
    here = words(desk.alder, desk.at("entries/riverbend-fridge/"))
    assert "2 March 2026it was gone410" in here
    assert "never from this page" in here
    for day in (3, 4):
        LinkCheck.objects.create(
            resource=fridge,
            url=fridge.url,
            day=datetime.date(2026, 3, day),
            outcome="moved",
            led_to="https://new.example.org/",
        )
    assert "It led to: https://new.example.org/" in words(desk.alder, desk.at("links/"))
    LinkCheck.objects.create(resource=fridge, url=fridge.url, day=datetime.date(2026, 3, 9), outcome="ok", code=200)
    assert "No address has gone." in words(desk.alder, desk.at("links/"))


def waits(**row: str) -> Waiting:
    return Waiting.objects.create(uid="uid", row=row, came_from="toolbox.example.org", arrived_on=DAY)


def test_what_came_from_elsewhere_is_mended_and_accepted(desk: Desk, client: Client) -> None:
    one = waits(**{**PANTRY, "slug": "corner-pantry", "name": "Corner Pantry", "category": ""})
    assert "1 entry from elsewhere waits to be read." in words(desk.alder, desk.at())
    assert "Corner Pantry toolbox.example.org · 1 March 2026" in words(desk.alder, desk.at("waiting/"))
    here = desk.at(f"waiting/{one.pk}/")
    assert "It came from toolbox.example.org on 1 March 2026." in words(desk.alder, here)
    assert "This must not be empty." in said(sent(desk.alder, here, do="save"))
    answer = sent(desk.alder, here, do="save", category="food")
    assert answer.url == desk.at("entries/corner-pantry/")
    assert page(client, "/library/corner-pantry/")
    assert not Waiting.objects.exists()
    assert Version.objects.get(resource__slug="corner-pantry").said == "from toolbox.example.org"


def test_what_is_declined_can_be_had_back(desk: Desk) -> None:
    one = waits(**{**PANTRY, "name": "Porch Pantry!"})
    here = desk.at(f"waiting/{one.pk}/")
    assert "Porch Pantry (the same name)" in words(desk.alder, here)
    assert sent(desk.alder, here, do="decline").url == desk.at("waiting/")
    assert reviewing.count() == 0
    assert leads_to(desk.birch, here) == desk.at("waiting/")
    sent(desk.birch, desk.at("waiting/"), number=str(one.pk))
    assert reviewing.count() == 1
    assert desk.birch.get(desk.at("waiting/99/")).status_code == 404


def test_how_it_went_for_somebody_is_taken_back_after_a_question(desk: Desk, client: Client) -> None:
    number = experiences.publish(Told("porch-pantry", "We began on one porch.", who="Hill Street"), DAY)
    here = desk.at(f"experiences/{spell(number)}/")
    assert here in page(desk.alder, desk.at("entries/porch-pantry/"))
    assert "We began on one porch." in words(desk.alder, here)
    assert "We began" in page(client, "/library/porch-pantry/")
    assert sent(desk.alder, here).url == desk.at("entries/porch-pantry/")
    assert "We began" not in page(client, "/library/porch-pantry/")
    assert Experience.objects.get().did == ""
    assert leads_to(desk.alder, here) == desk.at()
