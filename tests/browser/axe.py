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
# Each colour has nine private fields, for old browsers in as many weak maps. A symbol does the same.
PRIVATE = """class { constructor() { this.key = Symbol(); }
  has(one) { return this.key in one; }
  get(one) { return one[this.key]; }
  set(one, value) { one[this.key] = value; return this; }
  add(one) { return this.set(one, true); }
  delete(one) { return delete one[this.key]; } }"""
SCRIPT = f"((WeakMap, WeakSet) => {{{Axe().axe_script}}})({PRIVATE}, {PRIVATE})" + KNOWN_COLOURS
RUN = "options => window.axe ? axe.run(document, options).then(result => result.violations) : null"


def nothing_in_the_way(page: Page, where: str) -> None:
    """Nothing that axe knows of stands in somebody's way."""
    # Its wrapper would bring along what every rule found well, which takes three times as long.
    options = {**RULES, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] | None = page.evaluate(RUN, options)
    if found is None:  # a page that was looked at before has it still
        page.evaluate(SCRIPT)
        found = page.evaluate(RUN, options)
    assert found is not None
    assert not found, f"{where}\n" + "\n".join(f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found)
