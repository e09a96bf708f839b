"""{% url %} in every template: Django's own tag, which looks up each address only once."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parsed
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from rapport.web.addresses import address

register = template.Library()


class AddressNode(URLNode):
    """An address by the page's name and what it is about."""

    def render(self, context: Any) -> str:
        name, args = self.view_name.resolve(context), [each.resolve(context) for each in self.args]
        if self.kwargs or not all(isinstance(each, str) for each in (name, *args)):
            return super().render(context)
        try:
            found = address(name, *args)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    node = parsed(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
