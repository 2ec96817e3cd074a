"""Pages of a server that is going to be killed: thin, so that what is tried is the vault under them."""

import hashlib

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from tests.people import again, circle, somebody
from toolbox.kernel.circles.acts import rotating
from toolbox.kernel.circles.requests import CircleRequest
from toolbox.kernel.members import me as members
from toolbox.kernel.members import sessions
from toolbox.kernel.members.uploading import SealedFile
from toolbox.kernel.records.pointers import Attachment
from toolbox.kernel.registry.audience import circle_only, public
from toolbox.kernel.registry.kinds import Kind
from toolbox.kernel.vault.filing import content
from toolbox.kernel.vault.held import new
from toolbox.kernel.vault.ids import spell, unspell


class Paper(msgspec.Struct, frozen=True):
    """Some words, and perhaps a file."""

    words: str
    file: Attachment | None = None


PAPER = Kind(name="trial.paper", struct=Paper, says="papers", title=lambda paper: paper.words, shelves=("here",))


@public
@csrf_exempt
def begin(request: HttpRequest) -> HttpResponse:
    """A member with a circle, and the keys of both: a passphrase would cost a second each time."""
    made = circle(somebody())
    me = again(made.me)
    keys = {"member": me.id, "private": me.private.hex(), "ring": me.keyring_key.hex()}
    return JsonResponse({**keys, "circle": spell(made.id)})


@public
@csrf_exempt
def enter(request: HttpRequest) -> HttpResponse:
    """A session for these keys."""
    given = request.POST
    me = members.load(int(given["member"]), bytes.fromhex(given["private"]), bytes.fromhex(given["ring"]))
    return JsonResponse({"cookie": sessions.begin(me, "", timezone.now()).hex()})


@circle_only
def fill(request: CircleRequest, circle: int) -> HttpResponse:
    """Many papers at once."""
    held = [new(Paper(words), "here") for words in request.POST["words"].split("\n")]
    with request.circle.change() as box:
        box.put(*held)
    return JsonResponse({"ids": [spell(one.id) for one in held]})


@circle_only
def put(request: CircleRequest, circle: int) -> HttpResponse:
    """A new paper, with its file if there is one; or other words in an old one."""
    words, old = request.POST["words"], request.POST.get("id", "")
    held = request.circle.get(Paper, unspell(old)).now(words=words) if old else new(Paper(words), "here")
    sent = request.FILES.get("file")
    with request.circle.change() as box:
        if isinstance(sent, SealedFile) and sent.attachment:
            held = held.now(file=sent.attachment)
            box.claim(sent.attachment.file, held)
        box.put(held)
    return JsonResponse({"id": spell(held.id)})


@circle_only
def drop(request: CircleRequest, circle: int) -> HttpResponse:
    """A paper destroyed, with its file."""
    request.circle.destroy(request.circle.get(Paper, unspell(request.POST["id"])))
    return JsonResponse({})


@circle_only
def turn(request: CircleRequest, circle: int) -> HttpResponse:
    """A new root for the circle."""
    rotating.rotate(request.group)
    return JsonResponse({})


@circle_only
def everything(request: CircleRequest, circle: int) -> HttpResponse:
    """All papers, opened to the last byte of their files."""
    papers = {spell(held.id): [held.value.words, _digest(held.value)] for held in request.circle.shelf(Paper)}
    return JsonResponse({"papers": papers, "epoch": request.circle.keys.epoch, "moving": request.circle.moving})


def _digest(paper: Paper) -> str:
    return hashlib.blake2b(b"".join(content(paper.file))).hexdigest() if paper.file else ""
