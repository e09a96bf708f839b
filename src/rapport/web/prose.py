"""Texts that people wrote, such as agreements, as safe HTML."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "br", "hr", "a"}
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


def as_html(text: str, *, top_heading: int = 2) -> SafeString:
    """Return Markdown as HTML of a few harmless tags; its highest heading becomes `top_heading`."""
    tokens = _markdown.parse(text)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1]) for token in headings), default=top_heading)
    for token in headings:
        token.tag = f"h{min(4, int(token.tag[1]) - highest + top_heading)}"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return mark_safe(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "mailto"}))  # noqa: S308 - just cleaned
