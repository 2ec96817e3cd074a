"""What axe finds on a page, with AAA contrast and the size of targets."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
# It reads the few colours of a page thousands of times, in a language for every colour there is: once each is enough.
KNOWN_COLOURS = """;(() => {
  const known = new Map(), { Color } = axe.commons.color, read = Color.prototype.parseString;
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = read.call(new Color(0, 0, 0, 0), text);
      known.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(text));
  };
})()"""
SCRIPT = Axe().axe_script + KNOWN_COLOURS
RUN = "options => axe.run(document, options).then(result => result.violations)"


def nothing_in_the_way(page: Page, where: str) -> None:
    """Nothing that axe knows of stands in somebody's way."""
    # Its wrapper would bring along what every rule found well, which takes three times as long.
    if page.evaluate("typeof axe") == "undefined":  # a page that was looked at before has it still
        page.evaluate(SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, {**RULES, "resultTypes": ["violations"]})
    assert not found, f"{where}\n" + "\n".join(f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found)
