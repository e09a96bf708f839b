"""{% translate "…" %} in every template: a text that stands in it is said without detours."""

from typing import Any

from django.template import Node
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.utils.safestring import SafeString
from django.utils.translation import gettext


class TextNode(Node):
    """A text that stands in the template; Django's node wraps it in a promise, and each time finds out what it is."""

    child_nodelists = ()

    def __init__(self, text: str, name: str | None) -> None:
        self.text = text.replace("%", "%%")  # as `makemessages` writes it into the catalogues
        self.name = name

    def render(self, context: Any) -> str:
        said = SafeString(gettext(self.text).replace("%%", "%"))
        if self.name is None:
            return said
        context[self.name] = said
        return ""


def say_plain_texts() -> None:
    """Let Django's `{% load i18n %}` bring our tag."""
    for name in ("translate", "trans"):
        i18n.register.tag(name, _translate)


def _translate(parser: Parser, token: Token) -> Node:
    node = i18n.do_translate(parser, token)
    text = node.filter_expression.var.literal
    if not isinstance(text, str) or node.filter_expression.filters or node.noop or node.message_context:
        return node
    return TextNode(text, node.asvar)
