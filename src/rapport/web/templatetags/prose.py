"""{{ agreement.text|prose }}: what people wrote, as safe HTML."""

from django import template
from django.utils.safestring import SafeString

from rapport.web.prose import as_html

register = template.Library()


@register.filter
def prose(text: str, top_heading: int = 2) -> SafeString:
    return as_html(text, top_heading=top_heading)
