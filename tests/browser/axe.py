"""What axe finds on a page, with AAA contrast and the size of targets."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
SCRIPT = Axe().axe_script
RUN = "options => axe.run(document, options).then(result => result.violations)"


def nothing_in_the_way(page: Page, where: str) -> None:
    """Nothing that axe knows of stands in somebody's way."""
    # Its wrapper would bring along what every rule found well, which takes three times as long.
    if page.evaluate("typeof axe") == "undefined":  # a page that was looked at before has it still
        page.evaluate(SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, {**RULES, "resultTypes": ["violations"]})
    assert not found, f"{where}\n" + "\n".join(f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found)
