"""Objects of HSDS as rows of the library: text by column, as a CSV file would have them."""

import re
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.text import slugify

from toolbox.library.columns import BETWEEN, BY_NAME, FORMULA, RESERVED, Wrong, read_cell
from toolbox.library.hsds.identity import identify
from toolbox.library.hsds.plain import plain, shortened, shown, without_tags
from toolbox.library.hsds.reading import Found
from toolbox.library.hsds.resources import RENAMED
from toolbox.library.vocabulary import Kind, LinkSource, Origin, Status

STATES = {
    "active": Status.ACTIVE,
    "inactive": Status.DORMANT,
    "temporarily closed": Status.DORMANT,
    "defunct": Status.CLOSED,
}
_ID = re.compile(r"[\x21-\x7e]{1,80}")
MOST_TEXT = 5_000  # characters of a resource's text that are looked at
Row = dict[str, str]


class Entry(NamedTuple):
    """One entry of a file: where it stands, what it is, its id there, its row, and what was left out of it.

    `global_id` is whether the id is a UUID, which nobody else uses. `run_by` is a service's organization.
    """

    where: str
    what: str
    id: str
    global_id: bool
    row: Row
    remarks: tuple[str, ...] = ()
    run_by: str = ""


def entry(found: Found) -> Entry:
    """The entry that an object stands for. Raises Wrong with a sentence."""
    whole = found.whole
    if not isinstance(whole, dict):
        raise Wrong("This must be an object, in curly brackets.")
    what = found.what or _kind_of(whole)
    identifier = _id(whole.get("id"))
    remarks: list[str] = []
    run_by = ""
    if what == "resource":
        row = _from_resource(whole)
    else:
        row = _from_listing(whole, what, identifier, remarks)
        run_by = _run_by(whole)
    return Entry(found.where, what, identifier, _is_uuid(identifier), row, tuple(remarks), run_by)


def _kind_of(whole: dict[str, Any]) -> str:
    if "slug" in whole and "kind" in whole:
        return "resource"
    if "status" in whole or "organization_id" in whole or "organization" in whole:
        return "service"
    if "name" in whole and ("description" in whole or "website" in whole):
        return "organization"
    raise Wrong("This is not a service (with a status), an organization (with a description) or a resource.")


def _id(value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _ID.fullmatch(text):
        raise Wrong("Its id must be a text of 1 to 80 plain characters, such as a UUID.")
    return text.lower() if _is_uuid(text) else text


def _is_uuid(text: str) -> bool:
    try:
        return len(text) == 36 and bool(UUID(text))
    except ValueError:
        return False


def _run_by(whole: dict[str, Any]) -> str:
    nested = whole.get("organization")
    value = whole.get("organization_id") or (nested.get("id") if isinstance(nested, dict) else "")
    return value.lower() if isinstance(value, str) and _is_uuid(value) else str(value or "")[:80]


def _from_resource(whole: dict[str, Any]) -> Row:
    """The columns of a resource, word for word. Whatever the library could not keep is Wrong."""
    row: Row = {}
    for name in BY_NAME:
        value = whole.get(RENAMED.get(name, name))
        if name == "category" and not value:
            row[name] = ""  # whoever reviews it chooses one
            continue
        try:
            row[name] = _resource_text(name, value)
            read_cell(name, row[name], {})
        except Wrong as wrong:
            raise Wrong(f"{name}: {wrong}") from None
    return row


def _resource_text(name: str, value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True if name == "guess":
            return "yes"
        case str() if len(value) > MOST_TEXT:
            raise Wrong(f"This is {len(value):,} characters long, more than any column takes.")
        case str():
            return shown(without_tags(value))
        case int() if name in {"since", "until"} and not isinstance(value, bool):
            return str(value)
        case list() if all(isinstance(part, str) and ";" not in part for part in value):
            return BETWEEN.join(shown(without_tags(part)) for part in value)
    raise Wrong("This is not of the right type.")


def _from_listing(whole: dict[str, Any], what: str, identifier: str, remarks: list[str]) -> Row:
    """The columns of a service or an organization. What a column cannot keep is left out with a remark."""
    keep = _Keeper(remarks)
    name = keep.text("name", whole.get("name"))
    if not name:
        raise Wrong("It has no name.")
    maker = whole.get("organization")
    address = keep.cell("url", _string(whole.get("url" if what == "service" else "website")))
    languages = [code for item in _dicts(whole.get("languages")) if (code := _language(item, keep))]
    phones = [_string(item.get("number")) for item in _dicts(whole.get("phones"))]
    places = [plain(_string(item.get("name"))) for item in _dicts(whole.get("service_areas"))]
    areas = [place.replace(";", ",") for place in places if place]
    state = _string(whole.get("status")).lower()
    row = {
        "slug": slug_of(name, identifier),
        "name": name,
        "kind": Kind.ORGANISATION.value,
        "maker": keep.text("maker", maker.get("name")) if isinstance(maker, dict) else "",
        "place": keep.text("place", _place(whole)),
        "areas": keep.cell("areas", BETWEEN.join(dict.fromkeys(areas))),
        "category": "",
        "url": address,
        "link_source": (LinkSource.UNCHECKED if address else LinkSource.NONE).value,
        "phone": next((kept for number in phones if (kept := keep.cell("phone", number))), ""),
        "status": STATES.get(state, Status.UNKNOWN).value,
        "languages": BETWEEN.join(dict.fromkeys(languages)),
        "offers": keep.text("offers", whole.get("description")),
        "for_whom": keep.text("for_whom", whole.get("eligibility_description")),
        "origin": Origin.ADDED.value,
        "looked_on": keep.cell("looked_on", _string(whole.get("assured_date"))[:10]),
    }
    return {name: row.get(name, "") for name in BY_NAME}


def slug_of(name: str, identifier: str) -> str:
    """A slug from a name; from its id where the name has no Latin letters or the slug is taken by a page."""
    slug = slugify(name)[:60].strip("-_").replace("_", "-")
    slug = re.sub(r"-{2,}", "-", slug)
    return slug if slug and slug not in RESERVED else with_mark(slug or "entry", identifier)


def with_mark(slug: str, identifier: str) -> str:
    """The slug with a few letters made from an id, to tell it from another of the same name."""
    return f"{slug}-{identify('mark', identifier)[:8]}"


class _Keeper:
    """Keeps what fits into columns, and remarks on what does not."""

    def __init__(self, remarks: list[str]) -> None:
        self.remarks = remarks

    def text(self, column: str, value: Any) -> str:
        whole = plain(_string(value)).lstrip("".join(FORMULA) + " ")
        kept = shortened(whole, BY_NAME[column].most)
        if kept != whole:
            self.remarks.append(f"{column}: It was shortened to {BY_NAME[column].most} characters.")
        return kept

    def cell(self, column: str, value: str) -> str:
        text = plain(value)
        try:
            read_cell(column, text, {})
        except Wrong as wrong:
            self.remarks.append(f"{column}: {wrong} It was left out.")
            return ""
        return text


def _language(item: dict[str, Any], keep: _Keeper) -> str:
    code = _string(item.get("code")).strip()
    return keep.cell("languages", code) if code else ""


def _place(whole: dict[str, Any]) -> str:
    for location in _dicts(whole.get("locations")) + _dicts(whole.get("service_at_locations")):
        inner = location.get("location")
        place = inner if isinstance(inner, dict) else location
        for address in _dicts(place.get("addresses")):
            words = [_string(address.get("city")), _string(address.get("state_province"))]
            if any(words):
                return ", ".join(word for word in words if word)
    return ""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
