"""A circle prints what must not be lost: invites, codes, shares, its agreement. All of it can be read on paper."""

from typing import Literal

import pytest

from toolbox.kernel.printing.slips import Blank, Boxes, Code, Numbered, Rows, Slip, Steps, Warn, Words, printed
from toolbox.kernel.printing.tests import reading
from toolbox.kernel.printing.trouble import CannotPrint

SEVEN = "acorn bottle candle drizzle elbow feather gravel"
_LIST = (
    "acorn basket candle drizzle elbow feather gravel harvest island jacket kettle lantern meadow needle orchard "
    "pebble quarter ribbon saddle thimble umbrella village walnut yellow zipper anchor blanket cinnamon doorstep "
    "evening fountain grandma hallway"
)
THIRTY_THREE = tuple(_LIST.split())

INVITE = Slip(
    title="You are invited",
    lead="Somebody of our circle asks you in. Use these words before Wednesday, 25 November, 6 in the evening.",
    parts=(
        Code(text=SEVEN, qr=SEVEN),
        Steps(
            heading="How to use it",
            steps=("Open the page of our toolbox.", "Choose: I have an invite.", "Type the seven words. Spaces count."),
        ),
        Warn(words="Burn this slip when you are in. It works once."),
    ),
    foot="Nobody but you and the person who gave you this should see it.",
)
RECOVERY = Slip(
    title="Recovery sheet",
    lead="These ten words open your account if you forget your passphrase.",
    parts=(
        Code(text="acorn basket candle drizzle elbow feather gravel harvest island jacket"),
        Words(
            paragraphs=(
                "Keep it where you keep your papers. Who finds it can be you.",
                "A new sheet replaces this one.",
            )
        ),
    ),
)
CODES = Slip(
    title="Ten recovery codes",
    lead="Each works once, instead of the number from your telephone. Cross out what you used.",
    parts=(Numbered(items=tuple(f"{number}418-20{number}7" for number in range(10)), columns=2),),
)
SHARE = Slip(
    title="Share 1 of 3",
    lead="Two of the three shares together open the circle, if nobody else can.",
    parts=(
        Numbered(heading="33 words, in English", items=THIRTY_THREE),
        Steps(heading="If we are all arrested", steps=("Find the keeper of a second share.", "Call 555-0100.")),
    ),
    foot="This share alone opens nothing.",
)
AGREEMENT = Slip(
    title="How long we keep things",
    lead="Made on 22 November 2026. It holds from that day on.",
    parts=(
        Rows(
            head=("What", "How long after it is closed"),
            rows=(("Asks and offers", "30 days"), ("Cases", "90 days"), ("Letters", "7 days"), ("Notes", "365 days")),
        ),
        Words(
            heading="If a legal paper came",
            paragraphs=(
                "Then nothing is destroyed until the matter is over: not by the toolbox, not by hand. One member "
                "presses the button, and for 14 days nothing ends. Two members make it longer or lift it.",
            ),
        ),
        Blank(heading="We agree. No names are needed: a mark is enough.", lines=5),
    ),
)
CHECKLIST = Slip(
    title="A legal paper came",
    parts=(
        Boxes(items=("Do not destroy anything. It can be a crime.", "Write down who brought it.", "Call a lawyer.")),
        Blank(label="Day and hour", heading="What it says"),
        Blank(label="Lawyer"),
    ),
)
ENGLISH = (INVITE, RECOVERY, CODES, SHARE, AGREEMENT, CHECKLIST)

SPANISH = (
    Slip(
        title="Tienes una invitación",
        lead="Alguien de nuestro círculo te invita. Usa estas palabras antes del miércoles 25 de noviembre.",
        parts=(
            Code(text="ñandú bellota candela drenaje ágil pingüino grava", qr="ñandú bellota candela"),
            Steps(heading="Cómo se usa", steps=("Abre la página.", "Elige: tengo una invitación. ¿Ya está?")),
            Warn(words="Quema este papel cuando hayas entrado."),
        ),
    ),
    Slip(
        title="Parte 1 de 3",
        lead="Dos de las tres partes juntas abren el círculo.",
        parts=(Numbered(heading="33 palabras, en inglés", items=THIRTY_THREE),),
        foot="Esta parte sola no abre nada.",
    ),
    Slip(title="Lista", parts=(Boxes(items=("Llama a una abogada.", "No destruyas nada.")), Blank(label="Día"))),
)
ARABIC = (
    Slip(
        title="دعوة إلى الحلقة",
        lead="استعمل هذه الكلمات قبل 2026-11-25 أو اتصل على 555-0100.",
        parts=(
            Code(text=SEVEN, qr=SEVEN),
            Steps(heading="كيف", steps=("افتح الصفحة.", "اكتب الكلمات السبع.")),
            Warn(words="أحرق هذه الورقة."),
            Rows(head=("ماذا", "كم"), rows=(("رسائل", "7 أيام"), ("حالات", "90 يوما"))),
            Boxes(heading="قائمة", items=("اتصل بمحام.", "لا تتلف شيئا.")),
            Blank(label="اليوم", lines=2),
        ),
        foot="لا أحد غيرك.",
    ),
    Slip(title="حصة 1 من 3", parts=(Numbered(items=THIRTY_THREE),)),
)
A4, LETTER = (595, 842), (612, 792)


