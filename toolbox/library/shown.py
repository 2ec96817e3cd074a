"""An entry as a page shows it: every word made ready in one language, before a template sees it."""

from datetime import date
from urllib.parse import urlencode

import msgspec
import phonenumbers
from babel import Locale
from babel.dates import format_date
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from toolbox.library import categories
from toolbox.library.links.verdict import Verdict
from toolbox.library.models import Experience, Resource
from toolbox.library.vocabulary import Kind, LinkSource, Origin, Status, Warn

TRANSLATED = "es"  # the language that has columns of its own


class Words(msgspec.Struct, frozen=True):
    """A text with the attribute that says its language, where that is not the page's."""

    text: str
    attribute: SafeString = SafeString("")

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


class Named(msgspec.Struct, frozen=True):
    """A word that leads to a page."""

    name: str
    url: str


class Shown(msgspec.Struct, frozen=True):
    """One entry in one language."""

    slug: str
    url: str
    name: Words
    kind: str
    maker: Words
    place: Words
    years: Words
    offers: Words
    for_whom: Words
    languages: str
    licence: Words
    status: str
    status_value: str
    phone: str
    phone_link: str
    link: str
    link_host: str
    link_source: str
    link_news: str
    link_state: str
    moved_to: str
    category: Named
    kits: tuple[Named, ...]
    warnings: tuple[str, ...]
    origin: str
    guess: bool
    looked_on: str


def locale() -> Locale:
    """Babel's locale for the language of this request."""
    language = to_locale(get_language() or "en")
    return Locale.parse("en_GB" if language == "en" else language)  # days as 3 March 2026, weeks from Monday


def day(when: date) -> str:
    """A day in words, such as 3 March 2026."""
    return format_date(when, "long", locale=locale())


def words(resource: Resource, name: str) -> Words:
    """A column in the page's language, or in English and marked as such."""
    language = get_language() or "en"
    text: str = getattr(resource, name)
    if language.startswith(TRANSLATED):
        return Words(
            getattr(resource, f"{name}_es") or text, _english(bool(text) and not getattr(resource, f"{name}_es"))
        )
    return Words(text, _english(bool(text) and not language.startswith("en")))


_ENGLISH = mark_safe(' lang="en" dir="ltr"')


def _english(foreign: bool) -> SafeString:
    return _ENGLISH if foreign else SafeString("")


def in_language(english: str, spanish: str) -> str:
    """Of two texts that always exist, the one for this page."""
    return spanish if (get_language() or "en").startswith(TRANSLATED) else english


def language_names(codes: list[str]) -> list[str]:
    """The names of languages, in the language of the page."""
    here = locale()
    return [Locale.parse(code, sep="-").get_display_name(here) or code for code in codes]


def listed_browse(**query: str) -> str:
    """The address of the list, narrowed down."""
    return f"{reverse('library:browse')}?{urlencode(query)}"


def show(resource: Resource, verdict: Verdict) -> Shown:
    """Make an entry ready for the language of this request."""
    languages = [*language_names(resource.languages), words(resource, "languages_note").text]
    return Shown(
        slug=resource.slug,
        url=reverse("library:resource", args=[resource.slug]),
        name=words(resource, "name"),
        kind=str(Kind(resource.kind).label),
        maker=words(resource, "maker"),
        place=words(resource, "place"),
        years=words(resource, "years"),
        offers=words(resource, "offers"),
        for_whom=words(resource, "for_whom"),
        languages=", ".join(text for text in languages if text),
        licence=words(resource, "licence"),
        status=str(Status(resource.status).label),
        status_value=resource.status,
        phone=resource.phone,
        phone_link=_phone_link(resource.phone),
        link=resource.url,
        link_host=resource.url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www."),
        link_source=str(LinkSource(resource.link_source).label),
        link_news=link_news(verdict) if resource.url else "",
        link_state=verdict.state if resource.url else "none",
        moved_to=verdict.moved_to,
        category=_category(resource.category),
        kits=tuple(
            Named(in_language(project.name, project.name_es), listed_browse(kit=project.slug))
            for project in categories.projects()
            if project.slug in resource.kits
        ),
        warnings=tuple(str(Warn(warning).label) for warning in resource.warnings),
        origin=str(Origin(resource.origin).label),
        guess=resource.guess,
        looked_on=day(resource.looked_on) if resource.looked_on else "",
    )


class ShownExperience(msgspec.Struct, frozen=True):
    """How it went for somebody, in their own words; who and where as far as they said so."""

    heading: str
    parts: tuple[tuple[str, str], ...]  # a question and its answer
    attribute: SafeString  # the language of the answers, where that is not the page's
    day: str


def told(experience: Experience) -> ShownExperience:
    """Make an experience ready for the language of this request."""
    facts = (experience.who or _("Somebody"), experience.place, str(experience.year or ""))
    answers = (
        (_("What we did"), experience.did),
        (_("What worked"), experience.worked),
        (_("What did not"), experience.failed),
    )
    here = (get_language() or "en").split("-")[0] == experience.language.split("-")[0]
    return ShownExperience(
        heading=" · ".join(filter(None, facts)),
        parts=tuple((says, text) for says, text in answers if text),
        attribute=SafeString("") if here else format_html(' lang="{}" dir="auto"', experience.language),
        day=_("Published on %(day)s") % {"day": day(experience.published_on)},
    )


def _phone_link(phone: str) -> str:
    """An address that a phone dials (RFC 3966)."""
    if not phone.startswith("+"):
        return f"tel:{phone}"
    return phonenumbers.format_number(phonenumbers.parse(phone, None), phonenumbers.PhoneNumberFormat.RFC3966)


def _category(slug: str) -> Named:
    found = categories.find(slug)
    if found is None:  # a word that content/ no longer has
        return Named(slug, reverse("library:categories"))
    return Named(in_language(found.name, found.name_es), reverse("library:category", args=[slug]))


def link_news(verdict: Verdict) -> str:
    """What the link checks found, as a sentence."""
    last = day(verdict.answered_on) if verdict.answered_on else ""
    match verdict.state:
        case "ok":
            return _("It answered on %(day)s.") % {"day": last}
        case "moved":
            return _("It answered on %(day)s, from a new address.") % {"day": last}
        case "gone":
            return _("It was gone on the last days on which we asked. An archive on the web may still have it.")
        case "refused":
            return _("It refuses to answer our check. It may well open in your browser.")
        case "unsure":
            if last:
                return _("It did not answer the last time we asked. Before that it answered on %(day)s.") % {
                    "day": last
                }
            return _("It has not answered our check yet.")
        case _:
            return _("Our program has not asked yet whether it answers.")
