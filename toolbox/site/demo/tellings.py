"""How it went for somebody with a kind of project: told on its page, agreed on word for word, published."""

import datetime

from toolbox.kernel.circles.group import Group
from toolbox.kernel.intake.acts import proposing
from toolbox.kernel.intake.records import Submission
from toolbox.kernel.projects.kits import finding
from toolbox.kernel.vault.held import Held
from toolbox.library import experiences
from toolbox.library.curating import telling as texts
from toolbox.library.curating.telling import Telling
from toolbox.library.sealed import KIT, About


def about(slug: str, language: str) -> About:
    """A kind of project, as its page says what somebody tells about. Raises KeyError where there is no such kit."""
    name = finding.kits()[slug].name
    return About(KIT + slug, name, name.here(language))


def propose(group: Group, held: Held[Submission], when: datetime.datetime) -> Held[Submission]:
    """Ask whether what was sent may be published as it stands."""
    given = texts.first(held.value)
    name = finding.kits()[given["about"].removeprefix(KIT)].name.here(held.value.language)
    telling = Telling(
        about=given["about"],
        name=name,
        did=given["did"],
        worked=given["worked"],
        failed=given["failed"],
        who=given["who"],
        place=given["place"],
        language=given["language"],
    )
    text = texts.text(telling, held.value.language)
    return proposing.propose(group, held, text, when, texts.pack(telling))


def publish(group: Group, held: Held[Submission], when: datetime.datetime) -> Held[Submission]:
    """Show what was agreed to. Raises LookupError where nothing was."""
    proposal = proposing.agreed(held)
    telling = texts.kept(proposal)
    if proposal is None or telling is None:
        raise LookupError
    number = experiences.publish(telling.told, when.date())
    return proposing.published(group, held.now(news=False), proposal, number, when)
