"""The library's categories as HSDS has them: one taxonomy, a term for each, linked by attributes."""

from functools import lru_cache
from typing import Any

from toolbox.library import categories
from toolbox.library.hsds.identity import identify

TAXONOMY_ID = identify("taxonomy", "categories")
TAXONOMY: dict[str, Any] = {
    "id": TAXONOMY_ID,
    "name": "Categories of the Mutual Aid Toolbox",
    "description": "The categories of the library, in the order of the list that it was founded on.",
}


def term_id(category: str) -> str:
    """The identifier of the term for a category's slug."""
    return identify("taxonomy_term", category)


@lru_cache(maxsize=256)
def _words(category: str) -> tuple[str, str]:
    found = categories.find(category)
    return (found.name, found.introduction or found.name) if found else (category, category)


def term(category: str) -> dict[str, Any]:
    """The taxonomy_term object of a category, given by its slug."""
    name, description = _words(category)
    return {
        "id": term_id(category),
        "code": category,
        "name": name,
        "description": description,
        "taxonomy": TAXONOMY["name"],
        "taxonomy_id": TAXONOMY_ID,
        "taxonomy_detail": TAXONOMY,
        "language": "en",
    }


def attributes(entity: str, slug: str, link_id: str, category: str) -> list[dict[str, Any]]:
    """What links a service, organization or resource to its category; empty without one."""
    if not category:
        return []
    return [
        {
            "id": identify("attribute", entity, slug, category),
            "link_id": link_id,
            "link_type": "category",
            "link_entity": entity,
            "taxonomy_term_id": term_id(category),
            "taxonomy_term": term(category),
        }
    ]
