"""What happens to what was sent. Pure: records in, records out, no clock and no database."""

import datetime
from collections.abc import Collection

from msgspec.structs import replace

from toolbox.kernel.intake.records import Answer, Proposal, Said, Sent, Submission, What
from toolbox.kernel.records.folding import fold
from toolbox.kernel.records.pointers import Attachment

COVER = "▇▇▇"  # stands where words were covered


def taken(sent: Sent, more: tuple[Sent, ...], mailbox: int, member: int, now: datetime.datetime) -> Submission:
    """What a member takes in. What was added since waits in envelopes of its own and is merged next.

    Words that were added to something which is not here any more are taken in by themselves.
    """
    alone = (Said(text=sent.text, when=sent.when, thanks=sent.what is What.SOLVED),) if sent.text.strip() else ()
    return Submission(
        sent=sent.when,
        taken=now,
        by=member,
        receipt=sent.receipt,
        receipt_key=sent.receipt_key,
        mailbox=mailbox,
        form=sent.form,
        purpose=sent.purpose,
        language=sent.language,
        answers=sent.answers,
        said=(*sent.said, *alone),
        news=bool(more),
        handed_by=sent.handed_by,
    )


def added(one: Submission, sent: Sent) -> Submission:
    """With what its sender wrote since. Who writes more after it was solved has something open after all."""
    if sent.what in {What.AGREED, What.REFUSED, What.TAKEN_BACK}:
        one = replace(one, proposals=tuple(_decided(proposal, sent) for proposal in one.proposals))
    is_solved = sent.what is What.SOLVED
    said = (*one.said, Said(text=sent.text, when=sent.when, thanks=is_solved)) if sent.text.strip() else one.said
    solved = sent.when.date() if is_solved else None if sent.what is What.MORE else one.solved
    return replace(one, said=said, news=True, solved=solved, ended=None)


def _decided(proposal: Proposal, sent: Sent) -> Proposal:
    """A proposal after its sender said yes or no, or took back what was published."""
    day = sent.when.date()
    match sent.what:
        case What.AGREED if sent.about == proposal.id:
            return replace(proposal, agreed=day, refused=None)
        case What.REFUSED if sent.about == proposal.id:
            return replace(proposal, refused=day, agreed=None)
        case What.TAKEN_BACK if sent.about == proposal.public:
            return replace(proposal, refused=day, agreed=None, public=0)
    return proposal


def handed(one: Submission, circle: str) -> Sent:
    """As an envelope for another circle."""
    return Sent(
        what=What.FORM,
        when=one.sent,
        receipt=one.receipt,
        receipt_key=one.receipt_key,
        form=one.form,
        purpose=one.purpose,
        language=one.language,
        answers=one.answers,
        said=one.said,
        handed_by=circle,
    )


def covered(one: Submission, words: Collection[str], whole: Collection[str], files: Collection[int]) -> Submission:
    """With words covered wherever they stand, whole answers covered, and files taken out. It cannot be undone.

    `words` are compared without capitals and accents; `whole` are names of questions, `files` numbers of files.
    """
    wanted = [word for word in (word.strip() for word in words) if word]
    answers = tuple(_covered(answer, wanted, answer.question in whole, files) for answer in one.answers)
    said = tuple(replace(part, text=hide(part.text, wanted)) for part in one.said)
    proposals = tuple(_unsaid(proposal, wanted) for proposal in one.proposals)
    changed = replace(one, answers=answers, said=said, proposals=proposals)
    return one if changed == one else replace(changed, covered=True)


def _unsaid(proposal: Proposal, words: list[str]) -> Proposal:
    """A proposed text with the words covered. It is not what its sender agreed to any more, and is not published."""
    text = hide(proposal.text, words)
    return proposal if text == proposal.text else replace(proposal, text=text, kept=b"")


def _named(file: Attachment, words: list[str]) -> Attachment:
    """A file whose name has the words covered, all but its ending."""
    stem, dot, ending = file.name.rpartition(".")
    return replace(file, name=hide(stem, words) + dot + ending if dot else hide(file.name, words))


def _covered(answer: Answer, words: list[str], whole: bool, files: Collection[int]) -> Answer:
    kept = tuple(_named(file, words) for file in answer.files if file.file not in files)
    if whole:
        return replace(answer, values=(COVER,) if answer.values else (), shown=(), files=kept)
    shown = tuple(hide(line, words) for line in answer.lines)
    if shown == answer.lines:
        return replace(answer, files=kept)
    return replace(answer, values=shown, shown=(), files=kept)


def hide(text: str, words: list[str]) -> str:
    """A text with each of the words covered, however it is written there."""
    for word in words:
        text = _without(text, fold(word))
    return text


def _without(text: str, wanted: str) -> str:
    """The text without a folded word. Signs are folded one by one, so that places can be found again."""
    places = [(at, piece) for at, sign in enumerate(text) for piece in fold(sign)]
    plain = "".join(piece for _at, piece in places)
    found, start = [], 0
    while wanted and (at := plain.find(wanted, start)) >= 0:
        found.append((places[at][0], places[at + len(wanted) - 1][0] + 1))
        start = at + len(wanted)
    for begin, stop in reversed(found):
        text = text[:begin] + COVER + text[stop:]
    return text
