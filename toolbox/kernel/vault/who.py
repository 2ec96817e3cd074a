"""Who is a member of a circle: whoever holds a root whose public key is the one in the circle's row."""

import hmac

from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.models import CircleRow


def is_member(circle: int, keys: CircleKeys) -> bool:
    """Whether these keys are the circle's of today. No such circle: no."""
    row = CircleRow.objects.filter(pk=circle).values_list("epoch", "public_key").first()
    return row is not None and row[0] == keys.epoch and hmac.compare_digest(bytes(row[1]), keys.public)
