"""A sheet laid out for the printer, in a language, with what a project puts onto it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.printing import slips
from toolbox.kernel.printing.slips import Slip
from toolbox.kernel.projects.sheets.written import Part, Sheet

LABELS = 30


@dataclass(frozen=True)
class Filled:
    """What is put onto a sheet; empty lines where there is nothing."""

    name: str = ""
    phone: str = ""
    checked: str = ""  # who checked it, when and for which place
    labels: tuple[str, ...] = ()  # addresses for labels and envelopes, each with its lines


def laid(sheet: Sheet, language: str, filled: Filled = Filled()) -> list[Slip]:
    """The sheet as slips for `printed`."""
    if sheet.labels:
        return [Slip(title="", parts=(slips.Labels(texts=filled.labels or ("",) * LABELS),))]
    page = _Page(language, filled)
    with override(language):
        page.band, page.on_cards = _bands(sheet.band, filled.checked)
    foot = (page.here(sheet.foot), filled.name, filled.phone)
    made = Slip(
        title="" if sheet.bare else page.here(sheet.title),
        lead=page.here(sheet.lead),
        parts=tuple(page.parts(sheet.part)),
        foot=" · ".join(words for words in foot if words),
    )
    return [made]


def _bands(kind: str, checked: str) -> tuple[str, str]:
    """What stands on each page of a sheet that must be checked, and on each card that is cut out of it."""
    if not kind:
        return "", ""
    if checked:
        says = _("Checked here: %(who)s") % {"who": checked}
        return says, says
    if kind == "law":
        return (
            _("Not checked here yet. Law differs from place to place: ask a lawyer before you rely on this."),
            _("Not checked here yet: ask a lawyer."),
        )
    return (
        _("Not checked here yet. Ask somebody with medical training before you rely on this."),
        _("Not checked here yet: ask a medic."),
    )


@dataclass
class _Page:
    """What all parts of a sheet share."""

    language: str
    filled: Filled
    band: str = ""
    on_cards: str = ""

    def here(self, both: Both) -> str:
        """The words in the language, with name and number, or lines to write them on."""
        name, phone = self.filled.name or "________", self.filled.phone or "________________"
        return both.here(self.language).replace("{name}", name).replace("{phone}", phone)

    def all(self, texts: tuple[Both, ...]) -> tuple[str, ...]:
        """The same for several."""
        return tuple(self.here(both) for both in texts)

    def parts(self, parts: tuple[Part, ...]) -> Iterator[slips.Part]:
        """The parts as they are printed, the band first on every page."""
        if self.band:
            yield slips.Warn(words=self.band)
        for part in parts:
            yield self.part(part)
            if self.band and part.kind == "page":
                yield slips.Warn(words=self.band)

    def part(self, part: Part) -> slips.Part:
        """One part."""
        heading, texts, head = self.here(part.heading), self.all(part.texts), self.all(part.head)
        match part.kind:
            case "page":
                return slips.Page(heading=heading, lead=self.here(part.lead))
            case "words":
                return slips.Words(heading=heading, paragraphs=texts)
            case "warn":
                return slips.Warn(heading=heading, words=" ".join(texts))
            case "huge":
                return slips.Huge(lines=texts)
            case "steps":
                return slips.Steps(heading=heading, steps=texts)
            case "boxes":
                return slips.Boxes(heading=heading, items=texts)
            case "blank":
                return slips.Blank(heading=heading, label=" ".join(texts), lines=part.rows, tall=part.tall)
            case "fields":
                return slips.Fields(heading=heading, labels=texts, columns=part.columns or 1)
            case "rows":
                pairs = tuple((self.here(one), self.here(other)) for one, other in part.pairs)
                named = (head[0], head[1]) if len(head) == 2 else None
                return slips.Rows(heading=heading, rows=pairs, head=named, narrow=part.narrow)
            case "around":
                return slips.Around(heading=heading, middle=" ".join(texts), near=part.near, far=part.far)
            case "tree":
                return slips.Tree(heading=heading, near=part.near, far=part.far)
            case "grid" | "cards" | "envelope":
                return self.with_lines(part, heading, texts, head)

    def with_lines(self, part: Part, heading: str, texts: tuple[str, ...], head: tuple[str, ...]) -> slips.Part:
        """What has labels with a line to write on beside or below them."""
        if part.kind == "grid":
            first = self.all(part.first)
            return slips.Grid(heading=heading, head=head, rows=part.rows, first=first, widths=part.widths)
        if part.kind == "envelope":
            to = self.filled.labels or ("",) * part.count
            return slips.Envelope(heading=heading, sender=head, labels=texts, to=to)
        return slips.Cards(
            title=heading,
            lines=texts,
            blanks=head,
            ticks=self.all(part.ticks),
            count=part.count,
            columns=part.columns or 2,
            tick_columns=part.tick_columns,
            numbered=part.numbered,
            band=self.on_cards,
        )
