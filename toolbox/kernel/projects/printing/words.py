"""A kit as the words of its booklet, in the language that is switched on."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.kernel.intake.questions import Both
from toolbox.kernel.projects.kits.kit import HEADINGS, Kit
from toolbox.kernel.projects.printing.blocks import Band, Block, Facts, Par, Point, Section, Todo, prose
from toolbox.kernel.projects.printing.booklet import Booklet, Entry, Moment, Tonight
from toolbox.kernel.projects.sheets.sheet import sheets


def labels() -> dict[str, str]:
    """Every label of `booklet.LABELS`."""
    return {
        "from_library": _("From the library"),
        "folding": _(
            "Print on both sides and turn over on the short edge. Keep the sheets in order, fold the pile in "
            "the middle, and put two staples or a thread through the fold."
        ),
        "how_to_fold": _("How to make this booklet."),
        "notes": _("Notes"),
    }


def booklet(kit: Kit, language: str, entries: Mapping[str, Entry], colophon: Sequence[str] = ()) -> Booklet:
    """All of a kit. `entries` are those of the library that it names, by slug, in the order of the booklet."""
    words = _Words(kit, language, {slug: number for number, slug in enumerate(entries, 1)})
    return Booklet(
        name=words.here(kit.name),
        summary=words.here(kit.summary),
        language=language,
        labels=labels(),
        tonight=words.tonight(),
        sections=tuple(section for section in words.sections() if section.blocks),
        entries=tuple(entries.values()),
        colophon=tuple(colophon),
    )


class _Words:
    """A kit that is being read in one language."""

    def __init__(self, kit: Kit, language: str, numbers: Mapping[str, int]) -> None:
        self.kit, self.language, self.numbers = kit, language, numbers
        self.roles = {role.name: self.said("role", place)["says"] for place, role in enumerate(kit.english.role)}

    def here(self, both: Both) -> str:
        """In the language of the booklet."""
        return both.here(self.language)

    def said(self, name: str, place: int) -> dict[str, str]:
        """The texts of a piece of a list."""
        return {key: self.here(both) for key, both in self.kit.lists[name][place].says.items()}

    def all(self, name: str) -> list[dict[str, str]]:
        """The texts of all of a list."""
        return [self.said(name, place) for place in range(len(self.kit.lists[name]))]

    def tonight(self) -> Tonight:
        """The first page."""
        facts = self.kit.english.tonight
        says = _("Tonight: %(people)s people, %(minutes)s minutes, these things")
        evening = zip(self.kit.english.evening, self.all("evening"), strict=True)
        return Tonight(
            says=says % {"people": facts.people, "minutes": facts.minutes},
            things=tuple(map(self.here, self.kit.things)),
            evening=tuple(Moment(minutes=f"{one.minutes}′", what=it["what"], how=it["how"]) for one, it in evening),
        )

    def sections(self) -> Iterator[Section]:
        """Everything after the first page, in the order in which it is needed."""
        yield Section(title=_("What it takes"), blocks=(Facts(rows=tuple(self.takes())),))
        headings = HEADINGS.get(self.language.partition("-")[0], HEADINGS["en"])
        for heading, both in zip(headings, self.kit.guide, strict=True):
            yield Section(title=heading, blocks=prose(self.here(both), self.numbers))
        yield Section(title=_("The first month"), blocks=tuple(self.month()))
        campaign = tuple(Point(what=it["what"], text=it["how"]) for it in self.all("campaign"))
        yield Section(title=_("When you go public for somebody"), blocks=campaign)
        rows = tuple((it["says"], it["what"]) for it in self.all("role"))
        decides = Par(runs=(("", self.here(self.kit.lines["decides"])),))
        yield Section(title=_("Who does what, and who decides"), blocks=(Facts(rows=rows), decides))
        wrong = tuple(Point(what=it["what"], text=it["did"]) for it in self.all("wrong"))
        yield Section(title=_("How it goes wrong, and what others did"), blocks=wrong)
        yield Section(title=_("Safety and law"), blocks=tuple(self.safety()))
        yield Section(title=_("What is written down, and what never is"), blocks=tuple(self.written()))
        ends = Par(runs=(("", self.here(self.kit.lines["ends"])),))
        yield Section(title=_("How it ends well"), blocks=(ends,))
        yield Section(title=_("Sheets to print"), blocks=tuple(self.sheets()))

    def takes(self) -> Iterator[tuple[str, str]]:
        """What it takes."""
        names = (
            ("people", _("People")),
            ("hours", _("Hours")),
            ("money", _("Money")),
            ("place", _("Place")),
            ("skills", _("Skills")),
        )
        yield from ((says, self.here(self.kit.lines[name])) for name, says in names)

    def month(self) -> Iterator[Block]:
        """Its steps as boxes to tick."""
        known = sheets()
        for step, it in zip(self.kit.english.step, self.all("step"), strict=True):
            small = [self.roles.get(step.role, "")]
            if step.sheet in known:
                small.append(_("Sheet: %(name)s") % {"name": self.here(known[step.sheet].title)})
            yield Todo(
                when=" · ".join([_when(step.day), *([_("before anything goes out")] if step.required else [])]),
                what=it["what"],
                why=it["why"],
                small=" · ".join(filter(None, small)),
            )

    def safety(self) -> Iterator[Block]:
        """Law, health and safety below their band."""
        kinds = {"law": _("Law"), "health": _("Health"), "safety": _("Safety")}
        if self.kit.english.safety:
            yield Band(
                words=_(
                    "Not checked here yet. Law and medicine differ from place to place and change: ask somebody who "
                    "knows before you rely on this."
                )
            )
        for one, it in zip(self.kit.english.safety, self.all("safety"), strict=True):
            small = ", ".join(filter(None, (it["where"], str(one.year or ""))))
            yield Point(what=kinds[one.kind], text=it["text"], small=small)

    def written(self) -> Iterator[Block]:
        """What is written down, and what never is."""
        yield from (Par(runs=(("", it["text"]),), mark="•") for it in self.all("written"))
        if self.kit.lists["never"]:
            yield Par(runs=(("bold", _("Never:")),))
        yield from (Par(runs=(("", it["text"]),), mark="•") for it in self.all("never"))

    def sheets(self) -> Iterator[Block]:
        """Its sheets by name, with what each is for."""
        known = sheets()
        for name in named_sheets(self.kit):
            yield Point(what=self.here(known[name].title), text=self.here(known[name].about))


def named_sheets(kit: Kit) -> list[str]:
    """The sheets that a kit names, once each, in its order."""
    english = kit.english
    named = dict.fromkeys([*english.sheets, *(step.sheet for step in english.step)])
    return [name for name in named if name in sheets()]


def _when(day: int) -> str:
    if not day:
        return _("that evening")
    return ngettext("%(count)d day after", "%(count)d days after", day) % {"count": day}
