"""The fixed words of the booklet and the sheet, in the language that is switched on."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def labels() -> dict[str, str]:
    """Every label of `booklet.LABELS`."""
    return {
        "address": _("Address"),
        "by": pgettext("maker of a resource", "By"),
        "contents": _("Contents"),
        "folding": _(
            "Print on both sides and turn over on the short edge. Keep the sheets in order, fold the pile in "
            "the middle, and put two staples or a thread through the fold."
        ),
        "for_whom": _("For whom"),
        "how_to_fold": _("How to make this booklet."),
        "kind": _("Kind"),
        "languages": _("Languages"),
        "licence": _("Licence"),
        "notes": _("Notes"),
        "page": _("More about it in this library"),
        "place": _("Place"),
        "status": _("Status"),
        "years": _("Years"),
    }
