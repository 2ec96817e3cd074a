"""What may be done to a page and its forms. Pure: drafts in, drafts out."""

import re
import unicodedata
from collections.abc import Callable, Collection

from msgspec.structs import replace

from toolbox.kernel.intake.questions import Both, Choice, Form, Question
from toolbox.kernel.projects.records import MOST_FORMS, Asking, Draft, FormDraft, Front

RESERVED = frozenset({"new", "page", "form", "forms", "receipt"})
WORDS_OF_A_SLUG = 5


class NotAllowed(Exception):
    """The rules do not allow it: too many forms, no such question."""


def slug_from(text: str, taken: Collection[str] = ()) -> str:
    """A part of an address from a name: small letters, digits, hyphens; another number where it is taken."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", plain)[:WORDS_OF_A_SLUG]
    base = "-".join(parts)[:50].strip("-") or "page"
    slug, number = base, 2
    while slug in taken or slug in RESERVED:
        slug, number = f"{base}-{number}", number + 1
    return slug


def with_front(draft: Draft, slug: str, front: Front) -> Draft:
    """With other words."""
    return replace(draft, slug=slug, front=front, changed=True)


def with_form(draft: Draft, asking: Asking, mailbox: int) -> Draft:
    """With one more form. Raises NotAllowed where there are enough."""
    if len(draft.forms) >= MOST_FORMS:
        raise NotAllowed
    title = asking.form.title
    slug = slug_from(title.en or title.es, [one.slug for one in draft.forms])
    return replace(draft, forms=(*draft.forms, FormDraft(slug=slug, mailbox=mailbox, asking=asking)), changed=True)


def without_form(draft: Draft, slug: str) -> Draft:
    """Without one of its forms."""
    return replace(draft, forms=tuple(one for one in draft.forms if one.slug != slug), changed=True)


def counted(draft: Draft, people: int) -> Draft:
    """With the number of those who read it in every form that says one."""
    forms = tuple(
        replace(one, asking=replace(one.asking, readers=people)) if one.asking.readers else one for one in draft.forms
    )
    return replace(draft, forms=forms)


def with_asking(draft: Draft, slug: str, change: Callable[[Asking], Asking]) -> Draft:
    """With one form as a function makes it. Raises NotAllowed where there is no such form."""
    if draft.form(slug) is None:
        raise NotAllowed
    forms = tuple(replace(one, asking=change(one.asking)) if one.slug == slug else one for one in draft.forms)
    return replace(draft, forms=forms, changed=True)


def with_questions(asking: Asking, change: Callable[[Form], Form]) -> Asking:
    """With its questions as a function makes them."""
    return replace(asking, form=change(asking.form))


def put_question(form: Form, question: Question, instead_of: str = "") -> Form:
    """With a question, new at the end or in the place of another. Raises ValueError where it does not fit."""
    if instead_of:
        changed = tuple(question if one.name == instead_of else one for one in form.questions)
    else:
        changed = (*form.questions, question)
    return _fitting(replace(form, questions=changed))


def without_question(form: Form, name: str) -> Form:
    """Without a question; what hung on it is asked of everybody."""
    kept = (one for one in form.questions if one.name != name)
    return replace(form, questions=tuple(_free(one, name) for one in kept))


def _free(question: Question, name: str) -> Question:
    hangs = question.only_if is not None and question.only_if.question == name
    return replace(question, only_if=None) if hangs else question


def moved(form: Form, name: str, by: int) -> Form:
    """With a question moved up (-1) or down (1). What hangs on another one never comes before it."""
    questions = list(form.questions)
    at = next((place for place, one in enumerate(questions) if one.name == name), None)
    if at is None or not 0 <= at + by < len(questions):
        return form
    questions[at], questions[at + by] = questions[at + by], questions[at]
    changed = replace(form, questions=tuple(questions))
    try:
        return _fitting(changed)
    except ValueError:
        return form


def _fitting(form: Form) -> Form:
    """The form, with what hangs on a choice that is not there any more set free. Raises ValueError."""
    before: dict[str, set[str]] = {}
    questions = []
    for one in form.questions:
        only_if = one.only_if
        if only_if is not None and only_if.question in before:
            there = tuple(choice for choice in only_if.choices if choice in before[only_if.question])
            only_if = replace(only_if, choices=there) if there else None
        questions.append(replace(one, only_if=only_if))
        before[one.name] = {choice.name for choice in one.choices}
    changed = replace(form, questions=tuple(questions))
    changed.check()
    for one in changed.questions:
        one.check()
    return changed


def name_for(form: Form, text: str) -> str:
    """A name in data for a new question."""
    taken = {one.name for one in form.questions}
    base = "q_" + slug_from(text).replace("-", "_")[:30]
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name


def choices_from(lines_en: str, lines_es: str, before: tuple[Choice, ...] = ()) -> tuple[Choice, ...]:
    """Choices from lines in English and Spanish, paired by their place. Those that stay keep their names."""
    english = [line.strip() for line in lines_en.splitlines() if line.strip()]
    spanish = [line.strip() for line in lines_es.splitlines() if line.strip()]
    longest = max(len(english), len(spanish))
    says = [
        Both(en=english[at] if at < len(english) else "", es=spanish[at] if at < len(spanish) else "")
        for at in range(longest)
    ]
    known = {(choice.says.en, choice.says.es): choice.name for choice in before}
    free = (f"c{number}" for number in range(1, 10_000))
    used = set(known.values())
    found = []
    for at, both in enumerate(says):
        same_place = before[at].name if at < len(before) and longest == len(before) else ""
        name = known.get((both.en, both.es)) or same_place or next(name for name in free if name not in used)
        used.add(name)
        found.append(Choice(name=name, says=both))
    return tuple(found)