def words_of(slip: Slip) -> list[str]:
    """All texts of a slip that must stand on the paper."""
    texts = [slip.title, slip.lead, slip.foot]
    for part in slip.parts:
        texts.append(part.heading)
        match part:
            case Words(paragraphs=some) | Steps(steps=some) | Boxes(items=some) | Numbered(items=some):
                texts += some
            case Warn(words=one) | Code(text=one) | Blank(label=one):
                texts.append(one)
            case Rows(rows=rows, head=head):
                texts += [text for row in (*rows, head or ("", "")) for text in row]
    return [reading.squeezed(text) for text in texts if text]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("per_page", [1, 2])
def test_every_word_of_every_slip_is_on_the_paper(per_page: Literal[1, 2], large: bool) -> None:
    pdf = printed(ENGLISH, "en", per_page=per_page, large=large)
    shown = "".join(reading.words(pdf))
    for slip in ENGLISH:
        for words in words_of(slip):
            assert words in shown
    assert reading.sizes(pdf) == {A4}
    assert reading.missing_shapes(pdf) == 0


@pytest.mark.parametrize(("slips", "language"), [(SPANISH, "es"), (ARABIC, "ar")])
def test_no_letter_is_missing_and_all_fonts_are_ours(slips: tuple[Slip, ...], language: str) -> None:
    pdf = printed(slips, language, paper="letter")
    assert reading.missing_shapes(pdf) == 0
    assert all(name.startswith("Noto") for name in reading.fonts(pdf))
    assert reading.sizes(pdf) == {LETTER}


def test_each_slip_has_a_page_or_two_share_one() -> None:
    assert len(reading.words(printed(ENGLISH, "en"))) == 6
    shared = reading.words(printed((INVITE, RECOVERY, CODES), "en", per_page=2))
    assert len(shared) == 2
    assert "Youareinvited" in shared[0]
    assert "Recoverysheet" in shared[0]
    assert "Tenrecoverycodes" in shared[1]


def test_a_slip_too_long_for_half_a_page_gets_a_whole_one() -> None:
    long = Slip(title="Long", parts=(Words(paragraphs=("Soup for everybody. " * 20,) * 8),))
    pages = reading.words(printed((INVITE, long, RECOVERY), "en", per_page=2))
    assert len(pages) == 2
    assert sum("Youareinvited" in page and "Recoverysheet" in page for page in pages) == 1
    assert sum(page.startswith("Long") for page in pages) == 1


def test_a_slip_longer_than_a_page_runs_on_and_says_so() -> None:
    long = Slip(title="Long", parts=(Words(paragraphs=("Soup for everybody. " * 20,) * 25),))
    pages = reading.words(printed((long, INVITE), "en"))
    assert len(pages) == 4
    assert pages[1].endswith("Long·2")
    assert pages[2].endswith("Long·3")
    assert "·" not in pages[0] + pages[3]


def test_large_print_is_larger_and_never_shrinks_to_half_a_page() -> None:
    ordinary = reading.words(printed(ENGLISH, "en", per_page=2))
    large = reading.words(printed(ENGLISH, "en", per_page=2, large=True))
    assert len(ordinary) == 3
    assert len(large) > 3


def test_the_words_of_a_share_keep_their_numbers() -> None:
    lines = reading.lines(printed((SHARE,), "en"))
    assert any(line == "1acorn12lantern23walnut" for line in lines)
    assert any("11kettle22village33hallway" in line for line in lines)


def test_codes_and_numbers_keep_their_order_in_arabic() -> None:
    lines = reading.lines(printed((ARABIC[0],), "ar"))
    assert any("acornbottlecandle" in line for line in lines)
    assert any("555-0100" in line for line in lines)
    lines = reading.lines(printed((ARABIC[1],), "ar"))
    assert any("11kettle22village33hallway" in line for line in lines)


def test_a_file_tells_nothing_by_its_title() -> None:
    with reading.opened(printed((INVITE,), "en")) as document:
        assert document.docinfo["/Title"] == "Sheet"
        assert set(document.docinfo.keys()) <= {"/Title", "/Creator", "/Producer"}
    assert printed((INVITE,), "en") == printed((INVITE,), "en")


def test_a_code_for_the_telephone_is_drawn_where_it_is_not_too_long() -> None:
    def slip(qr: str) -> bytes:
        return printed((Slip(title="Code", parts=(Code(text=SEVEN, qr=qr),)),), "en")

    assert len(slip(SEVEN)) > len(slip("")) + 200
    assert abs(len(slip("x" * 300)) - len(slip(""))) < 50


def test_marks_in_the_words_are_only_signs() -> None:
    text = '#panic() $x$ *b* _i_ @ref <l> = - + / \\ `r` "'
    slip = Slip(title=text, lead=text, parts=(Code(text="a # b"), Rows(rows=((text, text),))), foot=text)
    assert "".join(reading.words(printed((slip,), "en"))).count(reading.squeezed(text)) == 5


def test_nothing_to_print_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="nothing to print"):
        printed((), "en")


def test_damaged_words_are_refused_and_not_shown() -> None:
    for slip in (Slip(title="\ud800"), Slip(title="Code", parts=(Code(text=SEVEN, qr="\ud800"),))):
        with pytest.raises(CannotPrint, match="damaged"):
            printed((slip,), "en")
