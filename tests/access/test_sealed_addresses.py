"""Every sealed address by everybody. The address book fills the table: a new page falls under it by itself."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from tests.people import again, browser, circle, joins, somebody
from toolbox.kernel.circles import group as groups
from toolbox.kernel.circles.acts import freezing, rotating
from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import taking
from toolbox.kernel.intake.questions import Both
from toolbox.kernel.intake.tests.mail import answer, inbox, photo, sends
from toolbox.kernel.members import sessions
from toolbox.kernel.members.me import Me
from toolbox.kernel.members.models import SessionRow
from toolbox.kernel.projects import publishing, starters
from toolbox.kernel.projects import rules as page_rules
from toolbox.kernel.projects.kits import finding
from toolbox.kernel.projects.records import Draft, Front
from toolbox.kernel.projects.started.pages import beginning
from toolbox.kernel.records.money import Money
from toolbox.kernel.registry.audience import SEALED, Address, Audience, addresses
from toolbox.kernel.vault.filing import Receiving
from toolbox.kernel.vault.ids import new_id
from toolbox.library import experiences
from toolbox.library import keeping as list_keeping
from toolbox.library.curating import codes, holding
from toolbox.library.experiences import Told
from toolbox.library.models import Curators, Waiting
from toolbox.library.sealed import EXPERIENCE, SUGGESTION
from toolbox.tools.needs import importing
from toolbox.tools.needs import keeping as needs_keeping
from toolbox.tools.needs import publishing as list_publishing
from toolbox.tools.needs.records import Ask, Came, Offer, Paid
from toolbox.tools.needs.rules import arriving
from toolbox.tools.needs.wanted import Thing, with_thing
from toolbox.tools.notes import keeping
from toolbox.tools.notes.rules import Words

pytestmark = pytest.mark.django_db

SEALED_ADDRESSES = [address for address in addresses() if address.audience in SEALED]
FINE = {200, 302, 405}  # 405: a page that only takes forms


class Town(NamedTuple):
    """A circle, and everybody who may knock at its doors."""

    group: Group
    arguments: dict[str, int | str]
    browsers: dict[str, Client]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Built once, and gone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def town(built: Town, db: None) -> Town:
    """The town, for a story that may change it: afterwards it is as it was, and each browser keeps its session."""
    fresh = {who: Client() for who in built.browsers}
    for who, client in built.browsers.items():
        fresh[who].cookies.update(client.cookies)
    return built._replace(group=circle_of(built.group), browsers=fresh)


def build() -> Town:
    own = circle(somebody())
    helper = joins(somebody(), own, "Birch")
    former = joins(somebody(), own, "Cedar")
    frozen = joins(somebody(), own, "Dill")
    fern = joins(somebody(), own, "Fern")
    stranger = circle(somebody(), "Another circle", "Elder")
    browsers = {
        "anonymous": Client(),
        "stranger": browser(again(stranger.me)),
        "former": browser(again(former.me)),
        "frozen": browser(again(frozen.me)),
        "asleep": browser(again(own.me), pin="2468"),
    }
    SessionRow.objects.filter(pk=_session(browsers["asleep"])).update(awake_until=timezone.now())
    browsers |= {"helper": browser(again(helper.me)), "own": browser(again(own.me))}
    own.again()
    rotating.remove(own, former.me.id)
    now = circle_of(own)
    freezing.freeze(now, frozen.me.id, timezone.now())
    return Town(now, arguments(now, fern.me.id), browsers)


def circle_of(group: Group) -> Group:
    return groups.opened(again(group.me), group.id)


def _session(client: Client) -> int:
    found = sessions.find(bytes.fromhex(client.cookies["session"].value), timezone.now())
    assert isinstance(found, Me)
    return found.session


def arguments(group: Group, member: int) -> dict[str, int | str]:
    """An example for whatever an address may name. A new name must be added here."""
    return {
        "circle": group.id,
        "member": member,
        **_note(group),
        **_list(group),
        **_mail(group),
        **_page(group),
        **_project(group),
        **_needs(group),
    }


def test_there_are_sealed_addresses() -> None:
    assert len(SEALED_ADDRESSES) > 25


def example(address: Address, town: Town) -> str:
    """An address with everything that it names filled in."""
    names = re.findall(r"<\w+:(\w+)>", address.route)
    return str(reverse(address.name, kwargs={name: town.arguments[name] for name in names}))


@pytest.mark.parametrize("address", SEALED_ADDRESSES, ids=lambda address: address.route)
def test_who_gets_in(address: Address, town: Town) -> None:
    path = example(address, town)
    answers = {who: client.get(path) for who, client in town.browsers.items()}
    assert answers["anonymous"].status_code == 404
    assert answers["own"].status_code in FINE, "the member gets in"
    assert answers["helper"].status_code in FINE
    if answers["own"].status_code == 405:
        leads_back(town.browsers["own"], answers["own"])
    assert answers["frozen"].status_code == 403
    assert "Your shift here is over" in answers["frozen"].content.decode()
    assert answers["asleep"].status_code == 403
    assert "fell asleep" in answers["asleep"].content.decode()
    outside = {404} if address.audience == Audience.CIRCLE else FINE
    assert answers["stranger"].status_code in outside
    assert answers["former"].status_code in outside
    for who in ("own", "helper", "frozen", "asleep"):
        assert answers[who].headers["Cache-Control"] == "no-store", who


def leads_back(client: Client, answer: Any) -> None:
    """Whoever loads anew what a button has brought is led to where the button is."""
    back = re.search(r'<a class="button main" href="([^"]+)">Back<', answer.content.decode())
    assert back is not None
    assert client.get(back[1]).status_code in FINE - {405}


@pytest.mark.parametrize("address", SEALED_ADDRESSES, ids=lambda address: address.route)
def test_a_form_from_elsewhere_does_nothing(address: Address, town: Town) -> None:
    """A POST without the token of this session never reaches the page behind it."""
    path = example(address, town)
    assert town.browsers["anonymous"].post(path, {"name": "x"}).status_code == 404
    answer = town.browsers["own"].post(path, {"name": "words typed", "token": "00" * 48})
    assert answer.status_code == 200
    assert "Here is what you had typed" in answer.content.decode()


@pytest.mark.parametrize("address", SEALED_ADDRESSES, ids=lambda address: address.route)
def test_nothing_of_the_circle_stands_in_titles_or_addresses(address: Address, town: Town) -> None:
    answer = town.browsers["own"].get(example(address, town))
    if not answer.headers["Content-Type"].startswith("text/html") or answer.status_code != 200:
        return
    page = answer.content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    leads_to = " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', page))
    for word in ("Alder", "Birch", "lawyer"):
        assert word not in title
        assert word.lower() not in unquote(leads_to).lower()
    assert 'action="/lock/"' in page, "the way out stands on every sealed page"
    if address.audience == Audience.CIRCLE:
        assert "Only the 4 people of this circle can read this." in page
    assert _first_in_tab_order(page) == "way-out"


def _first_in_tab_order(page: str) -> str:
    body = page[page.index("<body") :]
    wanted: list[str] = re.findall(r'<(?:a|button|input|select|textarea)\b[^>]*?class="([^"]*)"', body)
    return next(name for name in wanted if name != "skip")


def _project(group: Group) -> dict[str, int]:
    """A kit that was started."""
    held = beginning.start(group, finding.kits()["bail-fund"], "Fund", groups.today(), "en")
    return {"project": held.id, "step": held.value.steps[0].id}


def _needs(group: Group) -> dict[str, int]:
    """An ask and an offer on the board, and something that was sent for it."""
    ask = Ask(came=timezone.now(), source=Came.PHONE, number=0, words="Company to see the lawyer")
    receiving = Receiving()
    receiving.write(b"a receipt of the lawyer")
    bill = receiving.finish("bill.png", "image/png")
    offer = Offer(came=timezone.now(), source=Came.PHONE, number=0, words="Drives the lawyer")
    mailbox = boxes.make(group, "Asks").value.mailbox
    sends(mailbox, answer("what", "A ride to the lawyer"), purpose=arriving.ASK)
    sent = next(one for one in inbox(group).waiting if one.sent.purpose == arriving.ASK)
    held = needs_keeping.begin_ask(group, ask)
    outlay = Paid(id=1, sum=Money(amount=900, currency="USD"), day=timezone.localdate(), receipt=bill)
    with group.circle.change() as box:
        box.put(held.now(paid=(outlay,)))
        box.claim(bill.file, held)
    return {
        "bill": bill.file,
        "need": held.id,
        "other": needs_keeping.begin_ask(group, ask).id,
        "offer": needs_keeping.begin_offer(group, offer).id,
        "sent": taking.take(group, sent, timezone.now()).id,
        "brought": _brought(group),
        "thing": _thing(group),
    }


def _brought(group: Group) -> int:
    """A spreadsheet on its way to the board."""
    receiving = Receiving()
    receiving.write(b"Name,Need\nRosa,Company to see the lawyer\n")
    file = receiving.finish("lawyer.csv", "text/csv")
    return importing.begin(group, file, offers=False, now=timezone.now()).id


def _thing(group: Group) -> int:
    """A line of the needs list, which is public."""
    one = Thing(id=new_id(), says=Both(en="Paper for the lawyer"))
    list_publishing.change(group, lambda wanted: with_thing(replace(wanted, title=Both(en="Riverbend")), one))
    list_publishing.publish(group)
    return one.id


def _mail(group: Group) -> dict[str, int]:
    """Something that somebody sent and a member took in, and something that waits; each with a file."""
    mailbox = boxes.make(group, "Groceries").value.mailbox
    for _both in range(2):
        sends(mailbox, answer("what", "Bread for the lawyer"), answer("photo", files=(photo(),)))
    taken = taking.take(group, inbox(group).waiting[0], timezone.now())
    waiting = inbox(group).waiting[0]
    return {
        "record": taken.id,
        "attached": taken.value.answers[1].files[0].file,
        "envelope": waiting.id,
        "enclosed": waiting.sent.answers[1].files[0].file,
    }


def _page(group: Group) -> dict[str, int]:
    """A public page that is not public yet, with a form of seven questions."""
    starter = starters.everything()["groceries"].asking()
    mailbox = boxes.make(group, "Groceries for the lawyer").value.mailbox
    page = Draft(slug="porch-pantry", front=Front(title=Both(en="Porch Pantry")))
    publishing.begin(group.circle, page_rules.with_form(page, starter, mailbox))
    return {"form": mailbox, "number": 1}


def _note(group: Group) -> dict[str, int]:
    """A note with a file, and what it said before."""
    receiving = Receiving()
    receiving.write(b"words in a file")
    attached = receiving.finish("list.txt", "text/plain")
    page = keeping.begin(group, Words("Phone numbers", "The lawyer: 555-0142"), timezone.now(), [attached])
    version = keeping.versions(group, page.id)[0]
    return {"note": page.id, "file": page.value.files[0].record, "version": version.id}


def _list(group: Group) -> dict[str, int | str]:
    """The circle keeps the public list: an entry that was changed, one that waits, and how it went for somebody."""
    assert holding.take(group, codes.new_code(timezone.now()), timezone.now())
    today = timezone.localdate()
    row = {"name": "Porch Pantry", "kind": "guide", "category": "food", "offers": "Food on porches."}
    slug = list_keeping.add(row, today).slug
    waits = Waiting.objects.create(uid="one", row={**row, "name": "Corner"}, came_from="example.org", arrived_on=today)
    number = experiences.publish(Told(slug, "We began on one porch."), today)
    return {"slug": slug, "edition": 1, "waiting": waits.pk, "experience": number, **_strangers(group)}


def _strangers(group: Group) -> dict[str, int]:
    """What was suggested for the list, and how it went for somebody; both taken in."""
    to = Curators.objects.get()
    sends(to.suggestions, answer("name", "Shelf of the lawyer"), purpose=SUGGESTION)
    suggestion = taking.take(group, inbox(group).waiting[0], timezone.now())
    sends(to.experiences, answer("did", "We asked the lawyer"), purpose=EXPERIENCE)
    telling = taking.take(group, inbox(group).waiting[0], timezone.now())
    return {"suggestion": suggestion.id, "telling": telling.id}
