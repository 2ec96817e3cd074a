"""Which column of a spreadsheet holds what: guessed by the words above it, in English and Spanish."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from toolbox.kernel.records.folding import fold
from toolbox.tools.needs.tables.table import Row

LOOKED_AT: Final = 5  # rows among which the headings are looked for
_SIGNS: Final = re.compile(r"[^\w]+")


class Target(StrEnum):
    """Where a column goes."""

    SKIP = ""
    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    STREET = "street"
    ZONE = "zone"
    LANGUAGE = "language"
    WANTS = "wants"  # for offers: what they can do
    WORDS = "words"
    PEOPLE = "people"
    ADULTS = "adults"
    CHILDREN = "children"
    CAME = "came"
    BY_DAY = "by_day"
    URGENCY = "urgency"
    SAFE = "safe"
    LIMITS = "limits"
    MORE = "more"  # into their words, with its heading; any number of columns


FOR_ASKS: Final = tuple(one for one in Target if one is not Target.LIMITS)
FOR_OFFERS: Final = tuple(
    one for one in Target if one not in {Target.PEOPLE, Target.ADULTS, Target.CHILDREN, Target.BY_DAY, Target.URGENCY}
)

# Folded, and the longest that occurs in a heading decides: "zip code" is not "code", "needed by" is not "need".
_WORDS: Final[Mapping[Target, tuple[str, ...]]] = {
    Target.NAME: (
        "name",
        "full name",
        "first name",
        "nombre",
        "nombre completo",
        "contact name",
        "who",
        "quien",
        "quien lo necesita",
    ),
    Target.PHONE: (
        *("phone", "phone number", "telephone", "tel", "mobile", "cell", "cell number", "whatsapp", "signal"),
        *("telefono", "numero de telefono", "numero", "number", "celular", "movil", "contact number"),
    ),
    Target.MAIL: ("email", "e mail", "mail", "email address", "e mail address", "correo", "correo electronico"),
    Target.STREET: (
        *("address", "street", "street address", "cross streets", "crossing", "location", "place", "where"),
        *("direccion", "calle", "cruce", "lugar", "donde", "ubicacion", "delivery address", "home address"),
    ),
    Target.ZONE: (
        *("zone", "neighborhood", "neighbourhood", "area", "district", "part of town", "borough", "zip", "zip code"),
        *("postcode", "zona", "barrio", "colonia", "distrito", "codigo postal", "area code of town"),
    ),
    Target.LANGUAGE: (
        *("language", "languages", "spoken language", "preferred language", "idioma", "idiomas", "lengua", "lenguas"),
        *("language spoken", "languages spoken"),
    ),
    Target.WANTS: (
        *("need", "needs", "category", "categories", "request type", "type of need", "type of request", "type of help"),
        *("what do you need", "what is needed", "item", "items", "support needed", "request", "skill", "skills"),
        *("can", "can do", "what can you do", "how can you help", "offer", "offers", "help offered"),
        *("necesidad", "necesidades", "categoria", "tipo de ayuda", "que necesita", "que necesitas", "pedido"),
        *("necesita", "necesitan", "necesito", "necesitamos", "lo que necesita", "lo que necesitan", "que necesitan"),
        *("se necesita", "lo que se necesita", "que se necesita", "hace falta", "que hace falta", "lo que hace falta"),
        *("solicitud", "habilidades", "oferta", "que puede hacer", "que puedes hacer", "como puede ayudar"),
    ),
    Target.WORDS: (
        *("notes", "note", "details", "detail", "description", "comment", "comments", "message", "anything else"),
        *(
            "other",
            "additional information",
            "more information",
            "in your own words",
            "special requests",
            "remarks",
            "remark",
        ),
        *(
            "notas",
            "nota",
            "detalles",
            "descripcion",
            "comentario",
            "comentarios",
            "mensaje",
            "algo mas",
            "otros",
            "observaciones",
        ),
    ),
    Target.PEOPLE: (
        *("household", "household size", "people", "how many people", "number of people", "people in household"),
        *("family size", "size of household", "persons", "personas", "cuantas personas", "numero de personas"),
        *("tamano del hogar", "hogar", "personas en el hogar", "headcount"),
        *("how many people in your household", "number of people in household", "people in your household"),
        *("cuantas personas viven en el hogar", "numero en el hogar", "number in household", "how many in household"),
    ),
    Target.ADULTS: (
        *("adults", "number of adults", "how many adults", "adultos", "adultas", "numero de adultos"),
        *("personas adultas", "cuantas personas adultas"),
    ),
    Target.CHILDREN: (
        *("children", "kids", "number of children", "how many children", "minors", "ninos", "hijos", "menores"),
        *("children under 18", "cuantos ninos", "numero de ninos", "menores de 18 anos"),
    ),
    Target.CAME: (
        *("timestamp", "date", "created", "created at", "created time", "submitted", "submitted at", "asked on"),
        *("date of request", "request date", "date received", "date submitted", "submission date", "received", "when"),
        *(
            "marca temporal",
            "fecha",
            "creado",
            "enviado",
            "fecha de solicitud",
            "fecha de envio",
            "fecha del pedido",
            "cuando",
        ),
    ),
    Target.BY_DAY: (
        *("needed by", "need by", "due", "due date", "deadline", "by when", "date needed", "when needed"),
        *("when do you need it", "para cuando", "fecha limite", "fecha necesaria", "cuando lo necesita"),
        *("cuando lo necesitan", "para cuando lo necesita", "fecha en que lo necesita", "necesita para el dia"),
    ),
    Target.URGENCY: ("urgency", "urgent", "priority", "how urgent", "urgencia", "urgente", "prioridad"),
    Target.SAFE: (
        *("best time to call", "when to call", "best way to reach you", "contact preference", "safe to call"),
        *("preferred contact", "preferred contact method", "mejor hora para llamar", "como contactar"),
    ),
    Target.LIMITS: ("limits", "cannot", "restrictions", "limites", "no puede", "restricciones", "limitations"),
}
_NEVER: Final = (
    *("birth", "dob", "age", "gender", "race", "ethnicity", "immigration", "status", "ssn", "social security"),
    *("income", "nacimiento", "edad", "genero", "raza", "etnia", "migratorio", "estado", "seguro social", "ingresos"),
)
"""Nobody needs these for an errand: such a column is left out unless somebody chooses otherwise."""


def guess(headings: Sequence[str], targets: Iterable[Target]) -> tuple[Target, ...]:
    """A target for each heading. None is given twice; what nobody knows is left out."""
    allowed, scored = set(targets), []
    for place, heading in enumerate(headings):
        said = _plain(heading)
        for target, score in _scores(said).items():
            if target in allowed:
                scored.append((-score, place, target))
    found: dict[int, Target] = {}
    for _score, place, target in sorted(scored):
        if place not in found and target not in found.values():
            found[place] = target
    return tuple(found.get(place, Target.SKIP) for place in range(len(headings)))


def _plain(heading: str) -> str:
    return f" {_SIGNS.sub(' ', fold(heading)).replace('_', ' ').strip()} "


def _scores(said: str) -> dict[Target, int]:
    """How well each target fits: by the longest of its words that occurs; more where that is all that is said."""
    if any(f" {word} " in said for word in _NEVER):
        return {}
    found = {}
    for target, words in _WORDS.items():
        best = max((len(word) for word in words if f" {word} " in said), default=0)
        if best:
            found[target] = best + (1_000 if said.strip() in words else 0)
    return found


def headings_in(rows: Sequence[Row], targets: Iterable[Target]) -> int:
    """The place of the row that looks most like headings, among the first; 0 is the first, -1 none does."""
    allowed = tuple(targets)
    counts = [sum(target is not Target.SKIP for target in guess(row.cells, allowed)) for row in rows[:LOOKED_AT]]
    return counts.index(max(counts)) if counts and max(counts) > 0 else -1


def twice(columns: Iterable[Target]) -> frozenset[Target]:
    """Targets that more than one column has and only one can have."""
    seen: set[Target] = set()
    found = set()
    for target in columns:
        if target in seen and target not in {Target.SKIP, Target.MORE}:
            found.add(target)
        seen.add(target)
    return frozenset(found)
