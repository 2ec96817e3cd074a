"""Turns texts into HTML in which the words that were found are marked."""

from html import escape

from django.utils.safestring import SafeString

from toolbox.library.search.matching import Matcher, Span

_ELLIPSIS = "…"


def mark(text: str, matcher: Matcher) -> SafeString:
    """Give a text as HTML with ``<mark>`` round every match."""
    return _marked(text, list(matcher.spans(text)))


def snippet(text: str, matcher: Matcher, length: int) -> SafeString:
    """Give the part of a text with most matches as HTML, about ``length`` characters, cut between words."""
    spans = list(matcher.spans(text))
    if len(text) <= length:
        return _marked(text, spans)
    start, end = _window(text, spans, length)
    inside = [Span(s - start, e - start) for s, e in spans if start <= s and e <= end]
    middle = _marked(text[start:end], inside)
    # Both halves are escaped already, or plain.
    return SafeString((_ELLIPSIS if start else "") + middle + (_ELLIPSIS if end < len(text) else ""))


def _marked(text: str, spans: list[Span]) -> SafeString:
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"
        done = end
    parts.append(escape(text[done:]))
    return SafeString("".join(parts))


def _window(text: str, spans: list[Span], length: int) -> Span:
    """Choose where to cut: the first place that shows most matches, with some words before them."""
    starts = [max(0, min(span.start - length // 4, len(text) - length)) for span in spans] or [0]
    start = max(starts, key=lambda at: sum(at <= s and e <= at + length for s, e in spans))
    end = min(len(text), start + length)
    if start:
        start = _after_space(text, start, next((s for s, _ in spans if s >= start), end))
    if end < len(text):
        cut = text.rfind(" ", max((e for _, e in spans if e <= end), default=start), end)
        end = cut if cut > start else end
    return Span(start, end)


def _after_space(text: str, start: int, latest: int) -> int:
    space = text.find(" ", start, latest)
    return start if space < 0 else space + 1
