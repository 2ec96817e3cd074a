"""What strangers sent to the town, on days gone by, and what came of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake import boxes
from toolbox.kernel.intake.acts import answering, closing, coming_back, covering, handing, sending, taking
from toolbox.kernel.intake.acts.coming_back import Opened
from toolbox.kernel.intake.acts.sending import Filled
from toolbox.kernel.intake.codes import Code
from toolbox.kernel.intake.records import OPEN, SPAM, Answer, Submission
from toolbox.kernel.intake.slips import Tells
from toolbox.kernel.vault import words
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.ids import new_id
from toolbox.library import sealed
from toolbox.site.demo import filling, tellings
from toolbox.site.demo.chance import chance, dated, moment
from toolbox.site.demo.fronts import Open
from toolbox.site.demo.sendings import Sending, Then

BETWEEN = datetime.timedelta(minutes=11)  # at least, from one thing that happened to the next


def receipt(seed: int, number: int, one: Sending) -> Code:
    """The code of a receipt: the same for the same seed, so that it can be told. Nobody real has such a one."""
    dice = chance(seed, "receipt", str(number), one.to)
    return Code(" ".join(dice.sample(words.wordlist(one.language), words.INVITE)))


@dataclass
class Story:
    """One thing that was sent, as it goes on."""

    there: Mapping[str, Mapping[str, Group]]  # circles by name, as their people open them
    open: Mapping[str, Open]
    code: Code
    one: Sending
    now: datetime.datetime
    circle: str = ""
    held: Held[Submission] | None = field(default=None)

    def group(self, handle: str) -> Group:
        """The circle that has it now, as somebody of it opens it."""
        return self.there[self.circle][handle]

    @property
    def receipt(self) -> Opened:
        """What its sender finds."""
        opened = coming_back.find(self.code)
        if opened is None:
            raise LookupError
        return opened

    def taken(self, group: Group) -> Held[Submission]:
        """The record, with what its sender wrote since. Raises LookupError where nobody took it in."""
        if self.held is None:
            raise LookupError
        box = boxes.find(group.circle, self.held.value.mailbox)
        news = taking.inbox([box]).news if box else []
        if taking.merge(group, [one for one in news if one.sent.receipt == self.held.value.receipt]):
            self.held = group.circle.get(Submission, self.held.id)
        return self.held

    def says(self, text: str) -> str:
        """A text with its days, in the sender's language."""
        return dated(text, self.now.date(), self.one.language).strip()


def tell(
    number: int,
    one: Sending,
    there: Mapping[str, Mapping[str, Group]],
    forms: Mapping[str, Open],
    seed: int,
    now: datetime.datetime,
) -> Story:
    """Send it, and let everything happen that came of it. Raises filling.NotTaken."""
    to, today = forms[one.to], now.date()
    story = Story(there, forms, receipt(seed, number, one), one, now, to.circle)
    dice = chance(seed, "sent", str(number), one.to)
    when = moment(today, one.days, dice)
    filled = _filled(one, to, today)
    sending.send(to.mailbox, story.code, filled, when)
    for then in one.then:
        when = max(moment(today, then.days, dice), when + BETWEEN)
        happens(story, then, when)
    return story


def _filled(one: Sending, to: Open, today: datetime.date) -> Filled:
    form, known = to.form, tuple[Answer, ...]()
    if one.kit:
        about = tellings.about(one.kit, one.language)
        form, known = sealed.form(form.purpose, about), sealed.known(form.purpose, about, one.language)
    answers = (*known, *filling.answers(one, form, today))
    return Filled(form.title.here(one.language), form.purpose, one.language, answers, to.days, to.phone)


def happens(story: Story, then: Then, when: datetime.datetime) -> None:
    """One thing that somebody did."""
    text = story.says(then.text)
    match then.do:
        case "write":
            coming_back.write_more(story.receipt, text, new_id(), when)
        case "solved":
            coming_back.say_solved(story.receipt, text, new_id(), when)
        case "agree":
            asked = [told.proposal for told in story.receipt.told if told.tells is Tells.PROPOSED]
            coming_back.agree(story.receipt, asked[-1], new_id(), when)
        case "take" | "hold" | "spam" if story.held is None:
            _take(story, then, when)
        case _:
            _by_a_member(story, then, text, when)


def _take(story: Story, then: Then, when: datetime.datetime) -> None:
    """Take it in: just so, to look after it, or as spam."""
    group = story.group(then.by)
    envelope = [told.envelope for told in story.receipt.told if told.tells in {Tells.SENT, Tells.HANDED}][-1]
    inbox = taking.inbox(boxes.fresh(group))
    shelf = SPAM if then.do == "spam" else OPEN
    story.held = taking.take(group, inbox.find(envelope), when, shelf, group.me.id if then.do == "hold" else 0)


def _by_a_member(story: Story, then: Then, text: str, when: datetime.datetime) -> None:
    group = story.group(then.by)
    held = story.taken(group)
    match then.do:
        case "hold":
            story.held = answering.held_by(group, held, group.me.id)
        case "answer":
            story.held = answering.answer(group, held, text, when)
        case "propose":
            story.held = tellings.propose(group, held, when)
        case "publish":
            story.held = tellings.publish(group, held, when)
        case "seen":
            story.held = answering.seen(group, held)
        case "cover":
            story.held = covering.cover(group, held, then.words, (), ())
        case "close":
            story.held = closing.close(group, held, when, text)
        case "spam":
            story.held = closing.spam(group, held, when)
        case "hand":
            to = story.open[then.to]
            handing.hand_on(group, held, handing.To(to.mailbox, to.public_name), when)
            story.circle, story.held = to.circle, None
        case _:
            raise NotImplementedError(then.do)
