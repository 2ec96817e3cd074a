"""A number in a note is called with one touch, and reads in its order."""

import pytest

from toolbox.kernel.ui import markdown
from toolbox.tools.notes.calling import with_calls


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Lawyer: 555-0100, at night", "5550100"),
        ("van **(415) 555-0122**", "4155550122"),
        ("+1 415 555 0142", "+14155550142"),
        ("محام: 555-0100", "5550100"),
    ],
)
def test_a_phone_number_is_a_link(text: str, calls: str) -> None:
    html = with_calls(markdown.render(text))
    assert f'<a href="tel:{calls}"><bdi dir="ltr">' in html


@pytest.mark.parametrize(
    "text",
    ["on 2026-03-03", "2019-2026", "room 3-4", "[555-0100](tel:+15550100)", "`555-0100`", "    555-0100", "x555-0100"],
)
def test_days_codes_and_links_stay_as_they_are(text: str) -> None:
    html = markdown.render(text)
    assert with_calls(html).count("tel:") == html.count("tel:")


def test_an_address_is_never_touched() -> None:
    html = markdown.render('[map](https://example.org/555-0100 "555-0111 > x") 555-0122 &#53;')
    assert with_calls(html).count("<bdi") == 1
    assert 'href="https://example.org/555-0100"' in with_calls(html)
