"""How link checks behave: how many go at once, how long they pause, and how they introduce themselves."""

from dataclasses import dataclass

from toolbox.kernel.outside.asking import Patience

USER_AGENT = "MutualAidToolbox link check"
MOST_REDIRECTS = 8


@dataclass(frozen=True, slots=True)
class Manners(Patience):
    """Times are in seconds."""

    at_once: int = 8  # requests at the same time, never two to one host
    pause: float = 2.0  # between two requests to one host
